"""`intake why`: what would change the advice for one person, found among all answers and replayed in the engine."""

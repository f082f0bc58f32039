"""`intake diff OLD NEW`: in whose case the outcome changes between two flows, found among all answers."""

"""The interview in a terminal. Nothing is imported here: the first words must not wait for the rest."""

"""Mutants: a flow with one slip in it, over and over, to see whether its scenarios and promises would notice."""

"""Suggested scenarios: people whom the solver finds, who show what no scenario shows and notice what nobody notices."""

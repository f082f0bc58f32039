"""Conditions in words: for prose, for pictures, for what changes."""

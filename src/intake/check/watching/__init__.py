"""`intake check --watch`: a check on each save."""

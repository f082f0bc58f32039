"""A flow on a local page for its author: the interview, what it comes to and why, and what there is to mend, on each save."""

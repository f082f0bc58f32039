"""The public side: a flow as a bundle that any browser reads, and the pages around it."""

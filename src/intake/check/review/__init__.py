"""What was read against its source, by whom, and what is next to look at."""

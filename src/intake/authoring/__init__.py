"""For authors: flows to start from."""

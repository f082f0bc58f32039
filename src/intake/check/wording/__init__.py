"""The words of a flow under test: their length, their grade, their terms, what they promise."""

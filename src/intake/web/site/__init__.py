"""A site of files alone: built, carried in one file, and compared with what it should be."""

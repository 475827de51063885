"""A writer for each medium."""

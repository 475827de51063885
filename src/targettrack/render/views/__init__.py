"""A table for people for each answer."""

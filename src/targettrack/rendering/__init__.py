"""Thin writers over one neutral table: terminal, Markdown, and the machine formats."""

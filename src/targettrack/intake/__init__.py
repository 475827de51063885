"""How new rows come in."""

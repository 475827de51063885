"""From a table of texts to a typed frame: what a header, a cell and a column mean."""

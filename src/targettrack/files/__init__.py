"""Files as bytes, text and tables; knows no goal."""

"""Fitting the outlook: samples, loss, descent."""

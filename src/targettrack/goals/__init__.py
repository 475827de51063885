"""Goals as numbers: thresholds, growth, where each stands."""

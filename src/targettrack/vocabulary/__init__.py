"""Words that every room uses: languages, codes, columns, quantities."""

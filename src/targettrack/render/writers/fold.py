"""Sentences on lines of a given width, in display cells; Chinese has no blanks to break at."""

import re
import textwrap

# What a line is not broken within: a word; a wide character, with the closing marks after it.
_PIECE = r"[ ]*(?:[^ \u2e80-\uffef]+|[\u2e80-\uffef][、。〉》」』】〕！），．：；？］｝”’]*)"


def folded(text: str, width: int) -> list[str]:
    """`text` on lines of at most `width` display cells, broken at blanks where there are any."""
    width = max(width, 2)  # what the widest character takes
    if text.isascii() and text.isprintable():
        return textwrap.wrap(text, width, break_on_hyphens=False) or [""]
    from rich.cells import cell_len, chop_cells

    lines = [""]
    for piece in re.findall(_PIECE, text):
        if cell_len(lines[-1] + piece) <= width:
            lines[-1] += piece
            continue
        word = piece.lstrip(" ")
        first, *rest = chop_cells(word, width) or [word]  # none is given of what has no width
        lines[-1:] = [*([lines[-1]] if lines[-1] else []), first, *rest]
    return lines

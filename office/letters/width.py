"""How wide a text stands in Arial 12, near enough to decide what fits on a line without a font at hand."""

from typing import Final

EM_CM: Final = 12 * 2.54 / 72
WIDEST: Final = 1.0

# Advance widths in thousandths of an em, equal in Arial, Helvetica and Liberation Sans.
WIDTHS: Final = {
    letter: width / 1000
    for width, letters in (
        (222, "ijl"),
        (278, " .,/:;!ftI"),
        (333, "-()r"),
        (500, "ckJsvxyz"),
        (556, "0123456789abdeghnopquL_"),
        (611, "FTZ"),
        (667, "ABEKPSVXY"),
        (722, "CDHNRUw"),
        (778, "GOQ"),
        (833, "mM"),
        (944, "W"),
    )
    for letter in letters
}


def arial_cm(text: str) -> float:
    """Never too small: a sign that is not in the table counts as a whole em."""
    return sum(WIDTHS.get(letter, WIDEST) for letter in text) * EM_CM

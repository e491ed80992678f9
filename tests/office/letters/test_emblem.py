"""The picture at the head of letters is looked at before any letter carries it."""

import pytest

from office.letters.emblem import wrong_emblem
from tests.office.letters.emblems import EMBLEM, a_picture


@pytest.mark.parametrize("content", [EMBLEM, a_picture(500, 600, "JPEG"), a_picture(900, 300)])
def test_a_png_or_jpeg_of_any_shape_is_taken(content: bytes) -> None:
    assert wrong_emblem(content) == ""


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is neither PNG nor JPEG"),
        (b"<svg/>", "is neither PNG nor JPEG"),
        (a_picture(100, 120, "GIF"), "is neither PNG nor JPEG"),
        (bytes(600 * 1024), "every letter would carry them"),
        (a_picture(3001, 10), "has 3001 x 10 pixels"),
    ],
)
def test_anything_else_is_refused_with_its_reason(content: bytes, why: str) -> None:
    assert why in wrong_emblem(content)

"""Photos of paper: read to the end, within bounds, turned as the camera was held."""

import io
from typing import Final

from PIL import Image, ImageOps

from office.files.kinds import Kind
from office.files.refusals import BrokenFile, ImageTooLarge, TooCoarse

MAX_PIXELS: Final = 40_000_000
"""Above every phone's ordinary photo; a small file may claim billions."""

PAGE_PIXELS: Final = 1754
"""The long side of A4 at 150 dpi: legible, stamps and signatures too."""

LEAST_LONG, LEAST_SHORT = 1000, 700
"""A4 at 85 dpi, where letters of 12 points are 14 pixels high. Telegram makes a sent photo 1280 pixels long, and 720
short if the phone takes wide pictures: that passes."""


def read_upright(content: bytes, kind: Kind) -> Image.Image:
    """The picture in RGB on white, decoded to its last byte, not larger than a page needs.

    Raises ImageTooLarge or TooCoarse before decoding, BrokenFile when the bytes end or do not fit together.
    """
    try:
        image = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
        check_size(*image.size)
        # Lets JPEG decode at a half, quarter or eighth: all its bytes are read, a part of the memory is used.
        image.draft("RGB", (PAGE_PIXELS, PAGE_PIXELS))
        image.load()
        return _upright(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as exc:
        raise ImageTooLarge(MAX_PIXELS) from exc
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError) as exc:
        # What Pillow's readers raise on broken files has no common base.
        raise BrokenFile(kind) from exc


def check_size(width: int, height: int) -> None:
    """Raises ImageTooLarge or TooCoarse."""
    if width * height > MAX_PIXELS:
        raise ImageTooLarge(MAX_PIXELS)
    short, long = sorted((width, height))
    if long < LEAST_LONG or short < LEAST_SHORT:
        raise TooCoarse(long, short, LEAST_LONG, LEAST_SHORT)


def _upright(image: Image.Image) -> Image.Image:
    """Shrunk before it is turned: a copy of forty million pixels is heavy."""
    image = _plain(image)
    image.thumbnail((PAGE_PIXELS, PAGE_PIXELS))
    image = _on_white(ImageOps.exif_transpose(image))
    image.info.clear()  # place, time, camera, comments
    return image


def _plain(image: Image.Image) -> Image.Image:
    """Without a palette, which cannot be blended, and without 16 bits of grey, which would turn nearly all white."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    if image.mode in {"P", "1"}:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def _on_white(image: Image.Image) -> Image.Image:
    """Lay transparent parts on paper: plain conversion would turn them black, like the ink."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    paper = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(paper, image.convert("RGBA")).convert("RGB")

"""Photos of paper: read to the end, within bounds."""

import io
from typing import Final

from PIL import Image

from office.files.kinds import Kind
from office.files.refusals import BrokenFile, ImageTooLarge

MAX_PIXELS: Final = 40_000_000
"""Above every phone's ordinary photo; a small file may claim billions."""

PAGE_PIXELS: Final = 1754
"""The long side of A4 at 150 dpi: legible, stamps and signatures too."""


def read_whole(content: bytes, kind: Kind) -> Image.Image:
    """The image, decoded to its last byte and not much larger than a page needs.

    Raises ImageTooLarge before decoding, BrokenFile when the bytes end or do not fit together.
    """
    try:
        image = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
        if image.width * image.height > MAX_PIXELS:
            raise ImageTooLarge(MAX_PIXELS)
        # Lets JPEG decode at a half, quarter or eighth: all its bytes are read, a part of the memory is used.
        image.draft("RGB", (PAGE_PIXELS, PAGE_PIXELS))
        image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as exc:
        raise ImageTooLarge(MAX_PIXELS) from exc
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError) as exc:
        # What Pillow's readers raise on broken files has no common base.
        raise BrokenFile(kind) from exc
    return image

"""The picture at the head of the office's letters."""

import io
from typing import Final

from PIL import Image, UnidentifiedImageError

BYTES_LIMIT: Final = 500 * 1024
PIXELS_LIMIT: Final = 3000


def wrong_emblem(content: bytes) -> str:
    """Why the picture cannot stand there; empty when it can."""
    if len(content) > BYTES_LIMIT:
        return f"has {len(content)} bytes; every letter would carry them, so save it with less than {BYTES_LIMIT}"
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return "is neither PNG nor JPEG"
    return f"has {width} x {height} pixels; {PIXELS_LIMIT} are enough" if max(width, height) > PIXELS_LIMIT else ""

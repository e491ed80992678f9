"""Pictures for the head of a letter."""

import io
from typing import Final

from PIL import Image


def a_picture(width: int, height: int, kind: str = "PNG") -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(content, kind)
    return content.getvalue()


EMBLEM: Final = a_picture(500, 600)

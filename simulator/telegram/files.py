"""Files that people and bots have sent. https://core.telegram.org/bots/api#getfile"""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Final

from aiogram.types import Document, PhotoSize
from PIL import Image, UnidentifiedImageError

from simulator.telegram.errors import FILE_EMPTY, NOT_A_PICTURE, TOO_LARGE, Refused

LARGEST_DOWNLOAD: Final = 20 * 1024 * 1024
LARGEST_UPLOAD: Final = 50 * 1024 * 1024
PHOTO_SIDES: Final = (90, 320, 800, 1280)


@dataclass(frozen=True)
class StoredFile:
    id: str
    unique_id: str
    path: str
    name: str
    mime: str
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)


class FileStore:
    """Files by id and by path; the same bytes share a unique id, as in Telegram."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}

    def get(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        return next((each for each in self._by_id.values() if each.path == path), None)

    def add_document(self, name: str, mime: str, content: bytes) -> Document:
        """Keep a document under its claimed name and type, neither of which is believed."""
        kept = self.keep("documents", name, mime, content)
        return document_of(kept)

    def add_photo(self, content: bytes) -> list[PhotoSize]:
        """Keep a picture in several sizes, smallest first. Raises Refused if it is none."""
        picture = _opened(content)
        longest = max(picture.size)
        sides = [side for side in PHOTO_SIDES if side < longest] + [min(longest, PHOTO_SIDES[-1])]
        return [self._scaled(picture, side) for side in dict.fromkeys(sides)]

    def _scaled(self, picture: Image.Image, side: int) -> PhotoSize:
        scaled = picture.copy()
        scaled.thumbnail((side, side))
        out = BytesIO()
        scaled.save(out, "JPEG")
        kept = self.keep("photos", "photo.jpg", "image/jpeg", out.getvalue())
        return PhotoSize(
            file_id=kept.id,
            file_unique_id=kept.unique_id,
            width=scaled.width,
            height=scaled.height,
            file_size=kept.size,
        )

    def keep(self, folder: str, name: str, mime: str, content: bytes) -> StoredFile:
        """Raises Refused for an empty file and for one that is too large to be sent."""
        if not content:
            raise Refused(FILE_EMPTY)
        if len(content) > LARGEST_UPLOAD:
            raise Refused(TOO_LARGE)
        number = len(self._by_id) + 1
        digest = hashlib.sha256(content).hexdigest()[:16]
        path = f"{folder}/file_{number}{PurePath(name).suffix}"
        kept = StoredFile(f"BQAC{number:06d}{digest}", f"AgAD{digest}", path, name, mime, content)
        self._by_id[kept.id] = kept
        return kept


def document_of(kept: StoredFile) -> Document:
    return Document(
        file_id=kept.id,
        file_unique_id=kept.unique_id,
        file_name=kept.name,
        mime_type=kept.mime,
        file_size=kept.size,
    )


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(content)).convert("RGB")
    except UnidentifiedImageError as exc:
        raise Refused(NOT_A_PICTURE) from exc

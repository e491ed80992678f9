"""One spelling for a DOCX, so that equal letters are equal files."""

import io
import zipfile
from typing import Final

CONTENT_TYPES: Final = "[Content_Types].xml"
ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def canonical(docx: bytes) -> bytes:
    """Pack the same parts again without the traces of when and where they were packed.

    The content types come first, as OPC readers prefer, and the other parts by name.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != CONTENT_TYPES, name)):
            target.writestr(_entry(name), source.read(name), compresslevel=9)
    return packed.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, ZIP_EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # the default tells Windows from Unix
    return entry

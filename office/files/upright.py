"""The form in which officials read photos: one PDF, upright, without what the phones noted beside the pictures."""

import io
from collections.abc import Iterable, Iterator
from typing import Final

import img2pdf
from PIL import Image

from office.files.kinds import MAX_PICTURES, Kind
from office.files.picture import read_upright
from office.files.refusals import EmptyFile, FileTooLarge, TooManyPictures

MAX_BYTES: Final = 10 * 1024 * 1024
A4: Final = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))
JPEG_QUALITY: Final = 80
LOWER: Final = ((1.0, 65), (1.0, 50), (0.8, 50))
"""Scale and quality of pages that take too much room, the best first; the last still has 120 dpi."""

_AROUND: Final = 2048
"""What the PDF itself takes for a page, at most."""


def pages_pdf(pictures: Iterable[tuple[bytes, Kind]], most: int = MAX_BYTES) -> bytes:
    """One A4 page for each picture, lying or standing as the picture does; at most `most` bytes.

    Equal pictures give equal bytes. Pictures are taken one after the other, so that one is in memory at a time. When
    all would take too much room, the pages above their share lose quality. Raises EmptyFile for none,
    TooManyPictures, FileTooLarge when even the lowest quality does not fit, and what `read_upright` raises.
    """
    pages = [_jpeg(read_upright(content, kind), JPEG_QUALITY) for content, kind in _counted(pictures)]
    if not pages:
        raise EmptyFile
    share = most // len(pages) - _AROUND
    if sum(map(len, pages)) > share * len(pages):
        pages = [_within(page, share, most) for page in pages]
    layout = img2pdf.get_layout_fun(A4, auto_orient=True)
    pdf: bytes = img2pdf.convert(pages, layout_fun=layout, nodate=True, engine=img2pdf.Engine.internal)
    return pdf


def _counted(pictures: Iterable[tuple[bytes, Kind]]) -> Iterator[tuple[bytes, Kind]]:
    for count, picture in enumerate(pictures, start=1):
        if count > MAX_PICTURES:
            raise TooManyPictures(count, MAX_PICTURES)
        yield picture


def _within(page: bytes, share: int, most: int) -> bytes:
    if len(page) <= share:
        return page
    picture = Image.open(io.BytesIO(page))
    for scale, quality in LOWER:
        width, height = picture.size
        lower = _jpeg(picture.resize((round(width * scale), round(height * scale))), quality)
        if len(lower) <= share:
            return lower
    raise FileTooLarge(most)


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=quality)
    return jpeg.getvalue()

"""Whether a PDF's pages can be shown and read: neither bombs nor pictures too coarse for letters."""

from math import hypot
from typing import Final

from pikepdf import Dictionary, Matrix, Name, Object, Page, Pdf, Stream, parse_content_stream
from pikepdf.models.ctm import get_objects_with_ctm

from office.files.picture import LEAST_LONG, LEAST_SHORT
from office.files.refusals import ImageTooLarge, TooCoarse

MAX_IMAGE_PIXELS: Final = 100_000_000
"""A3 scanned at 600 dpi has 70 million."""

A4_LONG, A4_SHORT = 842, 595
_PAGE_LIKE: Final = 0.5
"""A picture that fills this part of a page is the page; a smaller one is an emblem or a copied card."""

# What a page that only shows pictures is made of: state, position, marks, and the showing itself.
_ONLY_PICTURES: Final = frozenset(
    "q Q cm w J j M d ri i gs re W W* n m l h Do g G rg RG k K cs CS sc SC BMC BDC EMC".split()
)


def check_pages(pdf: Pdf) -> None:
    """Raises ImageTooLarge, TooCoarse, or pikepdf's PdfError for what unpacks beyond qpdf's limits."""
    for item in pdf.objects:
        if isinstance(item, Stream):
            _check_stream(item)
    for page in pdf.pages:
        _unpack(page.obj.get("/Contents"))
        if _only_shows_pictures(page):
            _check_pictures(page)


def _check_stream(stream: Stream) -> None:
    kind = stream.get("/Subtype")
    if kind == Name.Image and int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > MAX_IMAGE_PIXELS:
        raise ImageTooLarge(MAX_IMAGE_PIXELS)
    if kind == Name.Form:
        _unpack(stream)


def _unpack(content: Object | None) -> None:
    """Read what a viewer would have to read."""
    if isinstance(content, Stream):
        content.read_bytes()
    elif content is not None:
        for part in content:
            part.read_bytes()


def _only_shows_pictures(page: Page) -> bool:
    if page.resources.get("/Font") or not _images(page):
        return False
    return all(str(step.operator) in _ONLY_PICTURES for step in parse_content_stream(page))


def _images(page: Page) -> dict[str, Object]:
    shown = page.resources.get("/XObject", Dictionary())
    return {name: item for name, item in shown.items() if item.get("/Subtype") == Name.Image}


def _check_pictures(page: Page) -> None:
    """The pictures that are as good as the page must have as many pixels as a photo of it."""
    left, bottom, right, top = (float(side) for side in page.mediabox)
    area = abs((right - left) * (top - bottom))
    images = _images(page)
    for name, matrix in get_objects_with_ctm(page):
        if name in images and _area(matrix) >= area * _PAGE_LIKE:
            _check_picture(images[name], matrix)


def _area(matrix: Matrix) -> float:
    return abs(matrix.a * matrix.d - matrix.b * matrix.c)


def _check_picture(image: Object, matrix: Matrix) -> None:
    """A page smaller than A4 needs fewer pixels, a larger one, which is shown reduced, no more."""
    drawn_short, drawn_long = sorted((hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d)))
    short, long = sorted((int(image.Width), int(image.Height)))
    needed_long = round(LEAST_LONG * min(1, drawn_long / A4_LONG))
    needed_short = round(LEAST_SHORT * min(1, drawn_short / A4_SHORT))
    if long < needed_long or short < needed_short:
        raise TooCoarse(long, short, needed_long, needed_short)

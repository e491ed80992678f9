"""Whether a PDF only shows pages. Its objects are walked: object streams and `#` spellings hide words from a search."""

import io
import zipfile
from collections.abc import Iterator
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, PasswordError, Pdf, PdfError, Stream
from pikepdf.settings import set_qpdf_limits

from office.files.kinds import Kind
from office.files.refusals import BrokenFile, EncryptedPdf, TooManyPages, UnsafePdf
from office.files.scan import check_pages

MAX_PAGES: Final = 50
MAX_OBJECTS: Final = 100_000
"""Fifty tagged pages need a tenth of it; ten megabytes can hold millions and keep a processor busy for a minute."""

UNPACKED: Final = 16 * 1024 * 1024
# Object streams are unpacked on opening, and pages when they are shown; ten megabytes of them unpack to ten gigabytes.
# qpdf has no limit by default, and keeps its limits for the whole process.
set_qpdf_limits(
    flate_max_memory=UNPACKED,
    run_length_max_memory=UNPACKED,
    png_max_memory=UNPACKED,
    tiff_max_memory=UNPACKED,
    parser_max_container_size=MAX_OBJECTS,
    doc_max_warnings=1000,
)

TAIL: Final = 2048
END_MARK: Final = b"%%EOF"

UNSAFE: Final = frozenset(
    {
        # scripts, and what runs without being asked
        *("/JS", "/JavaScript", "/AA", "/XFA", "/Rendition"),
        # files inside the file
        *("/EF", "/EmbeddedFiles", "/FileAttachment", "/RichMedia"),
        # programs, other files and forms that send
        *("/Launch", "/GoToR", "/GoToE", "/ImportData", "/SubmitForm"),
    }
)
"""Refused as a dictionary's key and as the name of an action or annotation."""

TELLING_KEYS: Final = ("/S", "/Subtype", "/Type")


def count_safe_pages(content: bytes) -> int:
    """How many pages the PDF shows.

    Raises EncryptedPdf, TooManyPages, UnsafePdf, what `check_pages` raises, or BrokenFile when it is cut off, has no
    page, cannot be read or only with an effort out of proportion.
    """
    # A cut-off file often opens, mended, with its last pages missing.
    if END_MARK not in content[-TAIL:]:
        raise BrokenFile(Kind.PDF)
    if zipfile.is_zipfile(io.BytesIO(content)):  # a second file behind the first
        raise UnsafePdf("ZIP")
    try:
        with Pdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            return _count(pdf)
    except PasswordError as exc:
        raise EncryptedPdf from exc
    except (PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError, RuntimeError) as exc:
        # What pikepdf raises on hostile structures has no common base.
        raise BrokenFile(Kind.PDF) from exc


def _count(pdf: Pdf) -> int:
    # With an owner's password alone the file opens without an error, and is locked against printing or copying.
    if pdf.is_encrypted:
        raise EncryptedPdf
    # qpdf ignores objects beyond the size that the file declares.
    if int(pdf.trailer.get("/Size", 0)) > MAX_OBJECTS:
        raise BrokenFile(Kind.PDF)
    pages = len(pdf.pages)
    if pages == 0:
        raise BrokenFile(Kind.PDF)
    if pages > MAX_PAGES:
        raise TooManyPages(pages, MAX_PAGES)
    for words in _words(pdf):
        for found in words & UNSAFE:
            raise UnsafePdf(found)
    check_pages(pdf)
    return pages


def _words(pdf: Pdf) -> Iterator[frozenset[str]]:
    """The telling words of every dictionary in the file, the direct ones inside others included."""
    pending: list[Object] = [pdf.trailer, *pdf.objects]
    while pending:
        item = pending.pop()
        if isinstance(item, Dictionary | Stream):
            yield frozenset(item.keys()) | _telling_names(item)
            children = [item[key] for key in item.keys()]  # noqa: SIM118 - a pikepdf object is no dict
        elif isinstance(item, Array):
            children = list(item)
        else:
            continue
        # Indirect ones are in `pdf.objects` themselves; following them would walk in circles.
        pending += [child for child in children if isinstance(child, Object) and not child.is_indirect]


def _telling_names(item: Object) -> frozenset[str]:
    told = (item.get(key) for key in TELLING_KEYS)
    return frozenset(str(name) for name in told if isinstance(name, Name))

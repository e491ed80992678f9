"""Why an uploaded file is not taken.

Refusal
├── EmptyFile          nothing in it
├── FileTooLarge       more bytes than the office takes
├── UnknownFileType    neither PDF nor JPEG nor PNG, whatever its name says
├── BrokenFile         begins like one of them, but cannot be read to its end
├── TooHeavy           reading it takes more time or memory than a letter may
├── EncryptedPdf       locked, with or without a password to open it
├── UnsafePdf          does something besides showing pages
├── TooManyPages       more pages than anybody reads
├── TooManyPictures    more pictures than a letter has pages
├── ImageTooLarge      more pixels than a photographed page has
└── TooCoarse          too few pixels to read the letter by
"""

from office.files.kinds import Kind, Look
from office.sop.errors import Refusal


class EmptyFile(Refusal):
    def __init__(self) -> None:
        super().__init__("the file is empty")


class FileTooLarge(Refusal):
    def __init__(self, limit: int) -> None:
        super().__init__(f"the file has more than {limit} bytes")
        self.limit = limit


class UnknownFileType(Refusal):
    """`look` is what it seems to be instead, so that the sender can be told a way out."""

    def __init__(self, look: Look) -> None:
        super().__init__(f"the file does not begin as PDF, JPEG or PNG, but as {look}")
        self.look = look


class BrokenFile(Refusal):
    def __init__(self, kind: Kind) -> None:
        super().__init__(f"the {kind} cannot be read to its end")
        self.kind = kind


class TooHeavy(Refusal):
    def __init__(self, kind: Kind) -> None:
        super().__init__(f"the {kind} takes too much time or memory to read")
        self.kind = kind


class EncryptedPdf(Refusal):
    def __init__(self) -> None:
        super().__init__("the PDF is encrypted")


class UnsafePdf(Refusal):
    """`found` is the PDF's own word for what it wants to do, for example `/JavaScript`."""

    def __init__(self, found: str) -> None:
        super().__init__(f"the PDF holds {found}")
        self.found = found


class TooManyPages(Refusal):
    def __init__(self, pages: int, limit: int) -> None:
        super().__init__(f"the PDF has {pages} pages, more than {limit}")
        self.pages, self.limit = pages, limit


class TooManyPictures(Refusal):
    def __init__(self, count: int, limit: int) -> None:
        super().__init__(f"{count} pictures, more than {limit}")
        self.count, self.limit = count, limit


class ImageTooLarge(Refusal):
    """`limit` in pixels."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"the image has more than {limit} pixels")
        self.limit = limit


class TooCoarse(Refusal):
    """In pixels, the long side first: what the picture of a page has, and what it needs."""

    def __init__(self, long: int, short: int, needed_long: int, needed_short: int) -> None:
        super().__init__(f"{long} × {short} pixels, less than {needed_long} × {needed_short}")
        self.long, self.short = long, short
        self.needed_long, self.needed_short = needed_long, needed_short

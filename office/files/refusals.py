"""Why an uploaded file is not taken.

Refusal
├── EmptyFile          nothing in it
├── FileTooLarge       more bytes than the office takes
├── UnknownFileType    neither PDF nor JPEG nor PNG, whatever its name says
├── BrokenFile         begins like one of them, but cannot be read to its end
├── EncryptedPdf       locked, with or without a password to open it
├── UnsafePdf          does something besides showing pages
├── TooManyPages       more pages than anybody reads
└── ImageTooLarge      more pixels than a photographed page has
"""

from office.files.kinds import Kind
from office.sop.errors import Refusal


class EmptyFile(Refusal):
    def __init__(self) -> None:
        super().__init__("the file is empty")


class FileTooLarge(Refusal):
    def __init__(self, limit: int) -> None:
        super().__init__(f"the file has more than {limit} bytes")
        self.limit = limit


class UnknownFileType(Refusal):
    def __init__(self) -> None:
        super().__init__("the file does not begin as PDF, JPEG or PNG")


class BrokenFile(Refusal):
    def __init__(self, kind: Kind) -> None:
        super().__init__(f"the {kind} cannot be read to its end")
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


class ImageTooLarge(Refusal):
    """`limit` in pixels."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"the image has more than {limit} pixels")
        self.limit = limit

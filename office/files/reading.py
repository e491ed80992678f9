"""The text of a PDF, as it lies on the page. Belongs in a child process: a PDF may take any time to read."""

import io
import logging
from typing import Final

from pypdf import PdfReader

from office.files.facts import LetterFacts, find_letter_facts

_PAGES: Final = 2
_ENOUGH: Final = 20_000
"""Characters of a page: some four times what fits on it."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a stranger's PDF is no news of ours


def read_letter_facts(content: bytes) -> LetterFacts:
    """What the text of the first pages says; a scan has none, and nothing is told. Raises whatever pypdf raises."""
    pages = PdfReader(io.BytesIO(content)).pages[:_PAGES]
    text = (page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False) for page in pages)
    return find_letter_facts("\n".join(page[:_ENOUGH] for page in text))

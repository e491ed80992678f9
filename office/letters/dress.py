"""A letter's paper by the office's settings, whatever its template was drawn for."""

from collections.abc import Iterator
from typing import Any, Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Length, Pt

from office.letters.shape import COMPACT, HEIGHT_CM, WIDTH_CM
from office.sop.agency import Stationery

TWIPS: Final = 635
"""Word's unit of width, in python-docx's."""
BODY_PT: Final = 12


def dress(document: Document, stationery: Stationery) -> None:
    """Set paper, margins and size of text; what reached from margin to margin does so again."""
    section = document.sections[0]
    before = _text_width(section)
    _set_page(section, stationery)
    wider = _text_width(section) - before
    if wider:
        _move_right_tabs(document, before, wider)
        for tree in trees(document):
            for table in tree.iter(qn("w:tbl")):
                _widen(table, round(wider / TWIPS))
    if stationery.text_size == "compact":
        _set_compact(document)


def _text_width(section: Section) -> int:
    return int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)


def _set_page(section: Section, stationery: Stationery) -> None:
    margins = stationery.margins
    section.page_width, section.page_height = Cm(WIDTH_CM[stationery.paper]), Cm(HEIGHT_CM[stationery.paper])
    section.left_margin, section.right_margin = Cm(margins.left), Cm(margins.right)
    section.top_margin, section.bottom_margin = Cm(margins.top), Cm(margins.bottom)


def _paragraph_styles(document: Document) -> Iterator[Any]:
    return (style for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH)


def _move_right_tabs(document: Document, edge: int, wider: int) -> None:
    """Tabs that stood at the right margin move with it."""
    for style in _paragraph_styles(document):
        for tab in style.paragraph_format.tab_stops:
            if abs(tab.position - edge) < Cm(0.1):
                tab.position = Length(tab.position + wider)


def trees(document: Document) -> Iterator[Any]:
    """Body and headers as they were filled: docxtpl leaves python-docx with the headers from before."""
    yield document.element
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.HEADER:
            yield relation.target_part.element


def _widen(table: Any, twips: int) -> None:
    """The widest column gives or takes."""
    columns = table.tblGrid.gridCol_lst
    widths = [int(column.w) for column in columns]
    widest = widths.index(max(widths))
    columns[widest].w = Length(widths[widest] + twips * TWIPS)
    for row in table.tr_lst:
        at = 0
        for cell in row.tc_lst:
            if at <= widest < at + cell.grid_span and cell.width is not None:
                cell.width = Length(cell.width + twips * TWIPS)
            at += cell.grid_span


def _set_compact(document: Document) -> None:
    """The body's size shrinks and its lines close up; headings and small print stay."""
    for style in _paragraph_styles(document):
        if style.font.size == Pt(BODY_PT):
            style.font.size = Pt(BODY_PT * COMPACT)
        line = style.paragraph_format.line_spacing
        if isinstance(line, float) and line > 1:
            style.paragraph_format.line_spacing = 1.0

"""Tables of fixed widths: invisible ones that hold things side by side, and ruled ones for lists and forms."""

from collections.abc import Sequence
from typing import Final

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from docx.table import Table, _Cell, _Row

EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
GAP_TWIPS: Final = 240


def set_table(table: Table, widths: Sequence[float], *, padding: float = 0) -> None:
    """Fix the columns, in centimetres; `padding` keeps the words off the sides of their cells."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    inner = round(padding * 567)
    sides = "".join(
        f'<w:{side} w:w="{inner if side in {"left", "right"} else 0}" w:type="dxa"/>'
        for side in ("top", "left", "bottom", "right")
    )
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")  # noqa: SLF001 - Word minds the order


def ruled(letter: Document, rows: int, widths: Sequence[float]) -> Table:
    """A table with thin lines whose rows never break across pages."""
    table: Table = letter.add_table(rows, len(widths))
    set_table(table, widths, padding=0.15)
    lines = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for edge in EDGES)
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>")
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")  # noqa: SLF001
    for row in table.rows:
        hold_together(row)
    return table


def hold_together(row: _Row) -> None:
    """No page end tears the row."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - python-docx has no public way


def keep_apart(cell: _Cell) -> None:
    """Words end a little before the next cell begins."""
    gap = f'<w:tcMar {nsdecls("w")}><w:right w:w="{GAP_TWIPS}" w:type="dxa"/></w:tcMar>'
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
    properties.insert_element_before(parse_xml(gap), "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")


def write(cell: _Cell, style: str, *texts: str) -> None:
    """Fill the cell, a paragraph for each text."""
    first, *more = texts
    cell.paragraphs[0].text, cell.paragraphs[0].style = first, style
    for text in more:
        cell.add_paragraph(text, style=style)


def list_table(letter: Document, name: str, heads: Sequence[str], widths: Sequence[float]) -> Table:
    """`No`, what, and what of it: a row for each entry of the list; the heads stand again on every page."""
    table = ruled(letter, 4, widths)
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        write(cell, "Tabel Kepala", head)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
    write(table.rows[1].cells[0], "Tabel Nomor", f"{{%tr for baris in {name} %}}")
    fields = (("Tabel Nomor", "no"), ("Tabel Isi", "judul"), ("Tabel Isi", "isi"))
    for cell, (style, field) in zip(table.rows[2].cells, fields, strict=True):
        write(cell, style, f"{{{{ baris.{field} }}}}")
    write(table.rows[3].cells[0], "Tabel Nomor", "{%tr endfor %}")
    return table

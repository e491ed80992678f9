"""The parts of a surat dinas from the number to the copies, in the order in which they are read."""

from typing import Final

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from letter_templates.looks import TEXT_WIDTH
from letter_templates.tables import hold_together, keep_apart, set_table, write

ANSWERED: Final = "surat Saudara Nomor {{ surat_nomor }} tanggal {{ surat_tanggal }} hal {{ surat_hal }}"
SIGNATURE_WIDTH: Final = 7.6
HEAD: Final = ("Sifat", "{{ sifat }}"), ("Lampiran", "{{ lampiran }}"), ("Hal", "{{ hal }}")


def paragraph(letter: Document | _Cell, style: str, text: str) -> Paragraph:
    return letter.add_paragraph(text, style=style)


def only_if(letter: Document | _Cell, name: str, style: str, text: str) -> None:
    """A paragraph that is not there when its field is empty."""
    paragraph(letter, style, f"{{%p if {name} %}}")
    paragraph(letter, style, text)
    paragraph(letter, style, "{%p endif %}")


def for_each(letter: Document | _Cell, name: str, style: str, text: str = "{{ butir }}") -> None:
    """A paragraph for each entry of the list."""
    paragraph(letter, style, f"{{%p for butir in {name} %}}")
    paragraph(letter, style, text)
    paragraph(letter, style, "{%p endfor %}")


def open_letter(letter: Document, decision: str) -> None:
    """Number, date, addressee, and the sentence that answers the applicant's letter."""
    head(letter, HEAD)
    paragraph(letter, "Surat Pembuka", f"Sehubungan dengan {ANSWERED}, dengan ini disampaikan bahwa {decision}")


def head(letter: Document, lines: tuple[tuple[str, str], ...]) -> None:
    """The date beside the number, or above it where it has no room, and whom the letter goes to."""
    only_if(letter, "tanggal_atas", "Surat Tanggal", "{{ tanggal_atas }}")
    paragraph(letter, "Surat Nomor Pertama", "Nomor\t:\t{{ nomor }}\t{{ tanggal_kanan }}")
    for label, value in lines:
        paragraph(letter, "Surat Nomor", f"{label}\t:\t{value}")
    paragraph(letter, "Surat Yth", "Yth.\t{{ yth }}")
    paragraph(letter, "Surat Tempat", "di")
    paragraph(letter, "Surat Kota", "{{ yth_tempat }}")


def details(letter: Document, *rows: tuple[str, str]) -> None:
    """The lines of the details. Long values wrap under the value."""
    for label, value in rows[:-1]:
        paragraph(letter, "Rincian", f"{label}\t:\t{value}")
    label, value = rows[-1]
    paragraph(letter, "Rincian Akhir", f"{label}\t:\t{value}")


def legal_basis(letter: Document, lead: str) -> None:
    only_if(letter, "dasar_hukum", "Surat Isi", f"{lead} berdasarkan {{{{ dasar_hukum }}}}.")


def duties(letter: Document, lead: str) -> None:
    """A numbered list with its leading sentence; neither when there is nothing to list."""
    paragraph(letter, "Butir", "{%p if kewajiban %}")
    paragraph(letter, "Surat Pengantar", lead)
    for_each(letter, "kewajiban", "Butir")
    paragraph(letter, "Butir", "{%p endif %}")


def reason(letter: Document, lead: str) -> None:
    """The sentence goes on after the details, then the reason, a paragraph for each line of it."""
    paragraph(letter, "Surat Sambungan", lead)
    for_each(letter, "alasan", "Alasan")


def close(letter: Document, thanks: str) -> None:
    """Thanks, signature and copies. The thanks never stand on another page than the signature."""
    paragraph(letter, "Surat Penutup", thanks)
    rows = side_by_side(letter, TEXT_WIDTH - SIGNATURE_WIDTH, rows=4)
    _sign(*rows[0])
    _copy(*rows[1:])


def signature(letter: Document) -> None:
    """The same without copies, under the place and the day, which such papers do not have at their head."""
    ((left, right),) = side_by_side(letter, TEXT_WIDTH - SIGNATURE_WIDTH)
    _sign(left, right, "{{ kota }}, {{ tanggal }}")


def _sign(left: _Cell, right: _Cell, *dated: str) -> None:
    """The proof at the left, the official at the right, in one row that no page end tears."""
    left.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
    write(left, "Bukti Gambar", "{{ qr }}")
    paragraph(left, "Bukti Teks", "{%p if kode %}")
    paragraph(left, "Bukti Teks", "Pindai untuk memeriksa keaslian surat")
    paragraph(left, "Bukti Teks", "{{ tautan }}")
    paragraph(left, "Bukti Teks", "Kode {{ kode }}")
    paragraph(left, "Bukti Teks", "{%p endif %}")
    write(right, "TTD Jabatan", *dated, "{{ jabatan }},")
    name(right, "{{ nama }}")
    only_if(right, "pangkat", "TTD", "{{ pangkat }}")
    only_if(right, "nip", "TTD", "NIP {{ nip }}")


def _copy(opening: tuple[_Cell, _Cell], row: tuple[_Cell, _Cell], ending: tuple[_Cell, _Cell]) -> None:
    """One row as wide as the page for the copies, which stay together; no row when there are none."""
    write(opening[0], "Tembusan", "{%tr if tembusan %}")
    copies: _Cell = row[0].merge(row[1])
    write(copies, "Tembusan Judul", "Tembusan:")
    for_each(copies, "tembusan", "Tembusan")
    write(ending[0], "Tembusan", "{%tr endif %}")


def name(cell: _Cell, text: str) -> None:
    """Under the room for the hand."""
    paragraph(cell, "TTD Nama", text)


def side_by_side(letter: Document, left: float, rows: int = 1) -> list[tuple[_Cell, _Cell]]:
    """Pairs of cells without lines, a little below what stands before them, on the same page as each other."""
    paragraph(letter, "Sela", "").paragraph_format.space_before = Pt(10)
    table = letter.add_table(rows, 2)
    set_table(table, (left, TEXT_WIDTH - left))
    for row in table.rows:
        hold_together(row)
        keep_apart(row.cells[0])
    paragraph(letter, "Sela", "")
    return [(row.cells[0], row.cells[1]) for row in table.rows]

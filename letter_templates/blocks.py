"""The parts of a surat dinas from the number to the copies, in the order in which they are read."""

from typing import Final

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from letter_templates.looks import TEXT_WIDTH
from letter_templates.tables import hold_together, set_table

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
    only_if(letter, "tanggal_atas", "Surat Tanggal", "{{ tanggal_atas }}")
    number_lines(letter, "{{ tanggal_kanan }}", HEAD)
    address(letter)
    paragraph(letter, "Surat Pembuka", f"Sehubungan dengan {ANSWERED}, dengan ini disampaikan bahwa {decision}")


def number_lines(letter: Document, date: str, lines: tuple[tuple[str, str], ...]) -> None:
    paragraph(letter, "Surat Nomor Pertama", f"Nomor\t:\t{{{{ nomor }}}}\t{date}")
    for label, value in lines:
        paragraph(letter, "Surat Nomor", f"{label}\t:\t{value}")


def address(letter: Document) -> None:
    paragraph(letter, "Surat Yth", "Yth. {{ yth }}")
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
    signature(letter)
    copies(letter)


def signature(letter: Document, *, dated: bool = False) -> None:
    """The proof at the left, the official at the right, in one row that no page end tears."""
    left, right = side_by_side(letter, TEXT_WIDTH - SIGNATURE_WIDTH)
    left.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
    left.paragraphs[0].text, left.paragraphs[0].style = "{{ qr }}", "Bukti Gambar"
    paragraph(left, "Bukti Teks", "{%p if kode %}")
    paragraph(left, "Bukti Teks", "Pindai untuk memeriksa keaslian surat")
    paragraph(left, "Bukti Teks", "{{ tautan }}")
    paragraph(left, "Bukti Teks", "Kode {{ kode }}")
    paragraph(left, "Bukti Teks", "{%p endif %}")
    sign(right, "{{ jabatan }},", "{{ nama }}", place="{{ kota }}, {{ tanggal }}" if dated else "")
    only_if(right, "pangkat", "TTD", "{{ pangkat }}")
    only_if(right, "nip", "TTD", "NIP {{ nip }}")


def side_by_side(letter: Document, left: float) -> tuple[_Cell, _Cell]:
    """Two cells without lines, a little below what stands before them."""
    paragraph(letter, "Sela", "").paragraph_format.space_before = 152400
    table = letter.add_table(1, 2)
    set_table(table, (left, TEXT_WIDTH - left))
    hold_together(table.rows[0]._tr.get_or_add_trPr())  # noqa: SLF001 - python-docx has no public way
    paragraph(letter, "Sela", "")
    first, second = table.rows[0].cells
    return first, second


def sign(cell: _Cell, title: str, name: str, *, place: str = "") -> None:
    """Title, room for the hand, name; the place and the day above them where the letter has no other."""
    cell.paragraphs[0].style = "TTD Jabatan"
    cell.paragraphs[0].text = place or title
    if place:
        paragraph(cell, "TTD Jabatan", title)
    paragraph(cell, "TTD Nama", name)


def copies(letter: Document) -> None:
    paragraph(letter, "Tembusan", "{%p if tembusan %}")
    paragraph(letter, "Tembusan Judul", "Tembusan:")
    for_each(letter, "tembusan", "Tembusan")
    paragraph(letter, "Tembusan", "{%p endif %}")

"""The parts of a surat dinas from the number to the copies, in the order in which they are read."""

from docx.document import Document
from docx.shared import Cm
from docx.text.paragraph import Paragraph

ANSWERED = "surat Saudara Nomor {{ surat_nomor }} tanggal {{ surat_tanggal }} hal {{ surat_hal }}"


def paragraph(letter: Document, style: str, text: str) -> Paragraph:
    return letter.add_paragraph(text, style=style)


def only_if(letter: Document, name: str, style: str, text: str) -> None:
    """A paragraph that is not there when its field is empty."""
    paragraph(letter, style, f"{{%p if {name} %}}")
    paragraph(letter, style, text)
    paragraph(letter, style, "{%p endif %}")


def open_letter(letter: Document, decision: str) -> None:
    """Number, date, addressee, and the sentence that answers the applicant's letter."""
    only_if(letter, "tanggal_atas", "Surat Tanggal", "{{ tanggal_atas }}")
    paragraph(letter, "Surat Nomor Pertama", "Nomor\t:\t{{ nomor }}\t{{ tanggal_kanan }}")
    for label, value in (("Sifat", "Biasa"), ("Lampiran", "-"), ("Hal", "{{ hal }}")):
        paragraph(letter, "Surat Nomor", f"{label}\t:\t{value}")
    paragraph(letter, "Surat Yth", "Yth. {{ yth }}")
    paragraph(letter, "Surat Tempat", "di")
    place = paragraph(letter, "Surat Tempat", "{{ yth_tempat }}")
    place.paragraph_format.left_indent = Cm(1.0)
    paragraph(letter, "Surat Pembuka", f"Sehubungan dengan {ANSWERED}, dengan ini disampaikan bahwa {decision}")


def row(letter: Document, label: str, value: str, *, last: bool = False) -> None:
    """One line of the details. Long values wrap under the value."""
    line = paragraph(letter, "Rincian", f"{label}\t:\t{value}")
    if last:
        line.paragraph_format.keep_with_next = False


def duties(letter: Document, lead: str) -> None:
    """A numbered list with its leading sentence; neither when there is nothing to list."""
    paragraph(letter, "Butir", "{%p if kewajiban %}")
    paragraph(letter, "Surat Isi", lead).paragraph_format.keep_with_next = True
    _for_each(letter, "kewajiban", "Butir")
    paragraph(letter, "Butir", "{%p endif %}")


def reason(letter: Document, lead: str) -> None:
    """The sentence goes on after the details, then the reason, a paragraph for each line of it."""
    paragraph(letter, "Surat Sambungan", lead)
    _for_each(letter, "alasan", "Alasan")


def close(letter: Document, thanks: str) -> None:
    """Thanks, signature and copies. The thanks never stand on another page than the signature."""
    paragraph(letter, "Surat Isi", thanks).paragraph_format.keep_with_next = True
    paragraph(letter, "TTD Jabatan", "{{ jabatan }},")
    paragraph(letter, "TTD Nama", "{{ nama }}")
    only_if(letter, "pangkat", "TTD", "{{ pangkat }}")
    only_if(letter, "nip", "TTD", "NIP {{ nip }}")
    paragraph(letter, "Tembusan", "{%p if tembusan %}")
    paragraph(letter, "Tembusan Judul", "Tembusan:")
    _for_each(letter, "tembusan", "Tembusan")
    paragraph(letter, "Tembusan", "{%p endif %}")


def _for_each(letter: Document, name: str, style: str) -> None:
    paragraph(letter, style, f"{{%p for butir in {name} %}}")
    paragraph(letter, style, "{{ butir }}")
    paragraph(letter, style, "{%p endfor %}")

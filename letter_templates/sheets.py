"""The papers that answer no letter, in their first design: disposition, statement, and what applicants sign."""

from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Cm
from docx.table import _Cell

from letter_templates.blocks import (
    SIGNATURE_WIDTH,
    for_each,
    head,
    name,
    only_if,
    paragraph,
    side_by_side,
    signature,
)
from letter_templates.looks import TEXT_WIDTH
from letter_templates.paper import blank, packed
from letter_templates.tables import list_table, ruled, write


def disposition() -> bytes:
    """Lembar disposisi: one sheet with the letter above and the superior's word below."""
    sheet = blank("Lembar disposisi")
    paragraph(sheet, "Judul", "LEMBAR DISPOSISI").paragraph_format.space_after = Cm(0.3)
    table = ruled(sheet, 7, (TEXT_WIDTH / 2, TEXT_WIDTH / 2))
    rows = [row.cells for row in table.rows]
    write(_across(rows[0]), "Tabel Isian", "Surat dari\t:\t{{ surat_dari }}")
    write(_across(rows[1]), "Tabel Isian", "Nomor surat\t:\t{{ surat_nomor }}")
    write(_across(rows[2]), "Tabel Isian", "Hal\t:\t{{ surat_hal }}")
    write(rows[3][0], "Tabel Isian", "Tanggal surat\t:\t{{ surat_tanggal }}")
    write(rows[3][1], "Tabel Isian", "Diterima\t:\t{{ diterima }}")
    write(rows[4][0], "Tabel Isian", "Tanda terima\t:\t{{ tanda_terima }}")
    _choices(rows[4][1], "Sifat:", "sifat")
    write(rows[5][0], "Tabel Isi", "Diteruskan kepada Saudara:")
    for_each(rows[5][0], "diteruskan", "Tabel Isi", "- {{ butir }}")
    _choices(rows[5][1], "Dengan hormat harap:", "harapan")
    notes = _across(rows[6])
    write(notes, "Tabel Isi", "Catatan:")
    for_each(notes, "catatan", "Tabel Isi")
    table.rows[6].height, table.rows[6].height_rule = Cm(4), WD_ROW_HEIGHT_RULE.AT_LEAST
    signature(sheet)
    return packed(sheet)


def _across(cells: tuple[_Cell, ...]) -> _Cell:
    merged: _Cell = cells[0].merge(cells[-1])
    return merged


def _choices(cell: _Cell, lead: str, name: str) -> None:
    """A framed tick before each word that may be chosen."""
    write(cell, "Tabel Isi", lead)
    paragraph(cell, "Tabel Pilihan", f"{{%p for pilihan in {name} %}}")
    line = paragraph(cell, "Tabel Pilihan", "")
    line.add_run("{{ pilihan.tanda }}", style="Kotak")
    line.add_run("\t{{ pilihan.kata }}")
    paragraph(cell, "Tabel Pilihan", "{%p endfor %}")


def service_statement() -> bytes:
    """Surat keterangan layanan: the service as it stands, over the official's name."""
    letter = blank("Surat keterangan layanan")
    paragraph(letter, "Judul", "SURAT KETERANGAN LAYANAN")
    paragraph(letter, "Judul Nomor", "Nomor: {{ nomor }}")
    paragraph(letter, "Surat Pengantar", "Yang bertanda tangan di bawah ini:")
    paragraph(letter, "Rincian", "Nama\t:\t{{ nama }}")
    _detail_if(letter, "nip", "NIP\t:\t{{ nip }}")
    paragraph(letter, "Rincian Akhir", "Jabatan\t:\t{{ jabatan }}")
    paragraph(letter, "Surat Pengantar", "menerangkan bahwa layanan dengan rincian sebagai berikut:")
    paragraph(letter, "Rincian", "Nama sub domain\t:\t{{ sub_domain }}")
    paragraph(letter, "Rincian", "Perangkat daerah\t:\t{{ perangkat_daerah }}")
    paragraph(letter, "Rincian", "Nama aplikasi\t:\t{{ nama_aplikasi }}")
    _detail_if(letter, "alamat_tujuan", "Alamat tujuan\t:\t{{ alamat_tujuan }}")
    _detail_if(letter, "alamat_hosting", "Alamat hosting\t:\t{{ alamat_hosting }}")
    paragraph(letter, "Rincian", "Penanggung jawab\t:\t{{ penanggung_jawab }}")
    _detail_if(letter, "dasar_surat", "Dasar\t:\t{{ dasar_surat }}")
    paragraph(letter, "Rincian Akhir", "Terdaftar sejak\t:\t{{ sejak }}")
    standing = "pada tanggal surat ini terdaftar pada {{ nama_dinas }} dengan status {{ status }}."
    paragraph(letter, "Surat Sambungan", standing).paragraph_format.keep_with_next = False
    paragraph(letter, "Surat Penutup", "Surat keterangan ini dibuat untuk {{ keperluan }}.")
    signature(letter)
    return packed(letter)


def _detail_if(letter: Document, name: str, text: str) -> None:
    only_if(letter, name, "Rincian", text)


def request_letter() -> bytes:
    """Surat permohonan of an OPD, with blanks for what only the OPD can give."""
    letter = blank("Surat permohonan", of_applicant=True)
    head(letter, (("Sifat", "Biasa"), ("Lampiran", "1 (satu) berkas"), ("Hal", "{{ hal }}")))
    paragraph(
        letter,
        "Surat Pembuka",
        "Dalam rangka penyelenggaraan pemerintahan dan pelayanan kepada masyarakat, bersama ini kami sampaikan "
        "permohonan dengan rincian sebagai berikut:",
    )
    for_each(letter, "rincian", "Rincian Lebar", "{{ butir.judul }}\t:\t{{ butir.isi }}")
    paragraph(
        letter,
        "Surat Isi",
        "Penanggung jawab teknis kami adalah {{ penanggung_jawab }}, nomor HP {{ hp }}. Formulir pengajuan yang "
        "telah diisi dan ditandatangani kami lampirkan.",
    )
    paragraph(
        letter,
        "Surat Penutup",
        "Demikian permohonan ini disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih.",
    )
    _, right = side_by_side(letter, TEXT_WIDTH - SIGNATURE_WIDTH)[0]
    write(right, "TTD Jabatan", "{{ kepala }},")
    name(right, "{{ kepala_nama }}")
    paragraph(right, "TTD", "NIP {{ kepala_nip }}")
    return packed(letter)


def request_form() -> bytes:
    """Formulir pengajuan: a table of whatever was asked, then who answers for it."""
    form = blank("Formulir pengajuan", of_applicant=True)
    paragraph(form, "Judul", "FORMULIR PENGAJUAN")
    paragraph(form, "Judul Nomor", "{{ judul }}").paragraph_format.space_after = 0
    only_if(form, "tanda_terima", "Judul Nomor", "Nomor tanda terima {{ tanda_terima }}")
    list_table(form, "rincian", ("No.", "Uraian", "Isian"), (1.0, 5.5, 9.5))
    paragraph(form, "Surat Pengantar", "Dengan ini kami menyatakan bahwa:")
    for_each(form, "pernyataan", "Butir")
    paragraph(form, "Surat Penutup", "Demikian pernyataan ini kami buat dengan sebenarnya.")
    titles, names = side_by_side(form, TEXT_WIDTH / 2, rows=2)
    write(titles[0], "TTD Jabatan", "Mengetahui,", "{{ kepala }},")
    write(titles[1], "TTD Jabatan", "{{ kota }}, {{ tanggal }}", "Penanggung jawab teknis,")
    write(names[0], "TTD Nama", "{{ kepala_nama }}")
    paragraph(names[0], "TTD", "NIP {{ kepala_nip }}")
    write(names[1], "TTD Nama", "{{ penanggung_jawab }}")
    only_if(names[1], "penanggung_jawab_nip", "TTD", "NIP {{ penanggung_jawab_nip }}")
    return packed(form)

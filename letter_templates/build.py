"""Write the first templates: `python -m letter_templates.build`.

From then on the DOCX files are the source: the office edits them in Word and keeps the names of the styles.
Running this again starts from the first design and overwrites those edits.
"""

from pathlib import Path
from typing import Final

from letter_templates import replies, sheets

HERE: Final = Path(__file__).parent
TEMPLATES: Final = {
    "persetujuan_sub_domain.docx": replies.sub_domain,
    "persetujuan_hosting.docx": replies.hosting,
    "persetujuan_sub_domain_hosting.docx": replies.sub_domain_hosting,
    "persetujuan_perubahan.docx": replies.change,
    "persetujuan_penonaktifan.docx": replies.deactivation,
    "penolakan.docx": replies.rejection,
    "pengembalian.docx": replies.returned,
    "lembar_disposisi.docx": sheets.disposition,
    "surat_keterangan_layanan.docx": sheets.service_statement,
    "surat_permohonan.docx": sheets.request_letter,
    "formulir_pengajuan.docx": sheets.request_form,
}


def main() -> None:
    for name, build in TEMPLATES.items():
        (HERE / name).write_bytes(build())


if __name__ == "__main__":
    main()

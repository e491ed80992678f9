"""Write the first templates: `python -m letter_templates.build`.

From then on the DOCX files are the source: the office edits them in Word and keeps the names of the styles.
Running this again starts from the first design and overwrites those edits.
"""

from pathlib import Path
from typing import Final

from letter_templates.blocks import close, duties, only_if, open_letter, paragraph, reason, row
from letter_templates.paper import blank, packed

HERE: Final = Path(__file__).parent


def approval() -> bytes:
    """Tell the applicant that the sub domain lives."""
    letter = blank("Persetujuan permohonan sub domain")
    open_letter(letter, "permohonan Saudara disetujui dan sub domain telah dibuat sebagai berikut:")
    row(letter, "Nama sub domain", "{{ sub_domain }}")
    row(letter, "Alamat tujuan", "{{ alamat_tujuan }} (record {{ jenis_record }})")
    row(letter, "Nama aplikasi", "{{ nama_aplikasi }}")
    row(letter, "Penanggung jawab", "{{ penanggung_jawab }}", last=True)
    only_if(letter, "dasar_hukum", "Surat Isi", "Layanan ini diselenggarakan berdasarkan {{ dasar_hukum }}.")
    duties(letter, "Dalam penggunaannya dimohon perhatian Saudara terhadap hal-hal berikut:")
    close(letter, "Demikian disampaikan, atas kerja sama Saudara diucapkan terima kasih.")
    return packed(letter)


def rejection() -> bytes:
    """Tell the applicant that the request is refused, why, and what may be done."""
    letter = blank("Penolakan permohonan sub domain")
    open_letter(letter, "permohonan Saudara dengan rincian sebagai berikut:")
    row(letter, "Nama sub domain", "{{ sub_domain }}")
    row(letter, "Nama aplikasi", "{{ nama_aplikasi }}", last=True)
    reason(letter, "belum dapat kami setujui dengan alasan:")
    only_if(letter, "dasar_hukum", "Surat Isi", "Permohonan tersebut dipertimbangkan berdasarkan {{ dasar_hukum }}.")
    paragraph(
        letter,
        "Surat Isi",
        "Permohonan baru dapat diajukan kembali dengan memperhatikan hal tersebut. Apabila memerlukan "
        "penjelasan, Saudara dapat menghubungi {{ kontak }}.",
    )
    close(letter, "Demikian disampaikan, atas perhatian Saudara diucapkan terima kasih.")
    return packed(letter)


TEMPLATES: Final = {"persetujuan_sub_domain.docx": approval, "penolakan.docx": rejection}


def main() -> None:
    for name, build in TEMPLATES.items():
        (HERE / name).write_bytes(build())


if __name__ == "__main__":
    main()

"""The letters that answer an applicant, in their first design."""

from docx.document import Document

from letter_templates.blocks import close, details, duties, legal_basis, open_letter, paragraph, reason
from letter_templates.paper import blank, packed
from letter_templates.tables import list_table

NAME = ("Nama sub domain", "{{ sub_domain }}")
APPLICATION = ("Nama aplikasi", "{{ nama_aplikasi }}")
CONTACT = ("Penanggung jawab", "{{ penanggung_jawab }}")
TARGET = ("Alamat tujuan", "{{ alamat_tujuan }}")
HOSTING = ("Alamat hosting", "{{ alamat_hosting }}")
ACCOUNT = "Akun pengelola hosting disampaikan secara terpisah kepada penanggung jawab dan tidak untuk disebarluaskan."
THANKS = "Demikian disampaikan, atas kerja sama Saudara diucapkan terima kasih."


def sub_domain() -> bytes:
    decision = "permohonan Saudara disetujui dan sub domain telah dibuat sebagai berikut:"
    return _approval("sub domain", decision, NAME, TARGET, APPLICATION, CONTACT)


def hosting() -> bytes:
    decision = (
        "permohonan Saudara disetujui, hosting telah disiapkan, dan sub domain telah diarahkan kepadanya sebagai "
        "berikut:"
    )
    return _approval("hosting", decision, NAME, HOSTING, APPLICATION, CONTACT, note=ACCOUNT)


def sub_domain_hosting() -> bytes:
    decision = "permohonan Saudara disetujui, sub domain telah dibuat, dan hosting telah disiapkan sebagai berikut:"
    title = "sub domain dan hosting"
    return _approval(title, decision, NAME, HOSTING, APPLICATION, CONTACT, note=ACCOUNT)


def change() -> bytes:
    decision = "permohonan Saudara disetujui dan alamat tujuan sub domain telah diubah sebagai berikut:"
    former, target = ("Alamat semula", "{{ alamat_semula }}"), ("Alamat sekarang", "{{ alamat_tujuan }}")
    return _approval("perubahan sub domain", decision, NAME, former, target, APPLICATION, CONTACT)


def deactivation() -> bytes:
    """No duties remain for who has no service any more."""
    letter = blank("Persetujuan permohonan penonaktifan sub domain")
    open_letter(letter, "permohonan Saudara disetujui dan sub domain berikut tidak aktif lagi:")
    details(letter, NAME, ("Alamat semula", "{{ alamat_semula }}"), APPLICATION, CONTACT)
    legal_basis(letter, "Penonaktifan ini dilaksanakan")
    paragraph(
        letter,
        "Surat Isi",
        "Nama tersebut dapat dimohonkan kembali sewaktu-waktu selama belum digunakan pihak lain.",
    )
    close(letter, THANKS)
    return packed(letter)


def _approval(title: str, decision: str, *rows: tuple[str, str], note: str = "") -> bytes:
    letter = blank(f"Persetujuan permohonan {title}")
    open_letter(letter, decision)
    details(letter, *rows)
    if note:
        paragraph(letter, "Surat Isi", note)
    legal_basis(letter, "Layanan ini diselenggarakan")
    duties(letter, "Dalam penggunaannya dimohon perhatian Saudara terhadap hal-hal berikut:")
    close(letter, THANKS)
    return packed(letter)


def rejection() -> bytes:
    """Tell the applicant that the request is refused, why, and what may be done."""
    letter = blank("Penolakan permohonan")
    open_letter(letter, "permohonan Saudara dengan rincian sebagai berikut:")
    details(letter, NAME, APPLICATION)
    reason(letter, "belum dapat kami setujui dengan alasan:")
    legal_basis(letter, "Permohonan tersebut dipertimbangkan")
    _contact(letter, "Permohonan baru dapat diajukan kembali dengan memperhatikan hal tersebut.")
    close(letter, "Demikian disampaikan, atas perhatian Saudara diucapkan terima kasih.")
    return packed(letter)


def returned() -> bytes:
    """Tell the applicant what is missing; the request stays open under its receipt."""
    letter = blank("Pengembalian permohonan")
    open_letter(letter, "permohonan Saudara dengan rincian sebagai berikut:")
    details(letter, ("Nomor tanda terima", "{{ tanda_terima }}"), NAME, APPLICATION)
    paragraph(letter, "Surat Sambungan", "belum lengkap dan kami kembalikan untuk diperbaiki:")
    list_table(letter, "kekurangan", ("No.", "Persyaratan", "Yang perlu diperbaiki"), (1.0, 6.0, 9.0))
    legal_basis(letter, "Pemeriksaan kelengkapan dilaksanakan")
    _contact(letter, "Perbaikan dapat disampaikan dengan nomor tanda terima yang sama, tanpa permohonan baru.")
    close(letter, "Demikian disampaikan, atas perhatian Saudara diucapkan terima kasih.")
    return packed(letter)


def _contact(letter: Document, next_step: str) -> None:
    text = f"{next_step} Apabila memerlukan penjelasan, Saudara dapat menghubungi {{{{ kontak }}}}."
    paragraph(letter, "Surat Isi", text)

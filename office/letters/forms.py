"""The words of papers that are filled in rather than read: disposition, surat permohonan, formulir."""

from typing import Final

from office.letters.context import Disposition
from office.letters.dates import in_words
from office.letters.papers import ApplicantPaper, RequestForm, RequestLetter
from office.letters.shape import BLANK, Fields, balanced, breakable, numbered, rows, spaced_nip

TICK: Final = "\u00a0√\u00a0"
NO_TICK: Final = "\u00a0" * 4
"""As wide as the tick."""
URGENCIES: Final = ("Sangat Segera", "Segera", "Biasa")
OPD_KOP_LINE: Final = 40


def disposition(letter: Disposition) -> Fields:
    phrases = dict.fromkeys([*letter.phrases, *letter.asked_for])
    return {
        "surat_dari": letter.sender,
        "surat_nomor": breakable(letter.letter.number),
        "surat_tanggal": in_words(letter.letter.dated),
        "surat_hal": letter.letter.subject,
        "diterima": in_words(letter.received_on),
        "tanda_terima": letter.receipt,
        "sifat": [_ticked(word, word == letter.urgency) for word in URGENCIES],
        "diteruskan": list(letter.forwarded_to),
        "harapan": [_ticked(word, word in letter.asked_for) for word in phrases],
        "catatan": letter.note.splitlines(),
        "kota": letter.identity.city,
        "tanggal": in_words(letter.issued_on),
    }


def _ticked(word: str, chosen: bool) -> dict[str, str]:
    return {"tanda": TICK if chosen else NO_TICK, "kata": word}


def request_letter(letter: RequestLetter) -> Fields:
    day = in_words(letter.dated) if letter.dated else f"{BLANK} {letter.written_on.year}"
    return {
        **_applicant(letter),
        **numbered(letter.number, f"{letter.identity.city}, {day}", letter.stationery),
        "hal": letter.subject,
        "yth": letter.office_head,
        "yth_tempat": letter.identity.city,
        "penanggung_jawab": letter.contact_name,
        "hp": letter.contact_phone,
        "rincian": rows(letter.details),
    }


def request_form(form: RequestForm) -> Fields:
    return {
        **_applicant(form),
        "judul": form.subject.upper(),
        "tanda_terima": form.receipt,
        "rincian": rows(form.details),
        "pernyataan": list(form.statements),
        "kota": form.identity.city,
        "tanggal": f"{BLANK} {form.written_on.year}",
        "penanggung_jawab": form.contact_name,
        "penanggung_jawab_nip": spaced_nip(form.contact_nip),
    }


def _applicant(paper: ApplicantPaper) -> Fields:
    return {
        "pemerintah": paper.identity.government.upper(),
        "perangkat_daerah": "\n".join(balanced(paper.opd.upper(), OPD_KOP_LINE)),
        "alamat": paper.opd_address,
        "kepala": paper.head_title,
        "kepala_nama": paper.head_name or BLANK,
        "kepala_nip": spaced_nip(paper.head_nip) or BLANK,
    }

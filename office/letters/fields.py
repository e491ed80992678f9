"""The words that a template may use, in the language of those who edit it: `{{ nomor }}`, `{{ sub_domain }}` …"""

from collections.abc import Sequence
from typing import Final

from office.letters.context import ApprovalLetter, RejectionLetter, Signer
from office.letters.dates import in_words
from office.letters.width import arial_cm
from office.sop.agency import Identity

Fields = dict[str, str | list[str]]

KOP_LINE: Final = 32
"""Capitals of the dinas's name that stand side by side in the letterhead."""

NOMOR_ROOM_CM: Final = 16.0 - 2.6 - 0.4
"""The number starts at 2.6 cm of the text's 16 cm, and 0.4 cm stay free before the date."""


def fields_of(letter: ApprovalLetter | RejectionLetter) -> Fields:
    """Everything that the letter's template may name; it must name all of it, so that nothing is lost in Word."""
    return {
        **_letterhead(letter.identity),
        **_opening(letter),
        **_signature(letter.signer),
        **(_approval(letter) if isinstance(letter, ApprovalLetter) else _rejection(letter)),
        "sub_domain": letter.fqdn,
        "nama_aplikasi": letter.application,
        "dasar_hukum": enumerated(letter.legal_basis),
        "tembusan": list(letter.copies_to),
    }


def _letterhead(identity: Identity) -> Fields:
    return {
        "pemerintah": identity.government.upper(),
        "dinas": "\n".join(balanced(identity.agency.upper(), KOP_LINE)),
        "alamat": identity.address,
        "laman": identity.website,
        "pos_el": identity.email,
        "nama_singkat": identity.short_name,
    }


def _opening(letter: ApprovalLetter | RejectionLetter) -> Fields:
    dated = f"{letter.identity.city}, {in_words(letter.issued_on)}"
    beside = fits_beside(letter.number, dated)
    return {
        "nomor": letter.number,
        "tanggal_kanan": dated if beside else "",
        "tanggal_atas": "" if beside else dated,
        "hal": letter.subject,
        "yth": letter.addressee.title,
        "yth_tempat": letter.addressee.place,
        "surat_nomor": letter.answers.number,
        "surat_tanggal": in_words(letter.answers.dated),
        "surat_hal": letter.answers.subject,
    }


def _signature(signer: Signer) -> Fields:
    return {
        "jabatan": f"{signer.acting} {signer.title}".strip(),
        "nama": signer.name,
        "pangkat": signer.rank,
        "nip": spaced_nip(signer.nip),
    }


def _approval(letter: ApprovalLetter) -> Fields:
    return {
        "jenis_record": letter.record_type.value,
        "alamat_tujuan": letter.content,
        "penanggung_jawab": letter.technical_contact,
        "kewajiban": list(letter.duties),
    }


def _rejection(letter: RejectionLetter) -> Fields:
    return {"alasan": letter.reason.splitlines(), "kontak": letter.identity.contact}


def spaced_nip(nip: str) -> str:
    """Birth, appointment, sex and serial apart, as letters print an 18-digit NIP; anything else stays as it is."""
    if len(nip) != 18 or not nip.isdecimal():  # noqa: PLR2004 - the length of every NIP
        return nip
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def enumerated(names: Sequence[str]) -> str:
    """One sentence part of many names: semicolons, since the names themselves hold commas and `dan`."""
    if len(names) <= 1:
        return "".join(names)
    return f"{'; '.join(names[:-1])}; dan {names[-1]}"


def balanced(text: str, width: int) -> list[str]:
    """Break into as few lines as fit `width`, as even as words allow; a longer word stands alone."""
    words = text.split() or [""]
    fewest = _filled(words, width)
    tries = (_filled(words, narrower) for narrower in range(1, width))
    return next((lines for lines in tries if len(lines) == len(fewest)), fewest)


def _filled(words: list[str], width: int) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def fits_beside(number: str, dated: str) -> bool:
    """Whether number and date share a line; where they do not, the date gets its own line above."""
    return arial_cm(number) + arial_cm(dated) <= NOMOR_ROOM_CM

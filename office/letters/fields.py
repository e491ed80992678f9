"""The words that a template may use, in the language of those who edit it: `{{ nomor }}`, `{{ sub_domain }}` …"""

from typing import Final

from office.letters.context import (
    AnyLetter,
    AnyReply,
    ApprovalLetter,
    Disposition,
    NumberedPaper,
    OfficePaper,
    RejectionLetter,
    ServiceStatement,
)
from office.letters.dates import in_words
from office.letters.forms import disposition, request_form, request_letter
from office.letters.papers import RequestForm, RequestLetter
from office.letters.parts import Signer
from office.letters.shape import BLANK, Fields, balanced, breakable, enumerated, numbered, rows, spaced_nip
from office.sop.agency import Identity, Stationery
from office.sop.request import RequestKind

KOP_LINE: Final = 32
"""Capitals of the dinas's name that stand side by side in the letterhead."""


def fields_of(letter: AnyLetter) -> Fields:
    """Everything that the letter's template may name; it must name all of it, so that nothing is lost in Word."""
    if isinstance(letter, RequestLetter):
        return request_letter(letter)
    if isinstance(letter, RequestForm):
        return request_form(letter)
    return {**_letterhead(letter), **_signature(letter.signer), **_said(letter)}


def _said(letter: AnyReply | Disposition | ServiceStatement) -> Fields:
    match letter:
        case Disposition():
            return disposition(letter)
        case ServiceStatement():
            return _statement(letter)
        case ApprovalLetter():
            return {**_reply(letter), **_service(letter), **_approval(letter)}
        case RejectionLetter():
            reason: Fields = {"alasan": letter.reason.splitlines(), "kontak": letter.identity.contact}
            return {**_reply(letter), **_service(letter), **reason}
        case _:
            faults: Fields = {
                "kekurangan": rows(letter.faults),
                "tanda_terima": letter.receipt,
                "kontak": letter.identity.contact,
            }
            return {**_reply(letter), **_service(letter), **faults}


def _letterhead(letter: OfficePaper) -> Fields:
    identity = letter.identity
    return {
        "pemerintah": identity.government.upper(),
        "dinas": "\n".join(balanced(identity.agency.upper(), KOP_LINE)),
        "alamat": identity.address,
        "laman": identity.website,
        "pos_el": identity.email,
        "konsep": "\u00a0KONSEP\u00a0" if isinstance(letter, NumberedPaper) and letter.draft else "",
        "kaki": foot(identity, letter.stationery),
        "kode": letter.proof.code if letter.proof else "",
        "tautan": letter.proof.url.removeprefix("https://") if letter.proof else "",
    }


def foot(identity: Identity, stationery: Stationery) -> str:
    usual = f"Surat ini disusun melalui layanan sub domain dan hosting {identity.short_name}"
    return stationery.footer or usual


def _reply(letter: AnyReply) -> Fields:
    dated = f"{letter.identity.city}, {in_words(letter.issued_on)}"
    return {
        **numbered(letter.number, dated, letter.stationery),
        "sifat": letter.urgency,
        "lampiran": letter.attachment,
        "hal": letter.hal,
        "yth": letter.addressee.title,
        "yth_tempat": letter.addressee.place,
        "surat_nomor": breakable(letter.answers.number),
        "surat_tanggal": in_words(letter.answers.dated),
        "surat_hal": letter.answers.subject,
        "tembusan": list(letter.copies_to),
    }


def _signature(signer: Signer) -> Fields:
    title = f"{signer.designation} {signer.title}".strip()
    return {
        "jabatan": f"{title},\n{signer.own_title}" if signer.own_title else title,
        "nama": signer.name,
        "pangkat": signer.rank,
        "nip": spaced_nip(signer.nip),
    }


def _service(letter: AnyReply) -> Fields:
    return {
        "sub_domain": letter.fqdn,
        "nama_aplikasi": letter.application,
        "dasar_hukum": enumerated(letter.legal_basis),
    }


def _approval(letter: ApprovalLetter) -> Fields:
    record = f" (record {letter.record_type})" if letter.record_type else ""
    made = {
        "alamat_tujuan": letter.content and letter.content + record,
        "alamat_semula": letter.former_content,
        "alamat_hosting": letter.hosting and letter.hosting + record,
    }
    said: Fields = {name: text for name, text in made.items() if name in MADE[letter.asked]}
    duties: Fields = {} if letter.asked is RequestKind.DEACTIVATION else {"kewajiban": list(letter.duties)}
    return {**said, **duties, "penanggung_jawab": letter.technical_contact}


MADE: Final = {
    RequestKind.SUB_DOMAIN: {"alamat_tujuan"},
    RequestKind.HOSTING: {"alamat_hosting"},
    RequestKind.SUB_DOMAIN_HOSTING: {"alamat_hosting"},
    RequestKind.CHANGE: {"alamat_tujuan", "alamat_semula"},
    RequestKind.DEACTIVATION: {"alamat_semula"},
}
"""Which addresses the approval of each kind of request speaks of; a name with hosting leads there."""


def _statement(letter: ServiceStatement) -> Fields:
    record = f" (record {letter.record_type})" if letter.record_type else ""
    return {
        "nomor": letter.number or BLANK,
        "kota": letter.identity.city,
        "tanggal": in_words(letter.issued_on),
        "nama_dinas": letter.identity.agency,
        "perangkat_daerah": letter.opd,
        "sub_domain": letter.fqdn,
        "nama_aplikasi": letter.application,
        "alamat_tujuan": letter.content and letter.content + record,
        "alamat_hosting": letter.hosting,
        "penanggung_jawab": letter.technical_contact,
        "status": letter.state,
        "sejak": in_words(letter.since),
        "dasar_surat": breakable(letter.basis),
        "keperluan": letter.purpose,
    }

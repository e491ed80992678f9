"""What the office asks of those who want to be known to it, declared once for each kind of person."""

from typing import Annotated

from office.sop.fields import Name, Nip, NipIfAny, Phone, bounded
from office.sop.form import Ask, Form, Kind
from office.sop.roles import OFFICIALS, Role


class ApplicantForm(Form):
    """What is known of a staff member who applies for an OPD."""

    opd: Annotated[
        str,
        bounded(160),
        Ask(
            "OPD",
            "OPD Bapak/Ibu? Ketik sebagian namanya, lalu pilih.",
            "kesehatan",
            kind=Kind.OPD,
        ),
    ]
    name: Annotated[Name, Ask("Nama", "Nama lengkap Bapak/Ibu, dengan gelar bila ada?", "Siti Rahmawati, S.Kom.")]
    nip: Annotated[
        NipIfAny,
        Ask("NIP", "NIP Bapak/Ibu, 18 angka?", "19900101 201501 2 001", skip="Bukan ASN (tanpa NIP)"),
    ]
    title: Annotated[str, bounded(100), Ask("Jabatan", "Jabatan Bapak/Ibu?", "Pengelola Data")]
    phone: Annotated[
        Phone,
        Ask(
            "Nomor HP",
            "Mohon bagikan nomor HP Bapak/Ibu dengan tombol di bawah kolom pesan.",
            kind=Kind.CONTACT,
        ),
    ]


class OfficialForm(Form):
    """What an official's decisions and letters show of them."""

    name: Annotated[Name, Ask("Nama", "Nama lengkap Bapak/Ibu, dengan gelar?", "Drs. Contoh Nama, M.Si.")]
    nip: Annotated[Nip, Ask("NIP", "NIP Bapak/Ibu, 18 angka?", "19700101 199503 1 001")]
    rank: Annotated[str, bounded(60), Ask("Pangkat/golongan", "Pangkat dan golongan?", "Pembina Utama Muda (IV/c)")]


class StaffForm(Form):
    """An operator or admin."""

    name: Annotated[Name, Ask("Nama", "Nama lengkap Bapak/Ibu?", "Rina Contoh, S.T.")]


def registration_form(role: Role) -> type[Form]:
    """The form that somebody fills to be known in this role."""
    if role is Role.APPLICANT:
        return ApplicantForm
    return OfficialForm if role in OFFICIALS else StaffForm

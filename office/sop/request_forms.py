"""The forms of a request (formulir pengajuan, SOP activity 1), declared once: a form a kind, of shared fields."""

from collections.abc import Mapping
from typing import Annotated, Final

from office.sop.fields import (
    EmailIfAny,
    Label,
    LetterDate,
    LetterNumber,
    Name,
    Phone,
    Site,
    Target,
    Upload,
    bounded,
    one_of,
)
from office.sop.form import Ask, Form, Kind, questions
from office.sop.request import RequestKind

CATEGORIES: Final = ("Website resmi", "Layanan publik", "Administrasi pemerintah", "Fungsi tertentu")
DATABASES: Final = ("MySQL/MariaDB", "PostgreSQL", "Tanpa basis data", "Lainnya")
DISKS: Final = ("Sampai 1 GB", "1–5 GB", "5–20 GB", "Lebih dari 20 GB")
VISITORS: Final = ("Di bawah 100 per hari", "100–1.000 per hari", "Di atas 1.000 per hari")

SubDomainLabel = Annotated[
    Label,
    Ask(
        "Nama sub domain",
        "Nama sub domain apa yang diinginkan? Cukup bagian depannya saja; huruf kecil, angka, dan tanda hubung.",
        "dinkes",
        help="Nama depan dari alamat situs OPD, misalnya “dinkes” untuk dinkes.(domain kabupaten). Singkatan OPD "
        "paling mudah diingat warga.",
    ),
]
LiveSite = Annotated[
    Site,
    Ask(
        "Sub domain",
        "Sub domain mana yang dimaksud? Pilih salah satu milik OPD Bapak/Ibu.",
        kind=Kind.SITE,
    ),
]
PublicTarget = Annotated[
    Target,
    Ask(
        "Alamat tujuan",
        "Ke mana sub domain diarahkan? Tulis alamat IP publik server, atau nama host dari penyedia hosting.",
        "103.20.30.40 atau web.penyedia.co.id",
        help="Alamat IP: angka alamat server di internet. Nama host: alamat yang diberikan penyedia hosting, dipakai "
        "sebagai CNAME. Belum tahu? Tanyakan ke pengelola server.",
    ),
]
NewTarget = Annotated[
    Target,
    Ask(
        "Alamat tujuan baru",
        "Ke mana sub domain diarahkan mulai sekarang? Tulis alamat IP publik, atau nama host.",
        "103.20.30.41 atau web.penyedia.co.id",
        help="Pastikan situs sudah siap di alamat yang baru: setelah dibuat, pengunjung segera diarahkan ke sana.",
    ),
]
Application = Annotated[
    str, bounded(100), Ask("Nama aplikasi", "Apa nama situs atau aplikasinya?", "Portal Dinas Kesehatan")
]
Purpose = Annotated[
    str,
    bounded(300),
    Ask(
        "Tujuan",
        "Untuk keperluan apa? Satu atau dua kalimat.",
        "Informasi dan pendaftaran layanan imunisasi",
        is_prose=True,
    ),
]
WhyChange = Annotated[
    str,
    bounded(300),
    Ask("Alasan perubahan", "Mengapa alamatnya diubah?", "Pindah ke server baru", is_prose=True),
]
WhyEnd = Annotated[
    str,
    bounded(300),
    Ask("Alasan penghentian", "Mengapa layanan dihentikan?", "Situs digabung ke portal kabupaten", is_prose=True),
]
Category = Annotated[
    str,
    bounded(300),
    one_of(*CATEGORIES),
    Ask(
        "Jenis",
        "Termasuk jenis apa?",
        kind=Kind.CHOICE,
        choices=CATEGORIES,
        help="Website resmi: situs utama OPD. Layanan publik: dipakai warga. Administrasi pemerintah: dipakai pegawai. "
        "Fungsi tertentu: selain itu, misalnya data atau kegiatan.",
    ),
]
Technology = Annotated[
    str,
    bounded(150),
    Ask(
        "Teknologi",
        "Bahasa pemrograman dan kerangka kerja apa, versi berapa?",
        "PHP 8.2, Laravel 11",
        help="Agar server disiapkan dengan versi yang cocok. Belum tahu? Tanyakan ke pembuat aplikasi, atau tulis nama "
        "programnya saja, misalnya WordPress.",
    ),
]
Database = Annotated[
    str,
    bounded(60),
    one_of(*DATABASES),
    Ask("Basis data", "Basis data apa yang dipakai?", kind=Kind.CHOICE, choices=DATABASES),
]
Disk = Annotated[
    str,
    bounded(60),
    one_of(*DISKS),
    Ask("Ruang simpan", "Kira-kira berapa ruang simpan yang diperlukan?", kind=Kind.CHOICE, choices=DISKS),
]
Visitors = Annotated[
    str,
    bounded(60),
    one_of(*VISITORS),
    Ask("Pengunjung", "Kira-kira berapa pengunjungnya?", kind=Kind.CHOICE, choices=VISITORS),
]
ContactName = Annotated[
    Name,
    Ask(
        "Penanggung jawab teknis",
        "Siapa penanggung jawab teknisnya? Tulis nama lengkap.",
        "Budi Santoso",
        help="Orang di OPD yang mengurus situs ini dan dihubungi bila ada gangguan. Boleh Bapak/Ibu sendiri. Namanya "
        "tercantum di formulir untuk ditandatangani.",
    ),
]
ContactPhone = Annotated[Phone, Ask("HP penanggung jawab", "Nomor HP penanggung jawab teknis?", "081234567890")]
ContactEmail = Annotated[
    EmailIfAny,
    Ask(
        "Pos-el penanggung jawab",
        "Alamat pos-el (email) penanggung jawab teknis?",
        "budi@katingankab.go.id",
        skip="Lewati",
        help="Boleh dilewati. Pos-el dinas (.go.id) lebih disarankan daripada pos-el pribadi.",
    ),
]
Letter = Annotated[
    Upload,
    Ask(
        "Berkas surat",
        "Kirim surat permohonan yang sudah ditandatangani kepala OPD dan distempel: PDF, atau foto yang jelas. Boleh "
        "beberapa foto sekaligus.",
        kind=Kind.FILE,
        help="Belum punya suratnya? Tekan “Buatkan suratnya”: kami susun dari isian tadi, tinggal dicetak, "
        "ditandatangani, distempel, lalu difoto.",
    ),
]
Number = Annotated[LetterNumber, Ask("Nomor surat", "Nomor surat permohonan?", "440/215/DINKES/XI/2026")]
Dated = Annotated[LetterDate, Ask("Tanggal surat", "Tanggal surat permohonan?", "24-11-2026", kind=Kind.DATE)]
Subject = Annotated[str, bounded(150), Ask("Hal surat", "Hal (perihal) surat permohonan?", "Permohonan Sub Domain")]


class SubDomainForm(Form):
    """A new sub domain."""

    label: SubDomainLabel
    target: PublicTarget
    application: Application
    purpose: Purpose
    category: Category
    contact_name: ContactName
    contact_phone: ContactPhone
    contact_email: ContactEmail
    letter: Letter
    letter_number: Number
    letter_date: Dated
    letter_subject: Subject


class SubDomainHostingForm(Form):
    """A new sub domain together with the hosting that it leads to."""

    label: SubDomainLabel
    application: Application
    purpose: Purpose
    category: Category
    technology: Technology
    database: Database
    disk: Disk
    visitors: Visitors
    contact_name: ContactName
    contact_phone: ContactPhone
    contact_email: ContactEmail
    letter: Letter
    letter_number: Number
    letter_date: Dated
    letter_subject: Subject


class HostingForm(Form):
    """Hosting for a sub domain that lives already; it then leads there."""

    site: LiveSite
    purpose: Purpose
    technology: Technology
    database: Database
    disk: Disk
    visitors: Visitors
    contact_name: ContactName
    contact_phone: ContactPhone
    contact_email: ContactEmail
    letter: Letter
    letter_number: Number
    letter_date: Dated
    letter_subject: Subject


class ChangeForm(Form):
    """Another target for a sub domain that lives."""

    site: LiveSite
    target: NewTarget
    purpose: WhyChange
    contact_name: ContactName
    contact_phone: ContactPhone
    letter: Letter
    letter_number: Number
    letter_date: Dated
    letter_subject: Subject


class DeactivationForm(Form):
    """The end of a sub domain that lives."""

    site: LiveSite
    purpose: WhyEnd
    contact_name: ContactName
    contact_phone: ContactPhone
    letter: Letter
    letter_number: Number
    letter_date: Dated
    letter_subject: Subject


FORMS: Final[Mapping[RequestKind, type[Form]]] = {
    RequestKind.SUB_DOMAIN: SubDomainForm,
    RequestKind.SUB_DOMAIN_HOSTING: SubDomainHostingForm,
    RequestKind.HOSTING: HostingForm,
    RequestKind.CHANGE: ChangeForm,
    RequestKind.DEACTIVATION: DeactivationForm,
}

CONTACT: Final = frozenset({"contact_name", "contact_phone", "contact_email"})
"""The fields that tell of a person besides the applicant: for those who decide, and for nobody who reads along."""


def all_titles() -> Mapping[str, str]:
    """The title of every field of any request, in the order of the forms: the register's columns."""
    return {name: ask.title for form in FORMS.values() for name, ask in questions(form).items()}

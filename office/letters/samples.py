"""One letter for each template, from an office that does not exist, to try a template before anybody waits for it."""

from datetime import date
from typing import Any, Final

from office.letters.compose import STATEMENTS
from office.letters.context import (
    AnyLetter,
    ApprovalLetter,
    Disposition,
    RejectionLetter,
    ReturnedLetter,
    ServiceStatement,
)
from office.letters.kinds import TemplateKind
from office.letters.papers import RequestForm, RequestLetter
from office.letters.parts import Addressee, AnsweredLetter, Entry, Proof, Signer
from office.sop.agency import Identity
from office.sop.plan import RecordType
from office.sop.request import RequestKind

IDENTITY: Final = Identity(
    government="Pemerintah Kabupaten Contoh",
    agency="Dinas Komunikasi, Informatika, Statistik dan Persandian",
    short_name="Diskominfo Kabupaten Contoh",
    regency="Kabupaten Contoh",
    address="Jalan Contoh Nomor 1, Kota Contoh 00000",
    website="diskominfo.example.go.id",
    email="diskominfo@example.go.id",
    city="Kota Contoh",
    contact="Bidang Aplikasi Informatika, pos-el diskominfo@example.go.id",
    time_zone="Asia/Jakarta",
)
_TITLE: Final = "Kepala Dinas Komunikasi, Informatika, Statistik dan Persandian"
_ANSWERS: Final = AnsweredLetter(
    number="470/215/CONTOH/XI/2026", dated=date(2026, 11, 17), subject="Permohonan Sub Domain"
)
_OFFICE: Final[dict[str, Any]] = {
    "identity": IDENTITY,
    "issued_on": date(2026, 11, 24),
    "signer": Signer(
        title=_TITLE, name="Drs. Contoh Nama, M.Si.", rank="Pembina Utama Muda (IV/c)", nip="190001011900011000"
    ),
    "proof": Proof(url="https://t.me/ContohBot?start=surat_7Q4MK2XD9W3T", code="7Q4M-K2XD-9W3T"),
}
_NUMBER: Final = "500.12/47/CONTOH-2/XI/2026"
_REPLY: Final[dict[str, Any]] = {
    **_OFFICE,
    "number": _NUMBER,
    "addressee": Addressee(title="Kepala Dinas Contoh Kabupaten Contoh", place="Kota Contoh"),
    "answers": _ANSWERS,
    "fqdn": "contoh.example.go.id",
    "application": "Layanan Antrean & Informasi",
    "legal_basis": (
        "Peraturan Menteri Contoh Nomor 1 Tahun 2019 tentang Penyelenggaraan Urusan Contoh",
        "Peraturan Bupati Contoh Nomor 2 Tahun 2019 tentang Sistem Contoh",
    ),
    "copies_to": ("Bupati Contoh (sebagai laporan)", "Sekretaris Daerah Kabupaten Contoh"),
}
_APPROVAL: Final[dict[str, Any]] = {
    **_REPLY,
    "technical_contact": "Contoh Pegawai, S.Kom.",
    "duties": (
        "Sub domain digunakan hanya untuk keperluan yang dimohonkan.",
        "Isi, keamanan aplikasi, dan pencadangan data menjadi tanggung jawab pemohon.",
        "Perubahan atau penghentian penggunaan diberitahukan kepada dinas kami.",
    ),
}
_RECORD: Final[dict[str, Any]] = {"record_type": RecordType.A, "content": "203.0.113.10"}
_HOSTED: Final[dict[str, Any]] = {"record_type": RecordType.CNAME, "hosting": "hosting.example.go.id"}
_APPLICANT: Final[dict[str, Any]] = {
    "identity": IDENTITY,
    "opd": "Dinas Contoh",
    "opd_address": "Jalan Contoh Nomor 2, Kota Contoh 00000",
    "head_title": "Kepala Dinas Contoh",
    "written_on": date(2026, 11, 16),
    "subject": "Permohonan Sub Domain",
    "contact_name": "Contoh Pegawai, S.Kom.",
    "details": (
        Entry(title="Nama sub domain", value="contoh.example.go.id"),
        Entry(title="Alamat tujuan", value="203.0.113.10"),
        Entry(title="Nama aplikasi", value="Layanan Antrean & Informasi"),
        Entry(title="Tujuan", value="Pendaftaran dan informasi layanan bagi masyarakat"),
        Entry(title="Jenis", value="Layanan publik"),
        Entry(title="Teknologi", value="PHP 8.3, Laravel 11"),
        Entry(title="Basis data", value="MySQL/MariaDB"),
        Entry(title="Ruang simpan", value="1–5 GB"),
        Entry(title="Pengunjung", value="100–1.000 per hari"),
        Entry(title="Penanggung jawab teknis", value="Contoh Pegawai, S.Kom."),
        Entry(title="HP penanggung jawab", value="0812 0000 0000"),
        Entry(title="Pos-el penanggung jawab", value="pegawai@contoh.example.go.id"),
    ),
}

SAMPLES: Final[dict[TemplateKind, AnyLetter]] = {
    sample.template: sample
    for sample in (
        ApprovalLetter(**_APPROVAL, **_RECORD),
        ApprovalLetter(**_APPROVAL, **_HOSTED, asked=RequestKind.HOSTING),
        ApprovalLetter(**_APPROVAL, **_HOSTED, asked=RequestKind.SUB_DOMAIN_HOSTING),
        ApprovalLetter(**_APPROVAL, **_RECORD, asked=RequestKind.CHANGE, former_content="198.51.100.7"),
        ApprovalLetter(**_APPROVAL, asked=RequestKind.DEACTIVATION, former_content="198.51.100.7"),
        RejectionLetter(
            **_REPLY,
            reason="Surat permohonan belum ditandatangani kepala perangkat daerah.\n"
            "Alamat tujuan belum dapat dijangkau.",
        ),
        ReturnedLetter(
            **_REPLY,
            receipt="P-2026-00047",
            faults=(
                Entry(title="Surat permohonan", value="Belum distempel; mohon diunggah kembali setelah distempel."),
                Entry(title="Alamat tujuan", value="Alamat IP belum dapat dijangkau dari luar."),
            ),
        ),
        Disposition(
            **_OFFICE,
            receipt="P-2026-00047",
            received_on=date(2026, 11, 18),
            sender="Dinas Contoh Kabupaten Contoh",
            letter=_ANSWERS,
            urgency="Segera",
            forwarded_to=("Kepala Bidang Aplikasi Informatika",),
            phrases=("Tanggapan dan saran", "Proses lebih lanjut", "Koordinasi/konfirmasi"),
            asked_for=("Proses lebih lanjut",),
            note="Periksa kelengkapan berkas.\nSelesaikan sesuai SOP.",
        ),
        ServiceStatement(
            **_OFFICE,
            number=_NUMBER,
            opd="Dinas Contoh",
            fqdn="contoh.example.go.id",
            application="Layanan Antrean & Informasi",
            technical_contact="Contoh Pegawai, S.Kom.",
            state="aktif",
            **_RECORD,
            hosting="hosting.example.go.id",
            since=date(2026, 11, 24),
            basis=f"Surat Nomor {_NUMBER}",
        ),
        RequestLetter(**_APPLICANT, office_head=_TITLE, contact_phone="0812 0000 0000"),
        RequestForm(
            **_APPLICANT,
            receipt="P-2026-00047",
            contact_nip="190001011900011000",
            statements=STATEMENTS,
        ),
    )
}

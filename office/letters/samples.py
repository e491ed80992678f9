"""One letter of each kind from an office that does not exist, to try a template before anybody waits for it."""

from datetime import date
from typing import Final

from office.letters.context import Addressee, AnsweredLetter, ApprovalLetter, RejectionLetter, Signer
from office.sop.agency import Identity
from office.sop.plan import RecordType

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
SIGNER: Final = Signer(
    title="Kepala Dinas Komunikasi, Informatika, Statistik dan Persandian",
    name="Drs. Contoh Nama, M.Si.",
    rank="Pembina Utama Muda (IV/c)",
    nip="190001011900011000",
)
ADDRESSEE: Final = Addressee(title="Kepala Dinas Contoh Kabupaten Contoh", place="Kota Contoh")
ANSWERS: Final = AnsweredLetter(
    number="470/215/CONTOH/XI/2026", dated=date(2026, 11, 17), subject="Permohonan Sub Domain"
)
LEGAL_BASIS: Final = (
    "Peraturan Menteri Contoh Nomor 1 Tahun 2019 tentang Penyelenggaraan Urusan Contoh",
    "Peraturan Bupati Contoh Nomor 2 Tahun 2019 tentang Sistem Contoh",
)

APPROVAL: Final = ApprovalLetter(
    identity=IDENTITY,
    number="500.12/47/CONTOH-2/XI/2026",
    issued_on=date(2026, 11, 24),
    addressee=ADDRESSEE,
    answers=ANSWERS,
    signer=SIGNER,
    fqdn="contoh.example.go.id",
    application="Layanan Antrean & Informasi",
    record_type=RecordType.A,
    content="203.0.113.10",
    technical_contact="Contoh Pegawai, S.Kom.",
    legal_basis=LEGAL_BASIS,
    duties=("Sub domain digunakan hanya untuk keperluan yang dimohonkan.",),
    copies_to=("Bupati Contoh (sebagai laporan)",),
)
REJECTION: Final = RejectionLetter(
    identity=IDENTITY,
    number="500.12/48/CONTOH-2/XI/2026",
    issued_on=date(2026, 11, 24),
    addressee=ADDRESSEE,
    answers=ANSWERS,
    signer=SIGNER,
    fqdn="contoh.example.go.id",
    application="Layanan Antrean & Informasi",
    reason="Surat permohonan belum ditandatangani kepala perangkat daerah.\nAlamat tujuan belum dijangkau.",
    legal_basis=LEGAL_BASIS,
    copies_to=("Bupati Contoh (sebagai laporan)",),
)

"""Letters at their shortest, as usual, and as long as an office will ever make them."""

from typing import Any, Final

from office.letters.context import AnyLetter
from office.letters.kinds import TemplateKind
from office.letters.parts import Addressee, AnsweredLetter, Entry, Signer
from office.letters.samples import SAMPLES

LONG_OPD: Final = (
    "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk, Keluarga Berencana dan Pemberdayaan "
    "Masyarakat Desa"
)
LONG_NUMBER: Final = "B/500.12.16.3/1573/DISKOMINFOSTANDI-2.1/APTIKA/XII/26"
LONG_HOST: Final = "-".join(["pelayanan-terpadu-satu-pintu"] * 2) + ".dp3ap2kbpmd.contoh.go.id"
LONG_NAME: Final = "Sistem Informasi Pelayanan Terpadu Perlindungan Perempuan dan Anak serta Pengendalian Penduduk"
LONG_SUBJECT: Final = "Persetujuan Permohonan Sub Domain dan Hosting untuk Sistem Informasi Pelayanan Terpadu"
LONG_REASON: Final = (
    "Nama sub domain yang dimohonkan belum sesuai dengan ketentuan penamaan, alamat tujuan berada pada penyedia yang "
    "belum memenuhi persyaratan keamanan, dan surat permohonan belum ditandatangani oleh pimpinan perangkat daerah. "
)
LONG_SIGNER: Final = Signer(
    title="Kepala Dinas Komunikasi, Informatika, Statistik dan Persandian",
    own_title="Sekretaris Dinas Komunikasi, Informatika, Statistik dan Persandian",
    designation="a.n.",
    name="Dr. Ir. Raden Mas Contoh Nama Yang Panjang Sekali, S.Kom., M.Si., M.H.",
    rank="Pembina Utama Muda (IV/c)",
    nip="190001011900011000",
)
_LONG_DETAILS: Final = tuple(
    Entry(title=title, value=value)
    for title, value in (
        ("Nama sub domain", LONG_HOST),
        ("Alamat tujuan", "2001:0db8:85a3:0000:0000:8a2e:0370:7334"),
        ("Nama aplikasi", LONG_NAME),
        ("Tujuan", "Informasi, pendaftaran, dan pelaporan layanan bagi masyarakat di seluruh kecamatan. " * 2),
        ("Jenis", "Layanan publik"),
        ("Teknologi", "PHP 8.3, Laravel 11, Vue 3"),
        ("Basis data", "MySQL/MariaDB"),
        ("Ruang simpan", "Lebih dari 20 GB"),
        ("Pengunjung", "Di atas 1.000 per hari"),
        ("Penanggung jawab teknis", "Contoh Pegawai Yang Bernama Panjang, S.Kom., M.Kom."),
        ("HP penanggung jawab", "0812 0000 0000"),
        ("Pos-el penanggung jawab", "nama.yang.panjang.sekali@dp3ap2kbpmd.example.go.id"),
    )
)

_SHORT: Final[dict[str, Any]] = {
    "proof": None,
    "legal_basis": (),
    "duties": (),
    "copies_to": (),
    "number": "1",
    "reason": "Belum lengkap.",
    "faults": (Entry(title="Surat", value="Belum ada"),),
    "asked_for": (),
    "note": "",
    "basis": "",
    "signer": Signer(title="Camat", name="Contoh"),
    "opd": "Kecamatan Contoh",
    "opd_address": "",
    "receipt": "P-1",
    "contact_nip": "",
}
_LONG: Final[dict[str, Any]] = {
    "number": LONG_NUMBER,
    "subject": LONG_SUBJECT,
    "addressee": Addressee(title=f"Kepala {LONG_OPD} Kabupaten Contoh", place="Kota Contoh"),
    "answers": AnsweredLetter(
        number="470.1/215/DP3AP2KBPMD/SEKRETARIAT/XI/2026",
        dated=SAMPLES[TemplateKind.REJECTION].model_dump()["issued_on"],
        subject=f"Permohonan {LONG_SUBJECT}",
    ),
    "signer": LONG_SIGNER,
    "fqdn": LONG_HOST,
    "application": LONG_NAME,
    "technical_contact": "Contoh Pegawai Yang Bernama Panjang Sekali, S.Kom., M.Kom.",
    "hosting": f"hosting.{LONG_HOST}",
    "former_content": f"lama.{LONG_HOST}",
    "legal_basis": tuple(
        f"Peraturan Menteri Contoh Nomor {n} Tahun 2019 tentang Penyelenggaraan Urusan Pemerintahan Konkuren Bidang "
        "Komunikasi dan Informatika di Daerah"
        for n in range(1, 4)
    ),
    "duties": ("Sub domain digunakan hanya untuk keperluan yang dimohonkan, dan tidak dialihkan kepada pihak lain.",)
    * 3,
    "copies_to": tuple(f"Kepala {LONG_OPD} Kabupaten Contoh Nomor {n}" for n in range(1, 6)),
    "reason": "\n".join([LONG_REASON] * 2),
    "faults": tuple(Entry(title=f"Persyaratan nomor {n}", value=LONG_REASON) for n in range(1, 6)),
    "sender": f"{LONG_OPD} Kabupaten Contoh",
    "letter": AnsweredLetter(
        number="470.1/215/DP3AP2KBPMD/SEKRETARIAT/XI/2026",
        dated=SAMPLES[TemplateKind.REJECTION].model_dump()["issued_on"],
        subject=f"Permohonan {LONG_SUBJECT}",
    ),
    "forwarded_to": ("Sekretaris", "Kepala Bidang Aplikasi Informatika", "Kepala Bidang Statistik dan Persandian"),
    "note": LONG_REASON,
    "opd": LONG_OPD,
    "opd_address": "Kompleks Perkantoran Pemerintah Kabupaten Contoh, Jalan Raya Contoh Kilometer 12 Kota Contoh 00000",
    "head_title": f"Kepala {LONG_OPD}",
    "details": _LONG_DETAILS,
    "contact_name": "Contoh Pegawai Yang Bernama Panjang Sekali, S.Kom., M.Kom.",
    "basis": f"Surat Nomor {LONG_NUMBER}",
    "office_head": "Kepala Dinas Komunikasi, Informatika, Statistik dan Persandian Kabupaten Contoh",
    "statements": ("Data dan dokumen yang disampaikan adalah benar dan dapat dipertanggungjawabkan. " * 2,) * 4,
}


def changed(kind: TemplateKind, changes: dict[str, Any]) -> AnyLetter:
    """The sample of this kind with those of the changes that it knows."""
    sample = SAMPLES[kind]
    known = {name: value for name, value in changes.items() if name in type(sample).model_fields}
    return type(sample).model_validate({**dict(sample), **known})


def short(kind: TemplateKind) -> AnyLetter:
    return changed(kind, _SHORT)


def usual(kind: TemplateKind) -> AnyLetter:
    return SAMPLES[kind]


def longest(kind: TemplateKind) -> AnyLetter:
    return changed(kind, _LONG)

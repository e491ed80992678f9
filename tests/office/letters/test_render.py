"""What a letter says, whatever an applicant has typed."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from pydantic import TypeAdapter, ValidationError

from office.letters.context import Letter
from office.letters.kinds import TemplateKind
from office.letters.pictures import qr_png
from office.letters.render import render, shipped
from office.letters.samples import SAMPLES
from office.sop.text import clean_line
from tests.office.letters.emblems import EMBLEM
from tests.office.letters.letters import ROOT, a_rejection, an_approval, parts_of, pictures_of, squeezed, text_of

LETTER: TypeAdapter[Letter] = TypeAdapter(Letter)
IN_ANOTHER_PROCESS = """
import hashlib
from office.letters.render import render
from office.letters.samples import SAMPLES
print(hashlib.sha256(b"".join(map(render, SAMPLES.values()))).hexdigest())
"""


def test_an_approval_says_everything_that_was_decided() -> None:
    said = squeezed(text_of(render(an_approval(copies_to=["Bupati Katingan"]))))

    for words in (
        "PEMERINTAH KABUPATEN KATINGAN",
        "DINAS KOMUNIKASI, INFORMATIKA, STATISTIK DAN PERSANDIAN",
        "Nomor : 500.12/47/DISKOMINFO-2/XI/2026 Kasongan, 24 November 2026",
        "Hal : Persetujuan Permohonan Sub Domain",
        "Yth. Kepala Dinas Kependudukan dan Pencatatan Sipil Kabupaten Katingan di Kasongan",
        "surat Saudara Nomor 470/215/DUKCAPIL/XI/2026 tanggal 17 November 2026 hal Permohonan Sub Domain",
        "Nama sub domain : dukcapil.katingankab.go.id",
        "Alamat tujuan : 203.0.113.10 (record A)",
        "Nama aplikasi : Layanan Antrean & Informasi Kependudukan",
        "Penanggung jawab : Siti Contohwati, S.Kom.",
        "; dan Peraturan Bupati Katingan Nomor 61 Tahun 2019",
        "Sub domain digunakan hanya untuk keperluan yang dimohonkan.",
        "Kepala Dinas Komunikasi, Informatika, Statistik dan Persandian, Drs. Contoh Nama, M.Si.",
        "Pembina Utama Muda (IV/c) NIP 19000101 190001 1 000",
        "Tembusan: Bupati Katingan",
    ):
        assert words in said


def test_a_rejection_gives_the_reason_line_by_line() -> None:
    said = text_of(render(a_rejection()))

    assert "\nSurat permohonan belum ditandatangani.\nNama sub domain belum sesuai ketentuan.\n" in said
    assert "Hal\t:\tPenolakan Permohonan Sub Domain" in said
    assert "menghubungi Bidang Aplikasi Informatika" in said


@pytest.mark.parametrize("typed", ["A & B <x> {{ 7*7 }}", "{% for x in y %}", "</w:t></w:r>", "&amp; {_{ a }_}"])
def test_markup_typed_by_an_applicant_stays_text(typed: str) -> None:
    shown = typed.replace("{_{", "{{").replace("}_}", "}}")

    assert f"Nama aplikasi\t:\t{shown}\n" in text_of(render(an_approval(application=typed)))


@given(st.text(min_size=1).filter(lambda typed: clean_line(typed) and "_" not in typed))
@settings(deadline=None, max_examples=40)
def test_any_name_comes_out_as_it_was_cleaned(typed: str) -> None:
    letter = an_approval(application=typed)

    assert f"Nama aplikasi\t:\t{letter.application}\n" in text_of(render(letter))


def test_an_emoji_stays_and_unseen_characters_go() -> None:
    said = text_of(render(an_approval(application="Siap\u200b 🚀\u202e\ud800 Layani")))

    assert "Nama aplikasi\t:\tSiap 🚀 Layani\n" in said


def test_a_name_of_a_thousand_characters_is_cut_where_the_reader_sees_it() -> None:
    letter = an_approval(application="nama " * 200)

    assert len(letter.application) <= 255
    assert f"{letter.application[:-1]}…\n" in text_of(render(letter))


def test_a_name_of_nothing_but_zero_width_signs_is_refused() -> None:
    with pytest.raises(ValidationError, match="nothing readable"):
        an_approval(application="\u200b\u2060")


def test_what_an_office_does_not_use_leaves_no_trace() -> None:
    signer = {"title": "Camat Contoh", "name": "Contoh Nama", "designation": "Plt."}
    said = text_of(render(an_approval(legal_basis=[], duties=[], signer=signer)))

    for words in ("berdasarkan", "perhatian Saudara terhadap", "NIP", "Tembusan"):
        assert words not in said
    assert "Plt. Camat Contoh,\nContoh Nama\n" in said


def test_no_field_is_left_unfilled() -> None:
    for letter in (an_approval(), a_rejection()):
        for name, xml in parts_of(render(letter)).items():
            assert not {"{{", "}}", "{%", "%}"} & {xml[i : i + 2] for i in range(len(xml))}, name


def test_a_field_that_no_letter_has_raises_instead_of_leaving_a_gap() -> None:
    with pytest.raises(UndefinedError, match="alamat_tujuan"):
        render(SAMPLES[TemplateKind.REJECTION], shipped(TemplateKind.APPROVAL_SUB_DOMAIN))


def test_no_letter_speaks_of_an_electronic_signature() -> None:
    for letter in (an_approval(), a_rejection()):
        said = text_of(render(letter)).lower()

        assert "elektronik" not in said.replace("pemerintahan berbasis elektronik", "")
        assert "bsre" not in said


def test_equal_letters_are_equal_files_in_any_process() -> None:
    sums = {_sum_in_a_process(hash_seed=seed) for seed in ("1", "2")}

    assert len(sums) == 1


def test_a_letter_read_back_from_its_json_is_the_same_letter() -> None:
    letter = an_approval()

    assert type(letter).model_validate_json(letter.model_dump_json()) == letter


def _sum_in_a_process(hash_seed: str) -> str:
    environment = {"PYTHONHASHSEED": hash_seed, "PATH": str(Path(sys.executable).parent)}
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS]
    return subprocess.run(  # noqa: S603 - our own interpreter and words
        command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


def test_a_letter_without_a_number_says_that_it_is_a_draft() -> None:
    said = squeezed(text_of(render(an_approval(number="", draft=True, proof=None))))

    assert "KONSEP" in said
    assert "Nomor : ........................" in said
    assert "Pindai" not in said
    assert "KONSEP" not in text_of(render(an_approval()))


def test_a_letter_is_never_without_a_number_by_mistake() -> None:
    with pytest.raises(ValidationError, match="must be a draft"):
        an_approval(number="")


def test_who_signs_for_the_head_says_so_in_two_lines() -> None:
    signer = {"title": "Kepala Dinas", "own_title": "Sekretaris", "name": "Contoh Nama", "designation": "a.n."}

    assert "\na.n. Kepala Dinas,\nSekretaris,\nContoh Nama\n" in text_of(render(an_approval(signer=signer)))


def test_the_proof_is_a_picture_with_a_code_and_no_word_of_a_signature() -> None:
    letter = render(an_approval())

    assert (
        "Pindai untuk memeriksa keaslian surat\nt.me/LoketKatinganBot?start=surat_7Q4MK2XD9W3T\nKode 7Q4M"
        in text_of(letter)
    )
    assert pictures_of(letter) == [qr_png("https://t.me/LoketKatinganBot?start=surat_7Q4MK2XD9W3T")]


def test_the_emblem_stands_flush_with_the_margin_and_has_words_for_the_blind() -> None:
    header = parts_of(render(an_approval(proof=None), emblem=EMBLEM))["word/header1.xml"]

    assert "<wp:inline xmlns:wp=" in header
    assert 'distT="0" distB="0" distL="0" distR="0"' in header
    assert 'descr="Lambang atau kode QR pada Persetujuan Permohonan Sub Domain"' in header


def test_an_approval_must_say_what_was_made() -> None:
    with pytest.raises(ValidationError, match="an approval of change must say former_content"):
        an_approval(asked="change")


@pytest.mark.parametrize("kind", TemplateKind)
def test_every_letter_can_be_read_back_from_its_json(kind: TemplateKind) -> None:
    letter = SAMPLES[kind]

    assert LETTER.validate_json(letter.model_dump_json()) == letter

"""What typed letters say of themselves, in the layouts that offices use."""

from datetime import date
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from office.files.facts import NUMBER_LIMIT, SUBJECT_LIMIT, LetterFacts, find_letter_facts
from office.files.reading import read_letter_facts
from tests.office.files import corpus

DAY: Final = date(2026, 11, 24)
SUBJECT: Final = "Permohonan Sub Domain Dinas Kesehatan"

LAYOUTS: Final = {
    "place and date on the line of the number": """
                     PEMERINTAH KABUPATEN CONTOH
                            DINAS KESEHATAN
             Jalan Merdeka Nomor 12 Telp. (0552) 12345

        Nomor      : 440/215/DINKES/XI/2026            Contoh, 24 November 2026
        Sifat      : Biasa
        Lampiran   : 1 (satu) berkas
        Hal        : Permohonan Sub Domain Dinas       Kepada
                     Kesehatan                         Yth. Kepala Diskominfo
        Dengan hormat, menindaklanjuti surat Nomor : 1/SE/2025 tanggal 3 Januari 2025""",
    "date above, perihal": """
                                                  Tanjung Contoh, 24 Nopember 2026
        Nomor     :  440/215/DINKES/XI/2026
        Lamp.     :  -
        Perihal   :  Permohonan Sub Domain
                     Dinas Kesehatan

        Yth. Kepala Dinas Kominfo
        di Tempat""",
    "tabs": "Nomor\t: 440/215/DINKES/XI/2026\tContoh, 24 November 2026\nHal\t: Permohonan Sub Domain Dinas Kesehatan\n",
    "a colon apart from both": """
        Nomor               :              440/215/DINKES/XI/2026         Kepada
        Perihal             :              Permohonan Sub Domain          di -  Tempat
                                           Dinas Kesehatan
        Tanggal             :              24-11-2026""",
    "no colon": """
        Nomor        440/215/DINKES/XI/2026
        Tanggal      24 November 2026
        Hal          Permohonan Sub Domain Dinas Kesehatan""",
    "single spaces": """
Nomor : 440/215/DINKES/XI/2026 Contoh, 24 November 2026
Sifat : Segera
Hal : Permohonan Sub Domain Dinas Kesehatan
Yth. Kepala Dinas Kominfo""",
    "a year that slipped into the next line": """
        Nomor      : 440/215/DINKES/XI/2026            Contoh, 24 November
        2026
        Hal        : Permohonan Sub Domain Dinas Kesehatan""",
    "a number in two lines": """
        NOMOR      : 440/215/                          Contoh, 24 NOVEMBER 2026
                     DINKES/XI/2026
        PERIHAL    : Permohonan Sub Domain Dinas Kesehatan""",
    "spaces around the strokes": """
        No.        : 440 / 215 /DINKES/ XI/2026        Contoh, tanggal 24 Nov 2026
        Hal.       : Permohonan Sub Domain Dinas Kesehatan""",
    "the number under its label": """
        Nomor :
        440/215/DINKES/XI/2026
        Hal :  Permohonan Sub Domain Dinas Kesehatan
                                                       24 November 2026""",
    "the day at the foot": """
        Nomor      : 440/215/DINKES/XI/2026
        Hal        : Permohonan Sub Domain Dinas Kesehatan
        Sehubungan dengan surat Bupati Contoh, 3 Januari 2025, kami mohon
        Berdasarkan hal itu
                                                       Contoh, 24 November 2026
                                                       Kepala Dinas""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_number_day_and_subject_are_found(layout: str) -> None:
    assert find_letter_facts(LAYOUTS[layout]) == LetterFacts("440/215/DINKES/XI/2026", DAY, SUBJECT)


@pytest.mark.parametrize("layout", ["place and date on the line of the number", "a number in two lines"])
def test_they_are_found_on_the_page_of_a_pdf(layout: str) -> None:
    facts = read_letter_facts(corpus.a_letter(*LAYOUTS[layout].splitlines()))

    assert facts == LetterFacts("440/215/DINKES/XI/2026", DAY, SUBJECT)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nomor : 045.2/17/Kec.TC", "045.2/17/Kec.TC"),
        ("Nomor : B-440/215/DINKES", "B-440/215/DINKES"),
        ("Nomor : 800/12/Sekr - DINKES", "800/12/Sekr - DINKES"),
        ("Nomor : 215", "215"),
        ("Nomor : 440/215 tanggal 24 November 2026", "440/215"),
        ("Nomor :", None),
        ("Nomor :                    Contoh, 24 November 2026", None),
        ("Nomor : 440/      /DINKES/XI/2026", None),
        ("Nomor : 440/   /DINKES/XI/2026", None),
        ("Nomor : 440/  /DINKES/XI/2026", None),
        ("Nomor : 440/....../DINKES/XI/2026", None),
        ("Nomor : 440/____/DINKES/XI/2026", None),
        ("Nomor : …/DINKES/2026", None),
        ("Nomor : belum ada", None),
        ("Jalan Merdeka Nomor 12", None),
        ("Nomor Telepon 12345", None),
        ("Dengan hormat,\nNomor : 1/SE/2025", None),
        (f"Nomor : {'1/' * NUMBER_LIMIT}1", None),
    ],
)
def test_a_number_is_found_whole_or_not_at_all(text: str, number: str | None) -> None:
    assert find_letter_facts(text).number == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Contoh, 1 Pebruari 2026", date(2026, 2, 1)),
        ("Contoh, 31 Agt. 2026", date(2026, 8, 31)),
        ("Contoh, 24/11/2026", DAY),
        ("Contoh , 24 November 2026", DAY),
        ("Kab. Contoh, 24 November 2026", DAY),
        ("Contoh,     November 2026", None),
        ("Contoh, ... November 2026", None),
        ("Contoh, 31 Februari 2026", None),
        ("Contoh, 24 November", None),
        ("Contoh, 24 Brumaire 2026", None),
        ("Surat tanggal 3 Januari 2025 tentang domain", None),
        ("Dengan hormat\nsurat Bupati Contoh, 3 Januari 2025 kami terima", None),
    ],
)
def test_a_day_is_found_whole_or_not_at_all(text: str, day: date | None) -> None:
    assert find_letter_facts(text).dated == day


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Hal : Permohonan Sub Domain", "Permohonan Sub Domain"),
        ("P E M D A\nH a l : Permohonan", "Permohonan"),
        ("Perihal :              Kepada", None),
        ("Perihal : ........................", None),
        ("Halaman 1 dari 2", None),
        ("Hal      : Permohonan\n           Sub Domain\nYth. Kepala Dinas", "Permohonan Sub Domain"),
        ("Hal      : Permohonan\n           Yth. Kepala Dinas", "Permohonan"),
        (f"Hal : {'x' * (SUBJECT_LIMIT + 1)}", None),
    ],
)
def test_a_subject_is_found_whole_or_not_at_all(text: str, subject: str | None) -> None:
    assert find_letter_facts(text).subject == subject


def test_a_scan_says_nothing() -> None:
    assert read_letter_facts(corpus.a_scan((1240, 1754))) == LetterFacts()


numbers = st.from_regex(
    r"[1-9][0-9]{0,2}(\.[0-9]{1,2})?/[1-9][0-9]{0,3}/[A-Z]{2,12}/(XI|IV|I)/20[0-9]{2}", fullmatch=True
)
words = st.lists(st.sampled_from("Permohonan Sub Domain dan Hosting Baru Dinas".split()), min_size=1, max_size=6)


@given(numbers, st.dates(date(2000, 1, 1), date(2099, 12, 31)), words, st.integers(6, 20), st.integers(3, 30))
def test_whatever_a_head_holds_is_read_from_it(
    number: str, day: date, subject: list[str], column: int, gap: int
) -> None:
    head = f"{'Nomor':{column}}: {number}{' ' * gap}Contoh, {day:%d-%m-%Y}\n{'Hal':{column}}: {' '.join(subject)}"

    assert find_letter_facts(head) == LetterFacts(number, day, " ".join(subject))


@given(st.text(st.sampled_from("Nomor :/.-,\t\n0123456789Hal Tanggal Contoh, November Yth."), max_size=400))
@settings(max_examples=300)
def test_no_text_is_an_accident_and_what_is_found_is_one_line_within_limits(text: str) -> None:
    facts = find_letter_facts(text)

    for found, limit in ((facts.number, NUMBER_LIMIT), (facts.subject, SUBJECT_LIMIT)):
        assert found is None or (0 < len(found) <= limit and found == " ".join(found.split()))

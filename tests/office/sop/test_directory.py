"""The directory finds a unit by what people type of it."""

from dataclasses import dataclass

import pytest

from office.sop.directory import find_units


@dataclass(frozen=True)
class Unit:
    name: str
    label: str | None = None


HEALTH = Unit("Dinas Kesehatan", "dinkes")
SOCIAL = Unit("Dinas Sosial", "dinsos")
CIVIL = Unit("Dinas Kependudukan dan Pencatatan Sipil", "disdukcapil")
NATURE = Unit("Dinas Lingkungan Hidup")
POLICE = Unit("Satuan Polisi Pamong Praja dan Pemadam Kebakaran", "satpolpp")
NORTH, SOUTH = Unit("Kecamatan Contoh Hilir", "kec-contohhilir"), Unit("Kecamatan Contoh Hulu", "kec-contohhulu")
ODD = Unit("Bagian 100%")
ALL = [HEALTH, SOCIAL, CIVIL, NATURE, POLICE, NORTH, SOUTH, ODD]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kesehatan", [HEALTH]),
        ("DINAS kes", [HEALTH]),
        ("kesehatan dinas", [HEALTH]),
        ("dinkes", [HEALTH]),
        ("Dinkes.", [HEALTH]),
        ("capil", [CIVIL]),
        ("kependudukan & pencatatan", [CIVIL]),
        ("dlh", [NATURE]),
        ("satpol pp", [POLICE]),
        ("kec. contoh", [NORTH, SOUTH]),
        ("kec contoh hilir", [NORTH]),
        ("dinas", [HEALTH, SOCIAL, CIVIL, NATURE]),
        ("100", [ODD]),
    ],
)
def test_a_unit_is_found_by_any_words_of_its_name_its_label_or_its_initials(typed: str, found: list[Unit]) -> None:
    assert find_units(ALL, typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dinas kesehtan", [HEALTH]),
        ("dinas kesehatan kabupaten contohnegara", [HEALTH]),
        ("lingkunganhidup", [NATURE]),
        ("pencatatn sipl", [CIVIL]),
    ],
)
def test_a_slip_of_the_finger_finds_what_comes_nearest(typed: str, found: list[Unit]) -> None:
    assert find_units(ALL, typed) == found


@pytest.mark.parametrize("typed", ["kelautan", "_", "%", "dan", "badan", "tidak ada di daftar", "😀"])
def test_what_is_not_in_the_directory_is_not_found(typed: str) -> None:
    assert find_units(ALL, typed) == []


def test_without_a_word_the_whole_directory_is_shown_in_its_order() -> None:
    assert find_units(ALL, "") == ALL

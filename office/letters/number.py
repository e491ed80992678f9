"""The number of a letter, written by the office's own pattern."""

from datetime import date
from string import Formatter

from office.letters.dates import roman_month


def letter_number(pattern: str, serial: int, issued_on: date) -> str:
    """Fill `{nomor} {bulan} {bulan_romawi} {tahun}` into the pattern of `agency.toml`.

    Raises ValueError naming what else the pattern holds, when `{nomor}` is missing, or for a serial below 1.
    """
    if serial < 1:
        raise ValueError(f"serial {serial} is below 1")
    known = {
        "nomor": str(serial),
        "bulan": str(issued_on.month),
        "bulan_romawi": roman_month(issued_on),
        "tahun": str(issued_on.year),
    }
    parts = list(Formatter().parse(pattern))
    names = [_name(*part[1:], known=known) for part in parts]
    if "nomor" not in names:
        raise ValueError(f"{{nomor}} is missing in {pattern!r}")
    return "".join(part[0] + known.get(name, "") for part, name in zip(parts, names, strict=True))


def _name(field: str | None, spec: str | None, conversion: str | None, *, known: dict[str, str]) -> str:
    """The placeholder's name, or nothing behind the last text."""
    if field is None:
        return ""
    if field not in known or spec or conversion:
        written = field + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
        raise ValueError(f"unknown placeholder {{{written}}}; known are {', '.join(f'{{{name}}}' for name in known)}")
    return field

"""The code by which anybody can ask whether a letter is genuine: random, never the number, and no signature."""

import re
import secrets
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O and U, so that a code survives being read aloud."""
_LENGTH: Final = 12
_GROUP: Final = 4
_LOOKALIKES: Final = str.maketrans("ILO", "110", " -\u2013")
_CODE: Final = re.compile(f"[{ALPHABET}]{{{_LENGTH}}}")
_START: Final = "cek_"


def new_code() -> str:
    """Sixty random bits, for example `7K3M-Q0ZT-11XV`."""
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(_LENGTH)))


def as_code(typed: str) -> str | None:
    """The code as letters show it, from however it was typed; None for what cannot be one."""
    plain = typed.upper().translate(_LOOKALIKES).strip()
    return _grouped(plain) if _CODE.fullmatch(plain) else None


def _grouped(plain: str) -> str:
    return "-".join(plain[i : i + _GROUP] for i in range(0, _LENGTH, _GROUP))


def start_word(code: str) -> str:
    """What follows `?start=` in the link of the letter's QR."""
    return _START + code.replace("-", "")


def from_start(word: str) -> str | None:
    """The code in a link's start word; None for any other start word, such as an invitation."""
    return as_code(word.removeprefix(_START)) if word.startswith(_START) else None


def link(bot: str, code: str) -> str:
    return f"https://t.me/{bot}?start={start_word(code)}"

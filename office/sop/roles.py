"""Who acts in the SOP."""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    APPLICANT = "applicant"
    KADIS = "kadis"
    KABID = "kabid"
    PRANATA_KOMPUTER = "pranata_komputer"
    OPERATOR = "operator"
    ADMIN = "admin"
    SYSTEM = "system"


OFFICIALS: Final = frozenset({Role.KADIS, Role.KABID, Role.PRANATA_KOMPUTER})
"""They decide on requests. No person may act in two of these on one request, nor on a request of their own."""

HEADS: Final = (Role.KADIS, Role.KABID)
"""Chairs with one holder, in whose place somebody may act for a time."""


class Standing(StrEnum):
    """Pelaksana harian (the holder is away) and pelaksana tugas (the chair is empty, or its holder for long)."""

    PLH = "plh"
    PLT = "plt"


INVITABLE: Final = (*sorted(OFFICIALS), Role.OPERATOR, Role.ADMIN)
"""Granted by an invitation; applicants register themselves, the system is nobody."""

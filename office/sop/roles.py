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

INVITABLE: Final = (*sorted(OFFICIALS), Role.OPERATOR, Role.ADMIN)
"""Granted by an invitation; applicants register themselves, the system is nobody."""

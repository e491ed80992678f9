"""NIP and phone numbers of the staff, checked for structure; neither proves who somebody is."""

import re
from datetime import date

from office.sop.answers import BadAnswer, Rule

_NIP = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{4})(\d{2})([12])(\d{3})", re.ASCII)
_PPPK_MONTH = 21
_ADULT = 18
_PHONE = re.compile(r"62[0-9]{9,15}", re.ASCII)


def check_nip(typed: str, *, today: date) -> str:
    """Return the 18 digits: birth date, month of appointment (PPPK: 21), sex, serial.

    Raises BadAnswer if no such NIP can exist today.
    """
    digits = re.sub(r"[\s.\-]", "", typed)
    parts = _NIP.fullmatch(digits)
    if parts is None:
        raise BadAnswer(Rule.NIP_FORM, typed)
    year, month, day, since_year, since_month = (int(p) for p in parts.groups()[:5])
    try:
        born = date(year, month, day)
        appointed = date(since_year, 1 if since_month == _PPPK_MONTH else since_month, 1)
    except ValueError:
        raise BadAnswer(Rule.NIP_DATES, typed) from None
    if appointed > today or appointed.year - born.year < _ADULT:
        raise BadAnswer(Rule.NIP_DATES, typed)
    return digits


def check_phone(typed: str) -> str:
    """Return an Indonesian number as 62…; raises BadAnswer for anything else."""
    digits = re.sub(r"[\s.\-()+]", "", typed)
    number = re.sub(r"^0(?=8)", "62", digits)
    if not _PHONE.fullmatch(number):
        raise BadAnswer(Rule.PHONE, typed)
    return number

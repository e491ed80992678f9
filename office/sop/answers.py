"""What can be wrong with something that a person typed. The words for each rule are in `handlers/texts/refusals.j2`."""

from enum import StrEnum

from office.sop.errors import Refusal


class Rule(StrEnum):
    """A rule that a typed answer broke; the value names the macro with its words."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NAME = "name"
    NIP_FORM = "nip_form"
    NIP_DATES = "nip_dates"
    PHONE = "phone"
    DATE = "date"
    DATE_FUTURE = "date_future"
    DATE_OLD = "date_old"
    LETTER_NUMBER = "letter_number"
    CHOICE = "choice"
    LABEL_FORM = "label_form"
    LABEL_LOOKALIKE = "label_lookalike"
    LABEL_HYPHEN = "label_hyphen"
    LABEL_DOTS = "label_dots"
    LABEL_DIGITS = "label_digits"
    LABEL_RESERVED = "label_reserved"
    LABEL_VILLAGE = "label_village"
    LABEL_TAKEN = "label_taken"
    TARGET_FORM = "target_form"
    TARGET_PRIVATE = "target_private"
    TARGET_OWN_ZONE = "target_own_zone"
    TARGET_SAME = "target_same"
    SITE = "site"
    SITE_BUSY = "site_busy"
    EMAIL = "email"


class BadAnswer(Refusal):
    """The answer breaks a rule; the question stays open."""

    def __init__(self, rule: Rule, value: str) -> None:
        super().__init__(f"{rule}: {value[:80]!r}")
        self.rule, self.value = rule, value[:80]

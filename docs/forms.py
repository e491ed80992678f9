"""Write docs/forms.md from the declared forms: `make forms`. A test notices when it is out of date."""

from pathlib import Path
from typing import Final

from office.sop.form import Ask, Form, Kind, questions
from office.sop.registration_forms import ApplicantForm, OfficialForm, StaffForm
from office.sop.request import RequestKind
from office.sop.request_forms import FORMS

PAGE: Final = Path(__file__).with_name("forms.md")
_KINDS: Final = {
    RequestKind.SUB_DOMAIN: "Sub domain baru",
    RequestKind.SUB_DOMAIN_HOSTING: "Sub domain dan hosting baru",
    RequestKind.HOSTING: "Hosting untuk sub domain yang sudah ada",
    RequestKind.CHANGE: "Ubah alamat tujuan",
    RequestKind.DEACTIVATION: "Hentikan sub domain",
}
_ANSWERED: Final = {
    Kind.TEXT: "typed",
    Kind.DATE: "typed date",
    Kind.CHOICE: "one of: {choices}",
    Kind.SITE: "one of the OPD's live sub domains",
    Kind.OPD: "searched in the directory",
    Kind.CONTACT: "Telegram's share contact",
    Kind.FILE: "PDF or photographs",
}
_HEAD: Final = """# The forms

Written by `make forms` from `office/sop/request_forms.py` and `office/sop/registration_forms.py`, where each field is
declared once: from there come the questions, the summary, the cards, the papers to be signed, and this page. The names
in the first column are those of the register's answers, and of `fields` in the checklist of `agency.toml`.
"""


def page() -> str:
    """The whole page in Markdown."""
    parts = [_HEAD]
    parts += [_table(_KINDS[kind], f"`{kind}`", form) for kind, form in FORMS.items()]
    parts += [
        _table("Registration of an applicant", "`/start`", ApplicantForm),
        _table("Registration of an official", "`loket invite`", OfficialForm),
        _table("Registration of staff", "`loket invite`", StaffForm),
    ]
    return "\n".join(parts)


def _table(title: str, where: str, form: type[Form]) -> str:
    rows = [f"| {i} | `{name}` | {_row(ask)} |" for i, (name, ask) in enumerate(questions(form).items(), 1)]
    return "\n".join(
        [f"## {title} ({where})", "", "| | field | title | answered by | example |", "|-|-|-|-|-|", *rows, ""]
    )


def _row(ask: Ask) -> str:
    how = _ANSWERED[ask.kind].format(choices=", ".join(ask.choices))
    optional = " (optional)" if ask.skip else ""
    return f"{ask.title} | {how}{optional} | {ask.example}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

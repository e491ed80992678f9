"""Templates of letters: one person brings one in, another approves it."""

from datetime import datetime

from office.letters.kinds import TemplateKind
from office.register import events, templates
from office.register.engine import Transaction
from office.register.templates import State, Template
from office.sop.text import clean_line


class NotAccepted(Exception):  # noqa: N818 - the office refuses; it does not err
    """The office's rules say no, in the words of the command line: templates are not handled in chat."""


class NoSuchTemplate(NotAccepted):
    """No template waits under this number."""

    def __init__(self, template_id: int) -> None:
        super().__init__(f"no template {template_id} waits for approval")
        self.template_id = template_id


class SamePerson(NotAccepted):
    """Whoever brought the template in cannot be the one to approve it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} has imported it; another person must approve it")
        self.name = name


class NoName(NotAccepted):
    """The deed must have a name to it."""

    def __init__(self) -> None:
        super().__init__("a name is needed")


def bring_in(tx: Transaction, kind: TemplateKind, sha256: str, file_name: str, *, by: str, now: datetime) -> Template:
    """Keep a template that has been read and tried; letters are not written with it yet. Raises NoName."""
    template = templates.add(tx, kind, sha256, clean_line(file_name)[:200], by=_name(by), now=now)
    _note(tx, "template:import", template, now=now)
    return template


def approve(tx: Transaction, template_id: int, *, by: str, now: datetime) -> Template:
    """Write letters with it from now on. Raises NoSuchTemplate, SamePerson, NoName."""
    template = templates.find(tx, template_id)
    if template is None or template.state is not State.PENDING:
        raise NoSuchTemplate(template_id)
    if _name(by).casefold() == template.imported_by.casefold():
        raise SamePerson(template.imported_by)
    approved = templates.activate(tx, template, by=_name(by), now=now)
    _note(tx, "template:approve", approved, now=now)
    return approved


def _name(by: str) -> str:
    name = clean_line(by)[:100]
    if not name:
        raise NoName
    return name


def _note(tx: Transaction, tag: str, template: Template, *, now: datetime) -> None:
    said = {"template": template.id, "kind": template.kind, "sha256": template.sha256}
    who = {"imported_by": template.imported_by, "approved_by": template.approved_by}
    events.append(tx, tag, at=now, payload={**said, **who})

"""Choosing one's OPD: by part of its name, page by page through the directory, or by naming one that is missing."""

from dataclasses import dataclass, replace
from typing import Final

from office.desk.admission import NEW_OPD
from office.desk.desk import Desk
from office.desk.registration import answer
from office.desk.telling import owe_question
from office.register import opds, registrations
from office.register.opds import Opd
from office.register.people import Actor
from office.register.registrations import Browsing, Purpose, Registration
from office.register.requests import StaleCard
from office.sop.directory import find_units
from office.sop.errors import Refusal
from office.sop.form import Kind, check_answer
from office.sop.registration_forms import ApplicantForm
from office.sop.roles import Role

A_PAGE: Final = 8


class SameOpd(Refusal):
    """The person stands for this very OPD already."""


@dataclass(frozen=True, slots=True)
class Page:
    """The units on one page of what was found; pages are counted from 0."""

    units: tuple[Opd, ...]
    number: int
    pages: int


def page_of(desk: Desk, browsing: Browsing) -> Page:
    """What is offered now."""
    found = [] if browsing.naming else find_units(opds.all_units(desk.tx), browsing.typed)
    pages = max(-(-len(found) // A_PAGE), 1)
    number = min(browsing.page, pages - 1)
    return Page(tuple(found[number * A_PAGE : (number + 1) * A_PAGE]), number, pages)


def _look(desk: Desk, actor: Actor, registration: Registration, browsing: Browsing) -> Registration:
    owe_question(desk, actor.person.telegram_id)
    return registrations.change(desk.tx, registration, browsing=browsing)


def search(desk: Desk, actor: Actor, registration: Registration, typed: str) -> Registration:
    """Offer the units that fit what was typed; where a missing one is to be named, this is its name."""
    line = check_answer(ApplicantForm, "opd", typed, desk.rules)
    if registration.browsing is not None and registration.browsing.naming:
        known = opds.named(desk.tx, line)
        return _take(desk, actor, registration, str(known.id) if known and not known.is_retired else NEW_OPD + line)
    return _look(desk, actor, registration, Browsing(line))


def show_all(desk: Desk, actor: Actor, registration: Registration) -> Registration:
    """*Lihat semua OPD*."""
    return _look(desk, actor, registration, Browsing())


def turn_page(desk: Desk, actor: Actor, registration: Registration, page: int) -> Registration:
    """Another page, in the same message. Raises StaleCard if there is none of this number."""
    browsing = registration.browsing
    if browsing is None or page >= page_of(desk, browsing).pages:
        raise StaleCard(registration.id, registration.revision)
    owe_question(desk, actor.person.telegram_id, in_place=True)
    return registrations.change(desk.tx, registration, browsing=replace(browsing, page=page))


def choose_unlisted(desk: Desk, actor: Actor, registration: Registration) -> Registration:
    """*Tidak ada di daftar*: what was searched for is the name; without a search it is asked. Operators decide."""
    browsing = registration.browsing
    if browsing is None or browsing.naming:
        raise StaleCard(registration.id, registration.revision)
    if browsing.typed:
        return _take(desk, actor, registration, NEW_OPD + browsing.typed)
    return _look(desk, actor, registration, Browsing(naming=True))


def choose(desk: Desk, actor: Actor, registration: Registration, opd: int) -> Registration:
    """Take a unit of the directory. Raises StaleCard if no such unit is offered."""
    if registration.browsing is None or not opds.is_offered(desk.tx, opd):
        raise StaleCard(registration.id, registration.revision)
    return _take(desk, actor, registration, str(opd))


def _take(desk: Desk, actor: Actor, registration: Registration, chosen: str) -> Registration:
    """Raises SameOpd if somebody would go over to where they are, and what `answer` raises."""
    current = actor.as_(Role.APPLICANT)
    if registration.purpose is Purpose.MOVE and current is not None and str(current.opd) == chosen:
        raise SameOpd
    return answer(desk, actor, registration, chosen, by=Kind.OPD)

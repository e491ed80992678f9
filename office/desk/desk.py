"""What every use case works with: an open transaction, the moment, and the office's rules."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from office.register import services
from office.register.engine import Transaction
from office.register.people import Actor
from office.sop.agency import Agency
from office.sop.errors import Refusal
from office.sop.fields import Rules
from office.sop.hostname import fqdn, record_type
from office.sop.plan import Deed, Fqdn, Plan
from office.sop.request import Action, PersonId, Request
from office.sop.ringing import Ringing, ringing_of
from office.sop.roles import Role
from office.sop.workflow import Move, find_move, moves_for
from office.sop.working_time import WorkCalendar, calendar_of

T = TypeVar("T")


class Suspended(Refusal):
    """An admin has suspended this person: nothing of theirs goes on until that is lifted."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk is open for one transaction. `now` is an aware moment."""

    tx: Transaction
    agency: Agency
    now: datetime

    @property
    def today(self) -> date:
        """The date on the agency's calendar."""
        return self.now.astimezone(self.agency.identity.zone_info).date()

    @property
    def calendar(self) -> WorkCalendar:
        return calendar_of(self.agency)

    @property
    def ringing(self) -> Ringing:
        return ringing_of(self.agency)

    @property
    def rules(self) -> Rules:
        return Rules(self.agency.dns.zone, self.agency.dns.reserved_labels, self.today)

    def attempt(self, deed: Callable[[], T]) -> T | Refusal:
        """What the deed returns; should it be refused, all that it did is undone, and what was done before stays."""
        try:
            with self.tx.begin_nested():
                return deed()
        except Refusal as refusal:
            return refusal

    def check_active(self, actor: Actor) -> None:
        """For what no role is asked for. Raises Suspended."""
        since = actor.person.suspended_at
        if since is not None and since <= self.now:
            raise Suspended

    def find_move(self, request: Request, action: Action, actor: Actor, *, reason: str | None = None) -> Move:
        """The move that this person may make now, by the SOP's table and the office's rule on separate duties.

        Raises the refusals of `workflow.find_move`.
        """
        small = self.agency.duties.small_office
        return find_move(request, action, actor.person.id, actor.roles, reason=reason, small_office=small)

    def moves_for(self, request: Request, person: PersonId | None, roles: Collection[Role]) -> tuple[Move, ...]:
        """The moves whose buttons this person sees."""
        return moves_for(request, person, roles, small_office=self.agency.duties.small_office)

    def rules_for(self, request: Request) -> Rules:
        """The rules with what the applicant's OPD has alive."""
        sites = frozenset(service.plan.name for service in services.live_of_opd(self.tx, request.opd))
        return replace(self.rules, sites=sites)

    def name_asked(self, request: Request) -> Fqdn:
        """The full name that a filled request is about: a new one, or one that lives."""
        site = request.answers.get("site")
        return Fqdn(site) if site else fqdn(request.answers["label"], self.agency.dns.zone)

    def plan_for(self, request: Request) -> Plan | None:
        """What would be done in the DNS for a filled request; None while its target is not known.

        That is before the hosting is made, and when the service to be changed or removed lives no longer.
        """
        deed = request.kind.deed
        stands = None if deed is Deed.CREATE else services.live(self.tx, self.name_asked(request))
        if deed is Deed.REMOVE:
            return replace(stands.plan, deed=deed, replaces="") if stands else None
        target = request.hosting if request.kind.needs_hosting else request.answers["target"]
        if target is None or (deed is Deed.CHANGE and stands is None):
            return None
        return Plan(
            zone=Fqdn(self.agency.dns.zone),
            name=self.name_asked(request),
            type=record_type(target),
            content=target,
            ttl=self.agency.dns.ttl,
            deed=deed,
            replaces=stands.plan.content if stands else "",
        )

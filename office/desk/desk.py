"""What every use case works with: an open transaction, the moment, and the office's rules."""

from dataclasses import dataclass
from datetime import date, datetime

from office.register.engine import Transaction
from office.sop.agency import Agency
from office.sop.form import Rules
from office.sop.hostname import fqdn, record_type
from office.sop.plan import Fqdn, Plan
from office.sop.request import Request


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
    def rules(self) -> Rules:
        return Rules(self.agency.dns.zone, self.agency.dns.reserved_labels, self.today)

    def name_asked(self, request: Request) -> Fqdn:
        """The full name of the sub domain that a filled request asks for."""
        return fqdn(request.answers["label"], self.agency.dns.zone)

    def plan_for(self, request: Request) -> Plan:
        """The one record that would be created for a filled request."""
        target = request.answers["target"]
        return Plan(
            zone=Fqdn(self.agency.dns.zone),
            name=self.name_asked(request),
            type=record_type(target),
            content=target,
            ttl=self.agency.dns.ttl,
        )

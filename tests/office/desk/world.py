"""An office with its register open, and the people who come to its desk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import select

from office.desk import application, checklist, provisioning, signed_letter
from office.desk.application import Said
from office.desk.desk import Desk
from office.desk.letters import Files
from office.desk.moves import carry_out
from office.letters.samples import IDENTITY
from office.register import documents, events, opds, owed, people, requests, rooms, services
from office.register import tables as t
from office.register.documents import Stored
from office.register.engine import Transaction
from office.register.owed import Debt, Kind, State
from office.register.people import Actor
from office.register.services import Service
from office.sop.agency import Agency, DnsRules, LetterRules, Reminders, ServiceRules
from office.sop.request import Action, Request, RequestKind
from office.sop.request_forms import CATEGORIES, DATABASES, DISKS, VISITORS
from office.sop.roles import Role

ZONE: Final = "contoh.go.id"
NOW: Final = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
AGENCY: Final = Agency(
    identity=IDENTITY,
    dns=DnsRules(zone=ZONE, reserved_labels=frozenset({"bupati"})),
    letter=LetterRules(number_pattern="500.12/{nomor}/CONTOH-2/{bulan_romawi}/{tahun}", signer_title="Kepala Dinas"),
    reminders=Reminders(near=0, answer_hours=0, unanswered_hours=0),
    service=ServiceRules(checklist=("Surat permohonan ada dan terbaca",), data_retention="selama layanan berjalan"),
)
GROUP: Final = -1001
ANSWERS: Final[Mapping[str, str]] = {
    "target": "103.20.30.40",
    "application": "Portal Dinas Contoh",
    "purpose": "Informasi layanan",
    "category": CATEGORIES[0],
    "technology": "PHP 8.2",
    "database": DATABASES[0],
    "disk": DISKS[0],
    "visitors": VISITORS[0],
    "contact_name": "Budi Contoh",
    "contact_phone": "081234567890",
    "contact_email": "-",
    "letter_number": "440/215/CONTOH/XI/2026",
    "letter_date": "20-11-2026",
    "letter_subject": "Permohonan Sub Domain",
}
ORIGINAL: Final = Stored("surat.jpeg", "JPEG", 7, "a" * 64)
UPRIGHT: Final = Stored("surat.pdf", "pdf", 9, "b" * 64)
FILES: Final = Files(
    Stored("surat-balasan.docx", "docx", 11, "c" * 64), "e" * 64, Stored("surat-balasan.pdf", "pdf", 12, "d" * 64)
)


@dataclass
class World:
    """`now` may be moved on; every deed happens in the one open transaction."""

    tx: Transaction
    agency: Agency = AGENCY
    now: datetime = NOW
    _next_id: int = field(default=1001)

    @property
    def desk(self) -> Desk:
        return Desk(self.tx, self.agency, self.now)

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    def person(self, *roles: Role, name: str = "Contoh Nama", opd: str = "Dinas Contoh") -> Actor:
        """Somebody new, who holds these roles."""
        telegram_id, self._next_id = self._next_id, self._next_id + 1
        person = people.meet(self.tx, telegram_id, now=self.now)
        people.consent(self.tx, person, now=self.now)
        people.describe(self.tx, person.id, {"name": name, "title": "Pengelola Data", "nip": "199001012015012001"})
        for role in roles:
            unit = opds.ensure(self.tx, opd, "dincontoh").id if role is Role.APPLICANT else None
            people.grant(self.tx, person.id, role, now=self.now, opd=unit)
        return self.again(telegram_id)

    def again(self, telegram_id: int) -> Actor:
        """The same person with what they may now."""
        return people.actor(self.tx, telegram_id, now=self.now)

    def newcomer(self) -> Actor:
        telegram_id, self._next_id = self._next_id, self._next_id + 1
        return self.again(telegram_id)

    def bind_group(self) -> None:
        rooms.bind(self.tx, GROUP)

    def load(self, request: Request) -> Request:
        return requests.load(self.tx, request.id)

    def fill(
        self, applicant: Actor, label: str = "dinkes", kind: RequestKind = RequestKind.SUB_DOMAIN, /, **answers: str
    ) -> Request:
        """All questions answered, the letter attached, nothing sent; the label is a new name or one that lives."""
        request = application.begin(self.desk, applicant, kind)
        return self.answer_all(applicant, request, {"label": label, "site": label, **ANSWERS, **answers})

    def answer_all(self, applicant: Actor, request: Request, answers: Mapping[str, str]) -> Request:
        """Whatever the form asks, in its order; the letter comes as a PDF."""
        while (field := application.asked(request)) is not None:
            if field == "letter":
                request = signed_letter.attach(self.desk, applicant, ORIGINAL, UPRIGHT, {})
            else:
                request = application.answer(self.desk, applicant, Said(answers[field]))
        return request

    def submit(
        self, applicant: Actor, label: str = "dinkes", kind: RequestKind = RequestKind.SUB_DOMAIN, /, **answers: str
    ) -> Request:
        filled = self.fill(applicant, label, kind, **answers)
        return application.submit(self.desk, applicant, revision=filled.revision)

    def answer_and_submit(self, applicant: Actor) -> Request:
        """Whatever came back stays as it was, and is sent again."""
        request = application.being_written(self.desk, applicant)
        while application.asked(request) is not None:
            request = application.keep_as_it_was(self.desk, applicant, revision=request.revision)
        return application.submit(self.desk, applicant, revision=request.revision)

    def act(self, actor: Actor | None, request: Request, action: Action, reason: str | None = None) -> Request:
        return carry_out(self.desk, actor, self.load(request), action, reason=reason)

    def build(self, officer: Actor, request: Request) -> Request:
        """Buat, with the plan that the officer would see."""
        current, digest = self.load(request), self.digest(request)
        self.check_all(current)
        return provisioning.build(self.desk, officer, request.id, revision=current.revision, digest=digest)

    def check_all(self, request: Request) -> None:
        """A yes to every line of the checklist."""
        requests.mark(self.tx, request, {str(line.key): None for line in checklist.lines_of(self.desk, request)})

    def digest(self, request: Request, officer: Actor | None = None) -> str:
        """What the button below the plan carries; on this officer's card, with the address that they typed."""
        trail = events.of_request(self.tx, request.id)
        typed = provisioning.as_typed(self.load(request), trail, officer.person.id if officer else None)
        plan = self.desk.plan_for(typed)
        return plan.digest if plan else ""

    def host(self, officer: Actor, request: Request, address: str = "103.20.30.50") -> Request:
        """The hosting was made: its address is typed, and the plan confirmed that the officer then sees."""
        revision = self.load(request).revision
        provisioning.type_address(self.desk, officer, request.id, address, revision=revision)
        digest = self.digest(request, officer)
        return provisioning.hosted(self.desk, officer, request.id, revision=revision, digest=digest)

    def service(self, request: Request) -> Service:
        found = services.current(self.tx, request.id)
        assert found is not None
        return found

    def owed(self, *kinds: Kind) -> list[dict[str, Any]]:
        """The payloads of these kinds, oldest first."""
        query = select(t.owed.c.payload).where(t.owed.c.kind.in_(kinds)).order_by(t.owed.c.id)
        return list(self.tx.execute(query).scalars())

    def pay_all(self) -> None:
        """Everything owed so far has reached the outside."""
        self.tx.execute(t.owed.update().values(state=State.PAID, key=None))

    def pay(self, kind: Kind) -> None:
        """Everything of this kind has."""
        self.tx.execute(t.owed.update().where(t.owed.c.kind == kind).values(state=State.PAID, key=None))

    def take_up(self) -> list[Debt]:
        """The worker begins to pay what is next everywhere."""
        return owed.claim(self.tx, now=self.now, lease=timedelta(minutes=10), busy=set())

    def unpaid(self, kind: Kind) -> list[dict[str, Any]]:
        """The payloads of what is still owed of this kind, oldest first."""
        wanted = (t.owed.c.kind == kind) & (t.owed.c.state == State.DUE)
        return list(self.tx.execute(select(t.owed.c.payload).where(wanted).order_by(t.owed.c.id)).scalars())

    def notices_to(self, actor: Actor) -> list[str]:
        return [p["say"] for p in self.owed(Kind.NOTICE) if p["chat_id"] == actor.person.telegram_id]

    def files_to(self, actor: Actor) -> list[int]:
        return [p["document_id"] for p in self.owed(Kind.DOCUMENT) if p["chat_id"] == actor.person.telegram_id]

    def cards_to(self, chat_id: int) -> list[str]:
        return [p["subject"] for p in self.owed(Kind.CARD) if p["chat_id"] == chat_id]

    def purposes(self, request: Request) -> list[str]:
        return [d.purpose for d in documents.of_request(self.tx, request.id)]


@dataclass
class Office:
    """A world with one official in each chair, an applicant, and an operator with the group."""

    world: World
    kadis: Actor
    kabid: Actor
    officer: Actor
    applicant: Actor
    operator: Actor

    @classmethod
    def open(cls, world: World) -> "Office":
        kadis = world.person(Role.KADIS, name="Kadis Contoh")
        kabid, officer = world.person(Role.KABID), world.person(Role.PRANATA_KOMPUTER)
        applicant = world.person(Role.APPLICANT, name="Siti Contoh")
        operator = world.person(Role.OPERATOR, Role.ADMIN, name="Rina Contoh")
        world.bind_group()
        return cls(world, kadis, kabid, officer, applicant, operator)

    def at_kabid(self, label: str = "dinkes") -> Request:
        return self.world.act(self.kadis, self.world.submit(self.applicant, label), Action.DISPOSE)

    def at_check(self, label: str = "dinkes") -> Request:
        return self.world.act(self.kabid, self.at_kabid(label), Action.DISPOSE)

    def in_the_making(self, label: str = "dinkes") -> Request:
        return self.world.build(self.officer, self.at_check(label))

    def blocked(self, label: str = "dinkes") -> Request:
        request = self.in_the_making(label)
        provisioning.block(self.world.desk, self.world.service(request).id, "name_taken", "A 103.20.30.99")
        return self.world.load(request)

    def finished(self, label: str = "dinkes") -> Request:
        request = self.in_the_making(label)
        provisioning.finish(self.world.desk, self.world.service(request).id, ["103.20.30.40"])
        return self.world.load(request)

    def asked_about(self, label: str, kind: RequestKind, **answers: str) -> Request:
        """A request about what lives, through all hands up to the check."""
        request = self.world.submit(self.applicant, label, kind, **answers)
        for official in (self.kadis, self.kabid):
            request = self.world.act(official, request, Action.DISPOSE)
        return request

    def to_be_hosted(self, label: str = "dinkes", kind: RequestKind = RequestKind.SUB_DOMAIN_HOSTING) -> Request:
        """The officer is to make the hosting account, and to say where it is."""
        return self.world.build(self.officer, self.asked_about(label, kind))

    def hosted(self, label: str = "dinkes") -> Request:
        """Sub domain and hosting: built, and the address typed and confirmed."""
        return self.world.host(self.officer, self.to_be_hosted(label))

    def returned(self, label: str = "dinkes") -> Request:
        return self.world.act(self.officer, self.at_check(label), Action.RETURN, "Alamat tujuan salah")

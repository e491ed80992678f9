"""What the journeys do again and again, played by people through the simulator."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from typing import Any, Final

import dns.asyncquery
import dns.message
import docx

from simulator import stories
from simulator.client import CallbackAnswer, Message, Person
from simulator.cloudflare.client import CloudControl
from simulator.person import PATIENCE
from simulator.stage import Stage

ZONE: Final = "katingankab.go.id"
OPD: Final = "Dinas Kesehatan"
ANSWERS: Final[Mapping[str, str]] = {
    **stories.ANSWERS,
    "Tanggal surat permohonan": f"{datetime.now(UTC):%d-%m-%Y}",
}
_numbers: Final = count(1)


@dataclass
class Play:
    """The running office for one test: a group of its own, and applicants and labels that nobody else has."""

    stage: Stage
    cloud: CloudControl
    label: str = field(default_factory=lambda: f"situs-{next(_numbers)}")

    def __getitem__(self, role: str) -> Person:
        return self.stage[role]

    @property
    def name(self) -> str:
        return f"{self.label}.{ZONE}"

    async def applicant(self, opd: str = OPD) -> Person:
        return await self.stage.applicant(f"Siti Contoh {next(_numbers)}", opd)

    async def submit(self, applicant: Person, label: str | None = None, **changed: str) -> str:
        """Fill in, send, and return the receipt number."""
        summary = await stories.fill_form(applicant, label or self.label, {**ANSWERS, **changed})
        return await stories.hand_in(applicant, summary)

    async def ask(self, applicant: Person, kind: str, **changed: str) -> str:
        """Another kind of request about this test's name, up to the officer's check."""
        of_today = {"Tanggal surat permohonan": ANSWERS["Tanggal surat permohonan"]}
        summary = await stories.fill(applicant, kind, self.label, {**stories.OTHERS[kind], **of_today, **changed})
        receipt = await stories.hand_in(applicant, summary)
        await self.dispose(receipt)
        await self.card("pranata_komputer", receipt)
        return receipt

    async def live(self) -> Person:
        """An applicant whose sub domain lives."""
        applicant = await self.applicant()
        receipt = await self.at_check(applicant)
        await self.build(receipt)
        await self.letter(applicant, receipt)
        return applicant

    async def plan(self, receipt: str, shows: str) -> Message:
        """*Lengkap*: the officer's card turns to the plan."""
        card = await self.card("pranata_komputer", receipt)
        await self.complete(receipt)
        await self["pranata_komputer"].sees(shows)
        return card

    async def carried_out(self, receipt: str, shows: str) -> None:
        """The plan is seen, and carried out."""
        await self["pranata_komputer"].tap("Buat sekarang", on=await self.plan(receipt, shows))

    async def card(self, role: str, receipt: str, *, after: Message | None = None) -> Message:
        return await self[role].sees(f"{receipt} ·", after=after)

    async def dispose(self, receipt: str, *roles: str) -> None:
        for role in roles or ("kadis", "kabid"):
            await stories.give_disposition(self[role], await self.card(role, receipt))

    async def at_check(self, applicant: Person, **changed: str) -> str:
        receipt = await self.submit(applicant, **changed)
        await self.dispose(receipt)
        await self.card("pranata_komputer", receipt)
        return receipt

    async def complete(self, receipt: str) -> CallbackAnswer:
        """A yes to every line, then *Lengkap*."""
        officer, card = self["pranata_komputer"], await self.card("pranata_komputer", receipt)
        await officer.tap("Semua sesuai", on=card)
        return await officer.tap("Lengkap", on=card)

    async def send_back(self, receipt: str, note: str, line: str = "Alamat tujuan") -> None:
        """One line of the checklist is wrong, and back it goes."""
        officer, card = self["pranata_komputer"], await self.card("pranata_komputer", receipt)
        await officer.tap("Semua sesuai", on=card)
        await officer.tap(line, on=card)
        await officer.say(note)
        await officer.sees("Catatan disimpan", after=card)
        await officer.tap("Tidak lengkap", on=card)

    async def build(self, receipt: str, *, after: Message | None = None) -> None:
        officer = self["pranata_komputer"]
        card = await self.card("pranata_komputer", receipt, after=after)
        await officer.tap("Semua sesuai", on=card)
        await officer.tap("Lengkap", on=card)
        await officer.tap("Buat sekarang", on=card)

    async def say_no(self, role: str, receipt: str, button: str, reason: str) -> None:
        """Press, be asked why, and answer."""
        asked = await self[role].tap(button, on=await self.card(role, receipt))
        assert asked.text == "Ketik alasannya."
        prompt = "Mengapa" if button == "Tolak" else "Apa yang kurang dari"
        await self[role].sees(f"{prompt} {receipt}")
        await self[role].say(reason)

    async def blocked(self, applicant: Person) -> tuple[str, str]:
        """Somebody makes the very name by hand between the plan and Buat: receipt, and their record."""
        receipt, officer = await self.at_check(applicant), self["pranata_komputer"]
        card = await self.card("pranata_komputer", receipt)
        await officer.tap("Semua sesuai", on=card)
        await officer.tap("Lengkap", on=card)
        await officer.sees("Rencana: record DNS baru")
        foreign = await self.cloud.add_record(self.name, "A", "103.99.99.99", "buatan tangan")
        await officer.tap("Buat sekarang", on=card)
        await officer.sees("Pembuatan terhenti", after=card)
        return receipt, str(foreign["id"])

    async def records(self) -> list[str]:
        """What the zone holds at this test's name."""
        return [str(r["content"]) for r in await self.cloud.records() if r["name"] == self.name]

    async def dns(self, name: str | None = None, kind: str = "A") -> list[str]:
        """What the zone's name server answers."""
        host, port = self.stage.dns.split(":")
        query = dns.message.make_query(name or self.name, kind)
        reply = await dns.asyncquery.udp(query, host, timeout=PATIENCE, port=int(port))
        return [record.to_text() for rrset in reply.answer for record in rrset]

    async def letter(self, applicant: Person, receipt: str) -> str:
        """The text of the reply letter as the applicant downloads it."""
        message = await applicant.sees(f"Surat balasan {receipt} (DOCX)")  # printed before it is sent
        assert message.document is not None
        return text_of(await applicant.download(message.document))

    async def trail(self, receipt: str) -> list[str]:
        """The tags of the trail as `loket show` prints them."""
        return re.findall(r"\b(?:request|letter):[a-z_]+", await self.stage.loket("show", receipt))


def text_of(letter: bytes) -> str:
    document: Any = docx.Document(BytesIO(letter))
    cells: Sequence[Any] = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(paragraph.text for part in (document, *cells) for paragraph in part.paragraphs)


def data_of(card: Message, label: str) -> str:
    return str(next(button.data for button in card.buttons if button.label == label))


async def stranger(play: Play) -> tuple[Person, Message]:
    """Somebody unknown, and a message with a button below which they can tap."""
    person = await play.stage.simulator.person("Orang Asing")
    await person.say("/start")
    return person, await person.sees("persetujuan Bapak/Ibu")


async def dispositions(play: Play, receipt: str) -> int:
    return (await play.trail(receipt)).count("request:dispose")


async def hand_in_registration(person: Person) -> None:
    """Somebody without NIP asks to be let in for the Dinas Sosial."""
    await person.say("/start")
    await person.tap("Setuju dan lanjut")
    await person.sees("Ketik sebagian namanya")
    await person.say("Dinas Sosial")
    await person.tap("Dinas Sosial")
    for question, answer in (("Nama lengkap", "Budi Contoh"), ("NIP Bapak/Ibu", "-"), ("Jabatan", "Staf")):
        await person.sees(question)
        await person.say(answer)
    await person.sees("bagikan nomor HP")
    await person.share_contact()
    await person.tap("Kirim pendaftaran")
    await person.sees("sedang diperiksa petugas")

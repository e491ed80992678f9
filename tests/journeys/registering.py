"""A person who registers, up to a point."""

from simulator.client import Person
from tests.journeys.play import OPD, Play


async def noted(person: Person) -> None:
    """A chat is paid in its order: once this has been answered, all that came before is noted down."""
    await person.sees("Bantuan", after=await person.say("/bantuan"))


async def newcomer(play: Play, name: str = "Budi Contoh") -> Person:
    person = await play.stage.simulator.person(name)
    await person.say("/start")
    await person.tap("Setuju dan lanjut")
    await person.sees("Ketik sebagian namanya")
    return person


async def fill(person: Person, *, name: str = "Budi Contoh", nip: str = "-", title: str = "Staf") -> None:
    """Everything behind the OPD."""
    for question, answer in (("Nama lengkap", name), ("NIP Bapak/Ibu", nip), ("Jabatan Bapak", title)):
        await person.sees(question)
        await person.say(answer)
    await person.sees("bagikan nomor HP")
    await person.share_contact()


async def hand_in(person: Person, *, opd: str = OPD, button: str = OPD) -> None:
    await person.say(opd)
    await person.tap(button)
    await fill(person, name=person.name, nip="19900101 201501 2 001")
    await person.tap("Kirim pendaftaran")
    await person.sees("sedang diperiksa petugas")

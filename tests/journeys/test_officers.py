"""Several Pranata Komputer: the Kabid chooses one, or the first who takes a request has it, until it is handed over."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from simulator.client import Message, Person
from simulator.stage import OFFICIALS, Stage, set_up
from simulator.stories import give_disposition, submit
from tests.journeys.play import data_of

pytestmark = pytest.mark.asyncio(loop_scope="module")
FIRST = OFFICIALS["pranata_komputer"][0]
SECOND = ("Dewi Contoh, S.T.", "19900101 201501 2 005", "Penata Muda (III/a)")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """An office with two officers."""
    async with set_up(tmp_path_factory.mktemp("office")) as stage:
        await stage.open_office()
        second = stage.cast["second"] = await stage.simulator.person(SECOND[0])
        await stage.join(second, (await stage.invite("pranata_komputer"))[0], SECOND)
        await stage.applicant("Siti Contoh", "Dinas Kesehatan")
        yield stage


async def at_kabid(office: Stage, label: str) -> tuple[str, Message]:
    """The receipt, and the Kabid's card turned to the sheet."""
    receipt = await submit(office["applicant"], label)
    await give_disposition(office["kadis"], await office["kadis"].sees(f"{receipt} ·"))
    card = await office["kabid"].sees(f"{receipt} ·")
    await office["kabid"].tap("Setujui & disposisikan", on=card)
    return receipt, card


async def card_of(person: Person, receipt: str, shows: str) -> Message:
    """This person's card below the newest letter that came with it, once it says this."""
    letter = await person.sees(f"Surat permohonan {receipt}")
    return await person.sees(shows, after=letter)


async def test_the_kabid_chooses_who_alone_is_called(office: Stage) -> None:
    kabid, second = office["kabid"], office["second"]
    receipt, sheet = await at_kabid(office, "dinkes-a")
    await kabid.tap(SECOND[0], on=sheet)
    await card_of(kabid, receipt, f"Pranata Komputer: {SECOND[0]}")

    await kabid.tap("Disposisikan", on=sheet)

    card = await second.sees(f"{receipt} ·")
    assert f"Pranata Komputer: {SECOND[0]}" in card.text
    assert "Serahkan ke …" in card.labels()
    await card_of(kabid, receipt, "Menunggu pemeriksaan kelengkapan")
    await office["pranata_komputer"].sees_no(receipt)


async def test_of_two_who_take_it_one_has_it_and_hands_it_over(office: Stage) -> None:
    receipt, sheet = await at_kabid(office, "dinkes-b")
    await office["kabid"].tap("Disposisikan", on=sheet)
    people = {FIRST: office["pranata_komputer"], SECOND[0]: office["second"]}
    cards = {name: await person.sees(f"{receipt} ·") for name, person in people.items()}
    assert all("Pranata Komputer: siapa saja" in card.text for card in cards.values())

    answers = await asyncio.gather(*(people[name].tap("Ambil", on=cards[name]) for name in people))

    taken = dict(zip(people, answers, strict=True))
    [holder] = [name for name, answer in taken.items() if not answer.alert]
    [other] = [name for name in people if name != holder]
    assert taken[holder].text == "Permohonan ini sekarang Bapak/Ibu yang memegang."
    assert taken[other].text.startswith(f"Permohonan ini sedang dipegang {holder}")
    late = await people[other].tap("Semua sesuai", on=cards[other])
    assert late.text.startswith(f"Permohonan ini sedang dipegang {holder}")

    mine = await card_of(people[holder], receipt, f"Pranata Komputer: {holder}")
    await people[holder].tap("Semua sesuai", on=mine)
    await people[holder].tap("Serahkan ke …", on=mine)
    answer = await people[holder].tap(other, on=mine)
    told = await people[other].sees(f"{holder} menyerahkan {receipt}")
    theirs = await people[other].sees(f"Pranata Komputer: {other}", after=told)
    too_late = await people[holder].tap_data(data_of(theirs, "Lengkap"), on=mine)
    await people[other].tap("Lengkap", on=theirs)
    await people[other].sees("Rencana: record DNS baru")

    assert answer.text == f"Diserahkan kepada {other}."
    assert too_late.text.startswith(f"Permohonan ini sedang dipegang {other}")
    trail = await office.loket("show", receipt)
    assert (trail.count("request:claim"), trail.count("request:hand_over")) == (1, 1)

"""Admins keep the staff in their own chat: invite, change, suspend, lift; what somebody has lost is dead at once."""

import re

import pytest

from simulator.client import Message, Person
from simulator.stage import OFFICIALS
from tests.journeys.play import Play, data_of

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def invited(admin: Person, role: str) -> str:
    """The link that `/undang` gives."""
    said = await admin.say("/undang")
    await admin.tap(role, on=await admin.sees("Siapa yang diundang?", after=said))
    return link_in(await admin.sees(f"Undangan {role}", after=said))


def link_in(message: Message) -> str:
    [link] = re.findall(r"https://t\.me/\S+", message.text)
    return str(link)


async def opened(admin: Person, name: str) -> Message:
    """The card of the one who is called so."""
    said = await admin.say(f"/orang {name}")
    return await admin.sees(name, after=said)


async def sure(admin: Person, card: Message, *labels: str) -> None:
    for label in labels:
        await admin.tap(label, on=card)


async def test_an_admin_invites_changes_suspends_and_lifts_by_chat(play: Play) -> None:
    admin, person = play["operator"], await play.stage.simulator.person("Fajar Umpama")
    link = await invited(admin, "Operator")
    await admin.open(link)
    await admin.sees("Tautan ini Bapak/Ibu buat untuk orang lain")
    await play.stage.join(person, link, ["Fajar Umpama"])
    await admin.sees("Fajar Umpama memakai undangan Operator")

    card = await opened(admin, "Fajar Umpama")
    await sure(admin, card, "Ubah Operator", "Admin", "Ya, ubah")
    await person.sees("terdaftar sebagai Admin")
    said = await person.say("/orang")
    listed = await person.sees("Yang bertugas", after=said)

    await sure(admin, card, "Tangguhkan", "Ya, tangguhkan")
    await person.sees("ditangguhkan oleh admin")
    refused = await person.tap_data(data_of(listed, "Lihat pemohon"), on=listed)
    assert "tidak mencakup tindakan ini" in refused.text

    await sure(admin, card, "Pulihkan", "Ya, pulihkan")
    lifted = await person.sees("dipulihkan")
    await person.say("/orang")
    await person.sees("Yang bertugas", after=lifted)

    await sure(admin, card, "Cabut Admin", "Ya, cabut")
    await person.sees("tidak lagi bertugas sebagai Admin")


async def test_a_suspended_kadis_card_dies_at_once_and_the_successor_has_it(own_office: Play) -> None:
    play, admin, kadis = own_office, own_office["operator"], own_office["kadis"]
    receipt = await play.submit(await play.applicant())
    card = await play.card("kadis", receipt)

    await sure(admin, await opened(admin, kadis.name), "Tangguhkan", "Ya, tangguhkan")

    await kadis.sees("ditangguhkan oleh admin", after=card)
    await kadis.sees("Bantuan", after=await kadis.say("/bantuan"))
    dead = next(m for m in await kadis.messages() if m.id == card.id)
    assert dead.labels() == []
    late = await kadis.tap_data(data_of(card, "Tolak"), on=card)
    assert "tidak ada yang berubah" in late.text
    successor = await play.stage.simulator.person("Gita Umpama")
    await play.stage.join(successor, await invited(admin, "Kepala Dinas"), ["Gita Umpama", *OFFICIALS["kadis"][1:]])
    await kadis.sees("tidak lagi bertugas sebagai Kepala Dinas di Loket; penggantinya Gita Umpama")
    assert "Setujui & disposisikan" in (await successor.sees(f"{receipt} ·")).labels()
    assert await play.trail(receipt) == ["request:submit"]


async def test_one_press_makes_one_link_and_a_withdrawn_one_lets_nobody_in(own_office: Play) -> None:
    admin = own_office["operator"]
    card = await admin.sees("Siapa yang diundang?", after=await admin.say("/undang"))
    pressed = data_of(card, "Kepala Bidang")

    answers = [(await admin.tap_data(pressed, on=card)).text for _ in range(2)]

    assert answers[0] == "Tautannya segera datang."
    assert answers[1].startswith("Tautannya sudah dibuat")
    link = link_in(await admin.sees("Undangan Kepala Bidang", after=card))
    await sure(admin, card, "Masih terbuka: 1 undangan", "Tarik 1. Kepala Bidang", "Ya, tarik undangan")
    await admin.sees("menarik undangan Kepala Bidang", after=card)
    person = await own_office.stage.simulator.person("Hadi Umpama")
    await person.open(link)
    await person.sees("Undangan ini sudah ditarik dan tidak berlaku lagi")
    assert await own_office.stage.loket("invitations", "list") == "No invitation is open; `loket invite` makes one."


async def test_whoever_has_opened_a_leaked_link_is_stopped_while_filling_in(own_office: Play) -> None:
    admin, thief = own_office["operator"], await own_office.stage.simulator.person("Lina Umpama")
    await thief.open(await invited(admin, "Kepala Bidang"))
    await thief.tap("Setuju dan lanjut")
    await thief.sees("Nama lengkap Bapak/Ibu")
    listed = await own_office.stage.loket("invitations", "list")
    assert "kabid  opened, its form is open" in listed

    card = await admin.sees("Siapa yang diundang?", after=await admin.say("/undang"))
    await sure(admin, card, "Masih terbuka: 1 undangan", "Tarik 1. Kepala Bidang", "Ya, tarik undangan")

    told = await thief.sees("Undangan Kepala Bidang ini sudah ditarik")
    await thief.say("Lina Umpama")
    await thief.sees("belum kami pahami", after=told)
    assert "Lina" not in await own_office.stage.loket("people", "list")


async def test_the_links_of_a_suspended_admin_let_nobody_in(play: Play) -> None:
    admin, other = play["operator"], await play.stage.simulator.person("Indra Umpama")
    await play.stage.join(other, await invited(admin, "Admin"), ["Indra Umpama"])
    link = await invited(other, "Admin")

    await sure(admin, await opened(admin, "Indra Umpama"), "Tangguhkan", "Ya, tangguhkan")

    await admin.sees("1 undangan yang dibuat Indra Umpama dan masih terbuka ikut ditarik")
    person = await play.stage.simulator.person("Joko Umpama")
    await person.open(link)
    await person.sees("Undangan ini sudah ditarik dan tidak berlaku lagi")

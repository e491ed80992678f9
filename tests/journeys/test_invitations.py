"""What an invitation opens, for whom, and what it does not."""

import pytest

from tests.journeys.play import Play

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_invitation_is_good_for_one_person(play: Play) -> None:
    [link] = await play.stage.invite("kabid")
    first, second = [await play.stage.simulator.person(f"Contoh {n}") for n in "AB"]
    await first.open(link)
    await first.sees("diundang sebagai Kepala Bidang")

    await second.open(link)

    await second.sees("Undangan ini sudah dipakai")


async def test_an_invented_invitation_is_unknown(play: Play) -> None:
    person = await play.stage.simulator.person("Contoh")

    await person.say("/start AAAAAAAAAAAAAAAAAAAAAA")

    await person.sees("Undangan ini tidak kami kenal")


async def test_the_groups_invitation_opened_in_private_makes_nobody_anything(play: Play) -> None:
    [link] = await play.stage.invite("group")
    person = await play.stage.simulator.person("Contoh")

    await person.say(f"/start {link.split('=')[1]}")

    await person.sees("Undangan ini tidak untuk tempat ini")


async def test_an_officials_invitation_opened_in_a_group_binds_nothing(play: Play) -> None:
    [link] = await play.stage.invite("kadis")
    operator, group = play["operator"], play.stage.group

    await operator.say(f"/start {link.split('=')[1]}", in_=group)

    await operator.sees("Undangan ini tidak untuk tempat ini", in_=group)


async def test_an_official_who_wants_to_apply_is_asked_only_what_is_not_known(play: Play) -> None:
    [link] = await play.stage.invite("pranata_komputer")
    person = await play.stage.simulator.person("Contoh")

    await play.stage.join(person, link, ("Dina Contoh", "198808172014031003", "III/c"))
    admitted = await person.sees("terdaftar sebagai Pranata Komputer")

    await person.say("/ajukan")
    await person.say("dinsos")
    await person.tap("Dinas Sosial")
    title = await person.sees("Jabatan Bapak", after=admitted)
    await person.say("Pranata Komputer")
    await person.sees("bagikan nomor HP", after=title)
    await person.share_contact()

    summary = await person.sees("Periksa sebelum dikirim", after=title)
    assert "NIP: 198808172014031003" in summary.text
    await person.tap("Kirim pendaftaran", on=summary)
    await play["operator"].tap("Setujui", in_=play.stage.group)
    await person.sees("Pendaftaran disetujui")


async def test_admins_hear_who_has_used_an_invitation(play: Play) -> None:
    [link] = await play.stage.invite("pranata_komputer")
    person = await play.stage.simulator.person("Contoh")

    await play.stage.join(person, link, ("Eka Contoh", "198808172014031004", "III/c"))

    await play["operator"].sees("Eka Contoh memakai undangan Pranata Komputer")


async def test_an_invited_official_gives_up_kindly(play: Play) -> None:
    [link] = await play.stage.invite("kabid")
    person = await play.stage.simulator.person("Contoh")
    await person.open(link)
    await person.tap("Setuju dan lanjut")
    await person.sees("Nama lengkap")

    await person.say("/batal")

    await person.sees("minta tautan undangan baru ke admin")

"""Somebody cannot be reached: the operators hear of it once, and the work goes on."""

import pytest

from tests.journeys.play import Play

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_applicant_who_blocks_the_bot_is_named_to_the_operators(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    await applicant.block()

    await play.dispose(receipt)

    told = await play["operator"].sees(f"Pesan untuk {applicant.name}", in_=play.stage.group)
    assert "bot was blocked by the user" in told.text


async def test_a_request_is_finished_also_for_an_applicant_who_cannot_be_reached(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.at_check(applicant)
    await applicant.block()

    await play.build(receipt)

    await play["operator"].sees(f"Surat balasan {receipt}", in_=play.stage.group)
    assert await play.dns() == ["103.20.30.40"]


async def test_whoever_comes_back_sees_how_it_stands(play: Play) -> None:
    applicant = await play.applicant("Inspektorat")
    receipt = await play.submit(applicant)
    await applicant.block()
    await play.dispose(receipt)
    await play["operator"].sees(f"Pesan untuk {applicant.name}", in_=play.stage.group)
    await applicant.unblock()

    await applicant.say("/status")

    await applicant.sees("Menunggu pemeriksaan kelengkapan")

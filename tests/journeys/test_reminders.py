"""The queue, the past, and what the clock says by itself: on an office of its own, whose clock may be shifted."""

from datetime import UTC, datetime, timedelta

import pytest

from office.sop.agency import Reminders
from office.sop.ringing import Ringing
from simulator.stories import give_disposition, submit
from tests.journeys.offices import OFFICE, start_at
from tests.journeys.play import Play

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.timeout(400)
async def test_after_a_week_off_there_is_one_digest_one_notice_and_the_queue_opens_what_waits(own_office: Play) -> None:
    office = own_office.stage
    applicant = await office.applicant("Siti Contoh", "Dinas Kesehatan")
    receipt = await submit(applicant, "dinkes")
    kadis, operator, group = office["kadis"], office["operator"], office.groups[0]
    digest = Ringing(OFFICE, Reminders()).next_digest(datetime.now(UTC) + timedelta(days=14))
    assert digest is not None

    await start_at(office, digest + timedelta(hours=1))
    word = await kadis.sees("1 permohonan menunggu, 1 terlambat")
    await operator.sees(f"{receipt} (dinkes", in_=group)
    await kadis.tap("Buka antrian", on=word)
    listed = await kadis.sees("yang terlama lebih dulu", after=word)
    card = await kadis.sees(f"{receipt} ·", after=listed)
    trail = await office.loket("show", receipt)
    await give_disposition(kadis, card)
    said = await kadis.say("/riwayat")
    past = await kadis.sees("Keputusan Bapak/Ibu", after=said)

    assert not word.silent
    assert receipt in listed.text
    assert listed.labels() == [f"Buka {receipt}"]
    assert trail.count("request:escalated") == 1
    assert trail.count("request:nears") == 0
    assert f"disposisi {receipt}" in past.text


@pytest.mark.timeout(400)
async def test_at_night_an_answer_comes_without_a_sound(own_office: Play) -> None:
    office = own_office.stage
    applicant = await office.applicant("Siti Contoh", "Dinas Kesehatan")
    digest = Ringing(OFFICE, Reminders()).next_digest(datetime.now(UTC))
    assert digest is not None

    await start_at(office, digest.replace(hour=23))
    said = await applicant.say("/status")

    assert (await applicant.sees("permohonan", after=said)).silent


@pytest.mark.timeout(400)
async def test_a_question_that_nobody_answers_is_asked_again_and_those_who_wait_hear_of_it(own_office: Play) -> None:
    office = own_office.stage
    applicant = await office.applicant("Siti Contoh", "Dinas Kesehatan")
    receipt = await submit(applicant, "dinkes")
    kadis, operator, group = office["kadis"], office["operator"], office.groups[0]
    await kadis.tap("Tanya pemohon", on=await kadis.sees(f"{receipt} ·"))
    await kadis.sees(f"ditanyakan ke pemohon {receipt}")
    await kadis.say("Siapa pengelolanya?")
    asked = await applicant.sees(f"bertanya tentang {receipt}")
    digest = Ringing(OFFICE, Reminders()).next_digest(datetime.now(UTC) + timedelta(days=21))
    assert digest is not None

    await start_at(office, digest + timedelta(hours=1))
    reminded = await applicant.sees("masih menunggu jawaban Bapak/Ibu", after=asked)
    question = await applicant.sees("bertanya tentang", after=reminded)
    told = await kadis.sees("pemohon belum menjawab pertanyaan")
    card = await kadis.sees(f"{receipt} ·", after=told)
    await operator.sees("belum dijawab pemohon", in_=group)
    await applicant.say("Seksi Data", reply_to=question)
    answered = await kadis.sees(f"Pemohon menjawab tentang {receipt}", after=card)
    trail = await office.loket("show", receipt)

    assert receipt in reminded.text
    assert "Di pemohon sejak" in card.text
    assert "Seksi Data" in answered.text
    assert [trail.count(f"clarification:{what}") for what in ("remind", "unanswered", "answer")] == [1, 1, 1]
    assert "request:escalated" not in trail

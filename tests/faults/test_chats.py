"""Chats move, close, and slow down: cards follow, people are told, others do not wait."""

import os
import time

from simulator.stage import Stage
from simulator.stories import build, dispose, give_disposition, submit


async def test_the_cards_follow_a_group_that_became_a_supergroup(stage: Stage) -> None:
    [link] = await stage.invite("group")
    stage.groups[0] = await stage.simulator.group("Operator Baru", [stage["operator"]], kind="group")
    await stage["operator"].open(link, stage.group)
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    receipt = await submit(applicant, "dinkes")
    await stage["operator"].sees(f"{receipt} ·", in_=stage.group)

    moved = await stage.simulator.migrate(stage.group)
    await dispose(stage, receipt)
    await build(stage, receipt)

    await stage["operator"].sees("✅ 7. Surat balasan dikirim", in_=moved)
    await stage["operator"].sees(f"Surat balasan {receipt}", in_=moved)


async def test_a_bot_thrown_out_of_the_group_tells_the_admins_once_and_work_goes_on(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    admin = stage["operator"]
    await admin.throw_out_bot(stage.group)

    receipt = await submit(applicant, "dinkes")
    await dispose(stage, receipt)
    await build(stage, receipt)

    await applicant.sees(f"Surat balasan {receipt}")
    await admin.sees("grup operator tidak dapat dikirim")
    told = [m for m in await admin.messages() if "grup operator tidak dapat dikirim" in m.text]
    assert len(told) == 1


async def test_after_an_hour_of_silence_the_open_cards_are_posted_again(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    receipt = await submit(applicant, "dinkes")
    old = await stage["kadis"].sees(f"{receipt} ·")
    await stage.bot.stop()
    an_hour_ago = time.time() - 3600
    os.utime(stage.data / "data" / "last-heard", (an_hour_ago, an_hour_ago))

    await stage.bot.start()

    fresh = await stage["kadis"].sees(f"{receipt} ·", after=old)
    assert "Setujui & disposisikan" in fresh.labels()
    answer = await give_disposition(stage["kadis"], fresh)
    assert answer.text == "Didisposisikan."


async def test_a_group_at_its_flood_limit_keeps_nobody_else_waiting(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    await stage.simulator.limits(group_per_minute=1, group_burst=1)

    receipt = await submit(applicant, "dinkes")
    await dispose(stage, receipt)
    await build(stage, receipt)

    await applicant.sees(f"Surat balasan {receipt}")

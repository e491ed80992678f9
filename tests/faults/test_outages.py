"""Telegram, Cloudflare or the disk are away for a while: work waits, people are told once, all resumes by itself."""

import asyncio
import os
import resource
import signal
from functools import partial
from time import monotonic

from simulator.cloudflare.client import CloudControl
from simulator.stage import DNS_TOKEN, TOKEN, Stage
from simulator.stories import build, dispose, fill_form, submit
from tests.faults.watching import dns_answer, until

LONG = 60.0


async def _told(stage: Stage, words: str) -> int:
    shown = await stage["operator"].messages(stage.group)
    return sum(words in message.text for message in shown)


async def test_requests_wait_while_cloudflare_is_down_and_the_group_is_told_once(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    receipts = [await submit(applicant, "dinkes"), await submit(applicant, "imunisasi")]
    for receipt in receipts:
        await dispose(stage, receipt)
    cloud = CloudControl(stage.api)
    await cloud.fail("any", "status", status=502, times=10_000)

    for receipt in receipts:
        await build(stage, receipt)
    await stage["operator"].sees("tertunda dan terus dicoba", in_=stage.group, timeout=LONG)
    await cloud.forget_faults()

    for receipt in receipts:
        await applicant.sees(f"Surat balasan {receipt}", timeout=LONG)
    await stage["operator"].sees("berjalan lagi", in_=stage.group, timeout=LONG)
    assert await dns_answer(stage, "imunisasi.katingankab.go.id") == ["103.20.30.40"]
    assert await _told(stage, "tertunda dan terus dicoba") == 1
    assert await _told(stage, "berjalan lagi") == 1
    await cloud.close()


async def test_what_is_said_while_telegram_fails_is_answered_afterwards(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    await stage.simulator.fail("*", kind="status", status=502, times=8)

    said = await applicant.say("/ajukan sub_domain")

    await applicant.sees("Nama sub domain apa", after=said, timeout=LONG)


async def test_a_lost_answer_from_telegram_leaves_every_card_true(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    receipt = await submit(applicant, "dinkes")
    for method in ("sendMessage", "editMessageText", "sendDocument"):
        await stage.simulator.fail(method, kind="lost_answer", times=3)

    await dispose(stage, receipt)
    await build(stage, receipt)

    await applicant.sees("✅ 7. Surat balasan dikirim", timeout=LONG)
    await stage["operator"].sees("✅ 7. Surat balasan dikirim", in_=stage.group, timeout=LONG)


async def test_no_receipt_is_given_while_the_disk_is_full_and_work_goes_on_when_there_is_room(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    await fill_form(applicant, "dinkes")
    assert stage.bot.process is not None
    pid = stage.bot.process.pid
    room = (stage.data / "data" / "loket.db-wal").stat().st_size
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))

    tap = asyncio.create_task(applicant.tap("Kirim permohonan", timeout=LONG))
    await until(partial(_says_so, stage))
    await applicant.sees_no("Permohonan diterima")
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    await tap
    await applicant.sees("Permohonan diterima", timeout=LONG)


async def _says_so(stage: Stage) -> bool:
    log = stage.bot.log.read_bytes()
    return b"register_unavailable" in log or b"poll_failed" in log


async def test_an_update_that_nobody_can_read_is_set_aside_and_the_rest_flows(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    broken = {"update_id": 424242, "message": {"message_id": "x", "chat": 7}}

    await stage.simulator.raw_update(broken)
    said = await applicant.say("/ajukan sub_domain")

    await applicant.sees("Nama sub domain apa", after=said)
    await stage["operator"].sees("U-424242", in_=stage.group)
    assert await _told(stage, "U-424242") == 1


async def test_a_stop_in_mid_work_ends_within_ten_seconds_and_loses_nothing(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    await stage.simulator.fail("sendMessage", kind="latency", seconds=1, times=5)
    said = await applicant.say("/ajukan sub_domain")
    assert stage.bot.process is not None
    begun = monotonic()

    stage.bot.process.send_signal(signal.SIGTERM)
    code = await stage.bot.process.wait()

    assert code == 0
    assert monotonic() - begun < 10
    await stage.bot.start()
    await applicant.sees("Nama sub domain apa", after=said)


async def test_one_noisy_person_does_not_keep_others_waiting(stage: Stage) -> None:
    noisy = await stage.simulator.person("Ribut")
    quiet = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    for number in range(150):
        await noisy.say(f"halo {number}")

    said = await quiet.say("/ajukan sub_domain")
    await quiet.sees("Nama sub domain apa", after=said)

    answered = [m for m in await noisy.messages() if m.from_bot]
    assert len(answered) < 150


async def test_no_secret_is_seen_in_the_log_or_the_process_list(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    await stage.simulator.fail("*", kind="status", status=500, times=3)
    receipt = await submit(applicant, "dinkes")
    await dispose(stage, receipt)
    assert stage.bot.process is not None
    with open(f"/proc/{stage.bot.process.pid}/cmdline", "rb") as command:  # noqa: ASYNC230, PTH123
        seen = command.read() + stage.bot.log.read_bytes()

    for secret in (TOKEN, DNS_TOKEN):
        assert secret.encode() not in seen
    assert os.path.getsize(stage.bot.log) > 0  # noqa: ASYNC240, PTH202

"""Telegram, Cloudflare or the disk are away for a while: work waits, people are told once, all resumes by itself."""

import asyncio
import os
import resource
import signal
from functools import partial
from time import monotonic

from simulator.client import Message, Person
from simulator.cloudflare.client import CloudControl
from simulator.stage import DNS_TOKEN, TOKEN, Stage
from simulator.stories import build, dispose, fill_form, give_disposition, submit
from tests.faults.watching import dns_answer, until


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
    await stage["operator"].sees("tertunda dan terus dicoba", in_=stage.group)
    await cloud.forget_faults()

    for receipt in receipts:
        await applicant.sees(f"Surat balasan {receipt}")
    await stage["operator"].sees("berjalan lagi", in_=stage.group)
    assert await dns_answer(stage, "imunisasi.katingankab.go.id") == ["103.20.30.40"]
    assert await _told(stage, "tertunda dan terus dicoba") == 1
    assert await _told(stage, "berjalan lagi") == 1
    await cloud.close()


async def test_what_is_said_while_telegram_fails_is_answered_afterwards(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    await stage.simulator.fail("*", kind="status", status=502, times=8)

    said = await applicant.say("/ajukan sub_domain")

    await applicant.sees("Nama sub domain apa", after=said)


async def test_a_lost_answer_from_telegram_leaves_every_card_true(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    receipt = await submit(applicant, "dinkes")
    for method in ("sendMessage", "editMessageText", "sendDocument"):
        await stage.simulator.fail(method, kind="lost_answer", times=3)

    await dispose(stage, receipt)
    await build(stage, receipt)

    await applicant.sees("✅ 7. Surat balasan dikirim")
    await stage["operator"].sees("✅ 7. Surat balasan dikirim", in_=stage.group)


async def test_a_card_that_came_twice_goes_on_where_it_is_tapped_and_the_other_loses_its_buttons(stage: Stage) -> None:
    receipt = await submit(await stage.applicant("Siti Rahmawati", "Dinas Kesehatan"), "dinkes")
    kadis = stage["kadis"]
    for person, chat in ((stage["applicant"], None), (stage["operator"], stage.group), (kadis, None)):
        await person.sees(f"{receipt} ·", in_=chat)
    said = await kadis.say("/antrian")
    queue = await kadis.sees("yang terlama lebih dulu", after=said)
    card = await kadis.sees(f"{receipt} ·", after=queue)
    await stage.simulator.fail("sendMessage", kind="lost_answer", times=1)
    await kadis.tap(receipt, on=queue)
    await until(partial(_came_twice, kadis, receipt, card))
    first, second = await _copies(kadis, receipt, card)

    await give_disposition(kadis, first)

    await until(partial(_rests, kadis, receipt, card))
    told, silent = await _copies(kadis, receipt, card)
    assert (told.id, silent.id) == (first.id, second.id)
    assert "Menunggu disposisi Kepala Bidang" in told.text


async def test_a_summary_that_came_twice_stays_a_summary_where_withdrawing_is_asked_for(stage: Stage) -> None:
    applicant, kadis = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan"), stage["kadis"]
    receipt = await submit(applicant, "dinkes")
    await kadis.tap("Kembalikan", on=await kadis.sees(f"{receipt} ·"))
    await kadis.sees("Apa yang kurang")
    await kadis.say("Nomor suratnya belum terbaca.")
    summary = await applicant.sees("Permohonan perlu dilengkapi")
    await applicant.tap("Ubah Alamat tujuan", on=summary)
    question = await applicant.sees("Ke mana sub domain diarahkan", after=summary)
    await stage["operator"].sees("Nomor suratnya belum terbaca", in_=stage.group)
    await stage.simulator.fail("sendMessage", kind="lost_answer", times=1)
    await applicant.tap("Biarkan seperti semula", on=question)
    await until(partial(_are_two, applicant, question))
    unnoted, _ = before = await _summaries(applicant, question)

    await applicant.tap("Tarik permohonan", on=unnoted)
    await applicant.tap("Tidak jadi", on=await applicant.sees("Tarik permohonan ini?"))
    await applicant.sees("Di pemohon sejak")

    assert await _summaries(applicant, question) == before


async def _summaries(person: Person, after: Message) -> list[Message]:
    return [m for m in await person.messages() if "Permohonan perlu dilengkapi" in m.text and m.id > after.id]


async def _are_two(person: Person, after: Message) -> bool:
    return len(await _summaries(person, after)) == 2


async def _copies(person: Person, receipt: str, after: Message) -> list[Message]:
    return [m for m in await person.messages() if f"{receipt} ·" in m.text and m.id > after.id]


async def _came_twice(person: Person, receipt: str, after: Message) -> bool:
    return len(await _copies(person, receipt, after)) == 2


async def _rests(person: Person, receipt: str, after: Message) -> bool:
    told, silent = await _copies(person, receipt, after)
    return "✅ 2–3." in told.text and not silent.buttons


async def test_no_receipt_is_given_while_the_disk_is_full_and_work_goes_on_when_there_is_room(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    await fill_form(applicant, "dinkes")
    assert stage.bot.process is not None
    pid = stage.bot.process.pid
    room = (stage.data / "data" / "loket.db-wal").stat().st_size
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))

    tap = asyncio.create_task(applicant.tap("Kirim permohonan"))
    await until(partial(_says_so, stage))
    await applicant.sees_no("Permohonan diterima")
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    await tap
    await applicant.sees("Permohonan diterima")


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


async def test_a_stop_in_mid_work_ends_soon_and_loses_nothing(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", "Dinas Kesehatan")
    await stage.simulator.fail("sendMessage", kind="latency", seconds=1, times=5)
    said = await applicant.say("/ajukan sub_domain")
    assert stage.bot.process is not None
    begun = monotonic()

    stage.bot.process.send_signal(signal.SIGTERM)
    code = await stage.bot.process.wait()

    assert code == 0
    assert monotonic() - begun < 30
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

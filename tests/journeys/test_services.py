"""Every kind of request to its end: what the zone answers, and what is said in chat."""

import asyncio

import pytest

from simulator import stories
from simulator.client import Message, Person
from tests.journeys.play import Play, data_of

pytestmark = pytest.mark.asyncio(loop_scope="session")

OLD, NEW, ALIAS, HOSTED, HAND = "103.20.30.40", "103.20.30.41", "web.penyedia.co.id", "103.20.30.50", "103.99.99.99"
CHANGE, REMOVE, BOTH, HOSTING = "Ubah alamat tujuan", "Hentikan sub domain", "Sub domain dan hosting", "Hosting saja"
CHANGED, REMOVED = "Rencana: ubah record DNS", "Rencana: hapus record DNS"
TARGET = "Ke mana sub domain diarahkan"


async def to_be_hosted(play: Play, receipt: str) -> Message:
    """The officer's fresh card, which says what account to make."""
    officer = play["pranata_komputer"]
    card = await play.plan(receipt, "hosting dibuat lebih dulu")
    await officer.tap("Lanjut: buat hosting", on=card)
    return await officer.sees("tekan Hosting sudah dibuat", after=card)


async def type_address(play: Play, receipt: str, address: str) -> Message:
    """The officer makes the account, and types its address; the message that asked for it."""
    officer = play["pranata_komputer"]
    await officer.tap("Hosting sudah dibuat", on=await to_be_hosted(play, receipt))
    asked = await officer.sees(f"Di alamat mana hosting untuk {receipt}")
    await officer.say(address)
    return asked


async def plan_of(play: Play, address: str, *, after: Message) -> Message:
    """The officer's card that came again with the plan."""
    plan = await play["pranata_komputer"].sees("Rencana: ", after=after)
    assert f"  {address}" in plan.text
    return plan


async def make_hosting(play: Play, receipt: str) -> None:
    """The officer makes the account, types its address, and confirms the plan."""
    plan = await plan_of(play, HOSTED, after=await type_address(play, receipt, HOSTED))
    await play["pranata_komputer"].tap("Buat sekarang", on=plan)


async def blocked_by_a_race(play: Play, applicant: Person) -> str:
    """Somebody adds a record of theirs at the very moment of the change."""
    receipt = await play.ask(applicant, CHANGE)
    theirs = {"name": play.name, "type": "A", "content": HAND, "comment": "buatan tangan", "ttl": 1}
    await play.cloud.fail("batch", "race", record=theirs, moment="after")
    await play.carried_out(receipt, CHANGED)
    await play["operator"].sees(f"{receipt}: perubahan terhenti", in_=play.stage.group)
    while "Coba lagi" not in (await play.card("pranata_komputer", receipt)).labels():  # noqa: ASYNC110 - looks at a chat
        await asyncio.sleep(0.1)  # the officer is called anew, with a fresh card
    return receipt


async def test_a_sub_domain_with_hosting_leads_where_the_officer_has_made_it(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.ask(applicant, BOTH)

    await make_hosting(play, receipt)

    letter = await play.letter(applicant, receipt)
    assert await play.dns() == [HOSTED]
    assert play.name in letter
    assert HOSTED in letter


async def test_the_officers_card_alone_says_what_hosting_to_make(play: Play) -> None:
    receipt = await play.ask(await play.applicant(), BOTH)

    card = await to_be_hosted(play, receipt)

    assert f"akun hosting Sedang di server hosting Diskominfo untuk {play.name}" in card.text
    assert "Batas: 5 GB, 2 basis data, PHP 8.2" in card.text
    assert "PHP 8.2, Laravel 11" in card.text
    group = await play["operator"].sees("Akun hosting sedang dibuat petugas", in_=play.stage.group)
    assert "Serahkan akunnya" not in group.text


async def test_what_is_no_address_is_not_taken_for_the_hosting(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.ask(applicant, BOTH)

    asked = await type_address(play, receipt, "kata-sandi: rahasia123")

    await play["pranata_komputer"].sees("bukan alamat IP atau nama host", after=asked)
    await play["pranata_komputer"].say(HOSTED)
    await play["pranata_komputer"].tap("Buat sekarang", on=await plan_of(play, HOSTED, after=asked))
    assert "rahasia123" not in await play.letter(applicant, receipt)
    assert await play.dns() == [HOSTED]


async def test_nothing_is_in_the_dns_before_the_plan_of_the_address_last_typed_is_confirmed(play: Play) -> None:
    applicant, officer = await play.applicant(), play["pranata_komputer"]
    receipt = await play.ask(applicant, BOTH)
    wrong = await plan_of(play, OLD, after=await type_address(play, receipt, OLD))
    assert await play.records() == []
    seen = data_of(wrong, "Buat sekarang")

    await officer.tap("Ketik alamat lain", on=wrong)
    asked = await officer.sees(f"Di alamat mana hosting untuk {receipt}", after=wrong)
    await officer.say(HOSTED)
    plan = await plan_of(play, HOSTED, after=asked)
    late = await officer.tap_data(seen, on=wrong)

    assert late.text.startswith("Rencananya sudah berubah")
    assert await play.records() == []
    await officer.tap_data(data_of(plan, "Buat sekarang"), on=plan)
    assert HOSTED in await play.letter(applicant, receipt)
    assert await play.records() == [HOSTED]


async def test_a_hosting_whose_address_cannot_be_taken_gets_another_without_going_back(play: Play) -> None:
    applicant, officer = await play.applicant(), play["pranata_komputer"]
    receipt = await play.ask(applicant, BOTH)
    plan = await plan_of(play, OLD, after=await type_address(play, receipt, OLD))
    refused = [{"code": 9007, "message": "Invalid content"}]
    await play.cloud.fail("create", "success_false", status=400, errors=refused)
    await officer.tap("Buat sekarang", on=plan)
    stopped = await officer.sees("Pembuatan terhenti", after=plan)

    answer = await officer.tap("Ganti alamat hosting", on=stopped)
    asked = await officer.sees(f"Di alamat mana hosting untuk {receipt}", after=stopped)
    await officer.say(HOSTED)
    await officer.tap("Buat sekarang", on=await plan_of(play, HOSTED, after=asked))

    assert answer.text == "Ketik alamat yang baru."
    assert HOSTED in await play.letter(applicant, receipt)
    assert await play.records() == [HOSTED]
    assert "request:return" not in await play.trail(receipt)


async def test_hosting_for_a_live_sub_domain_moves_it_there(play: Play) -> None:
    applicant = await play.live()
    receipt = await play.ask(applicant, HOSTING)

    await make_hosting(play, receipt)

    assert HOSTED in await play.letter(applicant, receipt)
    assert await play.dns() == [HOSTED]
    assert await play.records() == [HOSTED]


@pytest.mark.parametrize(("target", "kind", "answer"), [(NEW, "A", NEW), (ALIAS, "CNAME", f"{ALIAS}.")])
async def test_a_live_sub_domain_gets_another_target(play: Play, target: str, kind: str, answer: str) -> None:
    applicant = await play.live()
    receipt = await play.ask(applicant, CHANGE, **{TARGET: target})

    await play.carried_out(receipt, CHANGED)

    assert target in await play.letter(applicant, receipt)
    assert await play.dns(kind=kind) == [answer]
    assert await play.records() == [target]
    await applicant.sees(f"{play.name} sudah aktif")


async def test_a_live_sub_domain_ends_and_its_name_is_free_again(play: Play) -> None:
    applicant = await play.live()
    receipt = await play.ask(applicant, REMOVE)

    await play.carried_out(receipt, REMOVED)

    assert play.name in await play.letter(applicant, receipt)
    assert await play.dns() == []
    assert await play.records() == []
    await applicant.sees(f"{play.name} sudah dihentikan")
    again = await play.at_check(await play.applicant())
    await play.build(again)
    await play["pranata_komputer"].sees(f"{again} ·")
    assert play.name in await play.letter(play["applicant"], again)
    assert await play.dns() == [OLD]


@pytest.mark.parametrize(("button", "plan"), [(CHANGE, CHANGED), (REMOVE, REMOVED)])
async def test_what_somebody_has_changed_in_cloudflare_is_left_and_the_officer_decides(
    play: Play, button: str, plan: str
) -> None:
    applicant = await play.live()
    receipt = await play.ask(applicant, button)
    [row] = [row for row in await play.cloud.records() if row["name"] == play.name]
    await play.cloud.change_record(row["id"], content=HAND)

    await play.carried_out(receipt, plan)

    stopped = f"{receipt}: {'perubahan' if button == CHANGE else 'penghentian'} terhenti"
    told = await play["operator"].sees(stopped, in_=play.stage.group)
    assert f"tidak lagi seperti yang dibuat Loket (A {HAND})" in told.text
    await play["pranata_komputer"].sees(f"tidak lagi seperti yang dibuat Loket (A {HAND})")
    assert await play.records() == [HAND]


async def test_a_change_that_was_raced_by_a_human_is_put_back_and_can_be_refused(play: Play) -> None:
    applicant = await play.live()

    receipt = await blocked_by_a_race(play, applicant)

    assert sorted(await play.records()) == [OLD, HAND]
    await play.say_no("pranata_komputer", receipt, "Tolak", "Alamat ini sedang dipindahkan petugas lain.")
    assert "sedang dipindahkan petugas lain" in await play.letter(applicant, receipt)
    assert sorted(await play.records()) == [OLD, HAND]


async def test_a_change_that_was_raced_goes_on_when_the_foreign_record_is_gone(play: Play) -> None:
    applicant = await play.live()
    receipt = await blocked_by_a_race(play, applicant)
    [theirs] = [row for row in await play.cloud.records() if row["content"] == HAND and row["name"] == play.name]
    await play.cloud.remove_record(theirs["id"])

    await play["pranata_komputer"].tap("Coba lagi", on=await play.card("pranata_komputer", receipt))

    assert NEW in await play.letter(applicant, receipt)
    assert await play.dns() == [NEW]


async def test_what_was_made_by_hand_is_removed_by_hand_and_verified(play: Play) -> None:
    applicant, officer = await play.applicant(), play["pranata_komputer"]
    first, theirs = await play.blocked(applicant)
    await play.cloud.change_record(theirs, content=OLD)
    await officer.tap("Sudah dibuat manual", on=await play.card("pranata_komputer", first))
    await play.letter(applicant, first)
    receipt = await play.ask(applicant, REMOVE)
    await play.carried_out(receipt, REMOVED)
    await officer.sees(f"Mohon hapus di Cloudflare (A {OLD})")
    assert await play.records() == [OLD]

    await play.cloud.remove_record(theirs)
    await officer.tap("Sudah dibuat manual", on=await play.card("pranata_komputer", receipt))

    assert play.name in await play.letter(applicant, receipt)
    assert await play.dns() == []


async def test_a_second_request_about_the_same_name_waits_for_the_first(play: Play) -> None:
    applicant = await play.live()
    await play.ask(applicant, CHANGE)
    colleague = await play.applicant()

    await stories.begin(colleague, REMOVE)
    await colleague.say(play.label)

    await colleague.sees(f"{play.name} sedang diproses dalam permohonan lain")


async def test_a_request_that_was_filled_in_meanwhile_is_refused_when_it_is_sent(play: Play) -> None:
    applicant = await play.live()
    colleague = await play.applicant()
    summary = await stories.fill(colleague, REMOVE, play.label, stories.OTHERS[REMOVE])
    await play.ask(applicant, CHANGE)

    answer = await colleague.tap("Kirim permohonan", on=summary)

    assert "sedang diproses dalam permohonan lain" in answer.text

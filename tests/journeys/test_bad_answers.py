"""Answers that cannot be: each is refused in words, and the question stays open."""

import pytest

from simulator import stories
from simulator.client import Person
from tests.journeys.play import ANSWERS, OPD, Play

pytestmark = pytest.mark.asyncio(loop_scope="session")

LABELS = [
    ("www", "dicadangkan"),
    ("bupati", "dicadangkan"),
    ("NS1", "dicadangkan"),
    ("dinkеs", "hanya mirip"),
    ("dinkes😀", "hanya mirip"),
    ("-dinkes", "Tanda hubung"),
    ("dinkes-", "Tanda hubung"),
    ("din--kes", "Tanda hubung"),
    ("portal.dinkes", "tanpa titik"),
    ("2026", "tidak boleh hanya angka"),
    ("desa-contoh", "Situs desa"),
    ("din kes", "2–63 huruf"),
    ("<b>dinkes</b>", "2–63 huruf"),
    ("d", "2–63 huruf"),
    ("d" * 64, "2–63 huruf"),
    ("d" * 1000, "Terlalu panjang"),
]
TARGETS = [
    ("10.1.2.3", "alamat jaringan dalam"),
    ("192.168.0.10", "alamat jaringan dalam"),
    ("127.0.0.1", "alamat jaringan dalam"),
    ("203.0.113.7", "alamat jaringan dalam"),
    ("::1", "alamat jaringan dalam"),
    ("2001:db8::1", "alamat jaringan dalam"),
    ("999.1.2.3", "bukan alamat IP"),
    ("103.20.30", "bukan alamat IP"),
    ("103.20.30.40:8080", "bukan alamat IP"),
    ("server", "bukan alamat IP"),
    ("<script>", "bukan alamat IP"),
    ("web.katingankab.go.id", "sendiri"),
    ("x" * 1000, "Terlalu panjang"),
]
OTHERS = [
    ("Untuk keperluan apa", "😀" * 500, "Terlalu panjang"),
    ("Termasuk jenis apa", "Lainnya", "pilih salah satu"),
    ("Siapa penanggung jawab", "Budi 😀", "Nama hanya boleh"),
    ("Siapa penanggung jawab", "<b>Budi</b>", "Nama hanya boleh"),
    ("Nomor HP penanggung", "12345", "bukan nomor HP"),
    ("Tanggal surat", "kemarin", "bukan tanggal"),
    ("Tanggal surat", "31-12-2999", "sesudah hari ini"),
]
NIPS = [
    ("12345", "18 angka"),
    ("1990010120150120011", "18 angka"),
    ("199013012015012001", "tidak sah"),
    ("199001012099012001", "tidak sah"),
    ("201901012020012001", "tidak sah"),
]
NAMES = [("😀😀", "Nama hanya boleh"), ("<i>Budi</i>", "Nama hanya boleh"), ("a" * 1000, "Terlalu panjang")]


async def writing(play: Play) -> Person:
    applicant = await play.applicant()
    await applicant.say("/ajukan sub_domain")
    await applicant.sees("Nama sub domain apa")
    return applicant


async def registering(play: Play) -> Person:
    person = await play.stage.simulator.person("Budi Contoh")
    await person.say("/start")
    await person.tap("Setuju dan lanjut")
    await person.sees("Ketik sebagian namanya")
    await person.say(OPD)
    await person.tap(OPD)
    await person.sees("Nama lengkap")
    return person


@pytest.mark.parametrize(("typed", "said"), LABELS, ids=lambda v: str(v)[:20])
async def test_a_bad_name_is_refused_and_asked_for_again(play: Play, typed: str, said: str) -> None:
    applicant = await writing(play)

    await applicant.say(typed)

    await applicant.sees(said)
    await applicant.say(play.label)
    await applicant.sees("Ke mana sub domain diarahkan")


@pytest.mark.parametrize(("typed", "said"), TARGETS, ids=lambda v: str(v)[:20])
async def test_a_bad_target_is_refused_and_asked_for_again(play: Play, typed: str, said: str) -> None:
    applicant = await writing(play)
    await applicant.say(play.label)
    await applicant.sees("Ke mana sub domain diarahkan")

    await applicant.say(typed)

    await applicant.sees(said)
    await applicant.say("103.20.30.40")
    await applicant.sees("Apa nama situs")


async def send_photograph(applicant: Person) -> None:
    await applicant.sees("surat permohonan yang sudah")
    await applicant.photo(stories.signed_letter())
    await applicant.tap("Selesai, itu semua")


@pytest.mark.parametrize(("question", "typed", "said"), OTHERS, ids=lambda v: str(v)[:20])
async def test_a_bad_answer_is_refused_and_asked_for_again(play: Play, question: str, typed: str, said: str) -> None:
    applicant = await writing(play)
    await applicant.say(play.label)
    for asked, answer in ANSWERS.items():
        if asked == stories.OF_THE_LETTER[0]:
            await send_photograph(applicant)
        await applicant.sees(asked)
        if asked.startswith(question):
            break
        await applicant.say(answer)

    await applicant.say(typed)

    refused = await applicant.sees(said)
    await applicant.say(ANSWERS[asked])
    await applicant.sees("· ", after=refused)


@pytest.mark.parametrize(("typed", "said"), NIPS)
async def test_a_nip_that_cannot_be_is_refused_and_asked_for_again(play: Play, typed: str, said: str) -> None:
    person = await registering(play)
    await person.say("Budi Contoh")
    await person.sees("NIP Bapak/Ibu")

    await person.say(typed)

    await person.sees(said)
    await person.say("19900101 201501 2 001")
    await person.sees("Jabatan Bapak/Ibu")


@pytest.mark.parametrize(("typed", "said"), NAMES, ids=lambda v: str(v)[:20])
async def test_a_bad_persons_name_is_refused_and_asked_for_again(play: Play, typed: str, said: str) -> None:
    person = await registering(play)

    await person.say(typed)

    await person.sees(said)
    await person.say("Budi Contoh")
    await person.sees("NIP Bapak/Ibu")


async def test_a_name_that_another_request_asks_for_is_taken(play: Play) -> None:
    await play.submit(await play.applicant())
    second = await writing(play)

    await second.say(play.label)

    await second.sees(f"{play.name} sudah dipakai atau sedang diajukan")


async def test_a_name_that_stands_in_the_zone_is_taken(play: Play) -> None:
    await play.cloud.add_record(play.name, "TXT", '"milik orang lain"')
    applicant = await writing(play)

    await applicant.say(play.label)

    await applicant.sees(f"{play.name} sudah dipakai atau sedang diajukan")


@pytest.mark.parametrize("kind", ["sticker", "voice", "location"])
async def test_something_without_words_is_no_answer(play: Play, kind: str) -> None:
    applicant = await writing(play)

    await getattr(applicant, kind)()

    await applicant.sees("mohon ketik jawabannya")
    await applicant.say(play.label)
    await applicant.sees("Ke mana sub domain diarahkan")


async def test_markup_in_an_answer_is_shown_as_it_was_typed(play: Play) -> None:
    applicant = await play.applicant()
    nasty = "<b>Portal</b> & {{ 7 * 7 }} <script>"

    receipt = await play.submit(applicant, **{"Apa nama situs": nasty, "Untuk keperluan apa": nasty})

    card = await play.card("kadis", receipt)
    assert card.text.count(nasty) == 2

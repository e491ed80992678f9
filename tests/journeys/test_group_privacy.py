"""What the group is never told: of a person anything but name and OPD, and what stands in an applicant's letter."""

import json
from io import BytesIO

import docx
import pypdf
import pytest
from openpyxl import load_workbook

from simulator import stories
from simulator.client import Person
from tests.journeys.play import ANSWERS, OPD, Play
from tests.journeys.registering import fill
from tests.office.files import corpus

pytestmark = pytest.mark.asyncio(loop_scope="session")

PHONE, OTHER_PHONE = "6281355512345", "6281355567890"
NIP, OTHER_NIP = "198505052010012007", "198505052011012008"
TITLE, OTHER_TITLE = "Pranata Rahasia Pertama", "Analis Rahasia Muda"
CONTACT_NAME = "Teguh Rahasia"
CONTACT_PHONE, CONTACT_MAIL = "081377766655", "rahasia.teknis@contoh.go.id"
ASKED_PHONE, ASKED_MAIL = "0813-9998-8877", "rahasia.tanya@contoh.go.id"
OF_THE_LETTER = "RAHASIAISISURAT"
SECRETS = (
    *(number[-9:] for number in (PHONE, OTHER_PHONE, CONTACT_PHONE)),
    *(TITLE, OTHER_TITLE),
    *(NIP, OTHER_NIP, NIP[:8], CONTACT_MAIL, ASKED_PHONE, ASKED_PHONE.replace("-", ""), ASKED_MAIL, OF_THE_LETTER),
)


async def everything_said_in(play: Play) -> tuple[str, dict[str, str]]:
    """Every call that ever went to the group, and by their names the words in every file there."""
    group, operator = play.stage.group, play["operator"]
    calls = [
        call.params for call in await play.stage.simulator.calls() if str(call.params.get("chat_id")) == str(group.id)
    ]
    files = [each.document for each in await operator.messages(group) if each.from_bot and each.document]
    read = {file.file_name: words_in(file.file_name, await operator.download(file)) for file in files}
    return json.dumps([calls, list(read)], ensure_ascii=False), read


def words_in(name: str, content: bytes) -> str:
    """All that a reader finds in a file, with its properties."""
    if name.endswith(".docx"):
        return "\n".join(
            part.blob.decode("utf-8", "ignore") for part in docx.Document(BytesIO(content)).part.package.iter_parts()
        )
    if name.endswith(".xlsx"):
        sheets = load_workbook(BytesIO(content)).worksheets
        return "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    reader = pypdf.PdfReader(BytesIO(content))
    return "\n".join([str(reader.metadata), *(page.extract_text() for page in reader.pages)])


async def registers_after_a_refusal(play: Play) -> Person:
    """Sent in, refused, mended, looked at, let in; then NIP and title are corrected."""
    operator, group = play["operator"], play.stage.group
    person = await play.stage.simulator.person("Siti Privasi", phone=PHONE)
    said = await person.say("/start")
    await person.tap("Setuju dan lanjut")
    await person.sees("Ketik sebagian namanya", after=said)
    await person.say(OPD)
    await person.tap(OPD)
    await fill(person, name=person.name, nip=NIP, title=TITLE)
    await person.tap("Kirim pendaftaran")
    looked = await operator.tap("Lihat data", in_=group)
    assert looked.alert
    assert all(each in looked.text for each in (TITLE, NIP, PHONE))
    await operator.tap("Tolak pendaftaran", in_=group)
    asked = await operator.sees("Mengapa pendaftaran ini ditolak", in_=group)
    await operator.say("Nama belum lengkap", in_=group, reply_to=asked)
    await person.tap("Perbaiki dan kirim lagi")
    await person.tap("Kirim pendaftaran")
    await operator.tap("Setujui", on=await operator.sees("Sebelumnya ditolak: Nama belum lengkap", in_=group))
    await person.sees("Pendaftaran disetujui")
    await corrects(play, person, "NIP", OTHER_NIP)
    await corrects(play, person, "Jabatan", OTHER_TITLE)
    return person


async def corrects(play: Play, person: Person, datum: str, value: str) -> None:
    """The operators hear that it was, not what it is now."""
    said = await person.say("/profil")
    card = await person.sees("Data Bapak/Ibu di Loket", after=said)
    await person.tap(f"Ubah {datum}", on=card)
    await person.sees(f"{datum} Bapak/Ibu", after=card)
    await person.say(value)
    await play["operator"].sees(f"memperbaiki data dirinya: {datum}.", in_=play.stage.group)


async def submits(play: Play, person: Person, label: str) -> str:
    answers = {
        **ANSWERS,
        "Untuk keperluan apa": f"Imunisasi, hubungi {ASKED_PHONE}",
        "Siapa penanggung jawab teknisnya": CONTACT_NAME,
        "Nomor HP penanggung jawab": CONTACT_PHONE,
        "Alamat pos-el": CONTACT_MAIL,
    }
    await stories.fill_to_letter(person, label, answers)
    sent = await person.upload("surat.pdf", corpus.a_letter("PEMERINTAH KABUPATEN CONTOH", OF_THE_LETTER, PHONE))
    of_the_letter = {question: answers[question] for question in stories.OF_THE_LETTER}
    said = await stories.answer(person, of_the_letter, after=sent)
    return await stories.hand_in(person, await person.sees("Periksa sebelum dikirim", after=said))


@pytest.mark.timeout(300)
async def test_the_group_never_hears_more_of_a_person_than_name_and_opd(play: Play) -> None:
    operator, group = play["operator"], play.stage.group
    person = await registers_after_a_refusal(play)
    receipt = await submits(play, person, play.label)
    await person.say("/bantuan")
    await person.tap("Tanya petugas")
    await person.sees("Ketik pertanyaan")
    await person.say(f"Bisa hubungi saya di {ASKED_PHONE} atau {ASKED_MAIL}?")
    question = await operator.sees("Bisa hubungi saya di •••", in_=group)
    await operator.tap("Jawab", on=question)
    asked = await operator.sees("Balas pesan ini", in_=group, after=question)
    await operator.say("Kami kabari di sini.", in_=group, reply_to=asked)
    await person.sees("Kami kabari di sini.")
    await play.dispose(receipt)
    await play.send_back(receipt, "mohon alamat yang baru")
    old = {role: await play.card(role, receipt) for role in ("kadis", "kabid", "pranata_komputer")}
    await person.sees("mohon alamat yang baru\n\nJawaban sekarang")
    await person.say("103.20.30.41")
    await person.tap("Kirim ulang", on=await person.sees("Permohonan perlu dilengkapi"))
    for role in ("kadis", "kabid"):
        await stories.give_disposition(play[role], await play.card(role, receipt, after=old[role]))
    await play.build(receipt, after=old["pranata_komputer"])
    await operator.sees(f"Surat balasan {receipt}", in_=group)
    refused = await submits(play, person, f"{play.label}-b")
    await play.say_no("kadis", refused, "Tolak", "Sudah tersedia.")
    await operator.sees(f"Surat balasan {refused}", in_=group)
    for command in ("/papan", "/antrian", f"/cari {receipt}", "/laporan"):
        await operator.say(command, in_=group)
    await operator.tap("Kirim grafik", in_=group)
    await operator.sees("Buku register", in_=group)

    said, files = await everything_said_in(play)

    workbooks = "\n".join(words for name, words in files.items() if name.endswith(".xlsx"))
    everything = "\n".join([said, *files.values()])
    assert receipt in said
    assert "Siti Privasi" in said
    assert "Buku Register Permohonan" in workbooks
    assert [secret for secret in SECRETS if secret in everything] == []
    assert CONTACT_NAME not in said + workbooks, "only the letter itself names who answers for the service"

"""The form as a person meets it on a phone: helped, never lost, and free to change their mind."""

from io import BytesIO

import docx
import pikepdf
import pytest

from simulator import stories
from tests.journeys.play import ANSWERS, Play, text_of

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_kinds_of_services_are_offered_before_the_first_question(play: Play) -> None:
    applicant = await play.applicant()

    await applicant.say("/ajukan")

    menu = await applicant.sees("Layanan apa yang dibutuhkan")
    assert len(menu.labels()) == 5


async def test_what_is_about_a_live_sub_domain_wants_one_first(play: Play) -> None:
    applicant = await play.applicant("Dinas Lingkungan Hidup")
    await applicant.say("/ajukan")

    answer = await applicant.tap("Ubah alamat tujuan")

    assert "belum punya sub domain aktif" in answer.text


async def test_every_question_tells_how_far_it_is(play: Play) -> None:
    applicant = await play.applicant()
    first = await stories.begin(applicant)
    await applicant.say(play.label)

    second = await applicant.sees("Ke mana sub domain diarahkan", after=first)

    assert "1 dari 12" in first.text
    assert "2 dari 12" in second.text


async def test_a_question_can_be_explained(play: Play) -> None:
    applicant = await play.applicant()
    await stories.begin(applicant)
    await applicant.say(play.label)
    await applicant.sees("Ke mana sub domain diarahkan")

    answer = await applicant.tap("Apa ini?")

    assert answer.alert
    assert "CNAME" in answer.text


async def test_one_can_go_back_and_keep_or_change_the_answer(play: Play) -> None:
    applicant = await play.applicant()
    await stories.begin(applicant)
    await applicant.say(play.label)
    await applicant.sees("2 dari 12")
    said = await applicant.say("103.20.30.40")

    await applicant.tap("Kembali", on=await applicant.sees("3 dari 12", after=said))
    again = await applicant.sees("Jawaban sekarang: 103.20.30.40", after=said)
    await applicant.tap("Kembali", on=again)
    first = await applicant.sees(f"Jawaban sekarang: {play.label}", after=again)
    changed = await applicant.say(f"{play.label}-baru")

    await applicant.sees("3 dari 12", after=changed)
    assert "Kembali" not in first.labels()


async def test_a_draft_put_aside_asks_nothing_until_it_is_taken_up_again(play: Play) -> None:
    applicant = await play.applicant()
    await stories.begin(applicant)
    await applicant.say(play.label)
    await applicant.tap("Simpan & lanjut nanti", on=await applicant.sees("2 dari 12"))
    saved = await applicant.sees("Tersimpan")

    said = await applicant.say("103.20.30.40")
    await applicant.sees("Draf Bapak/Ibu sedang disimpan", after=said)
    await applicant.say("/ajukan")

    await applicant.sees("2 dari 12", after=saved)


async def test_an_optional_question_can_be_skipped_with_a_tap(play: Play) -> None:
    applicant = await play.applicant()
    before = {q: a for q, a in ANSWERS.items() if q not in stories.OF_THE_LETTER and not q.startswith("Alamat pos-el")}
    first = await stories.begin(applicant)
    await applicant.say(play.label)
    said = await stories.answer(applicant, before, after=first)

    await applicant.tap("Lewati", on=await applicant.sees("Alamat pos-el", after=said))

    await applicant.sees("surat permohonan yang sudah", after=said)


async def test_editing_the_own_message_corrects_the_answer(play: Play) -> None:
    applicant = await play.applicant()
    first = await stories.begin(applicant)
    await applicant.say(play.label)
    answer = {question: ANSWERS[question] for question in list(ANSWERS)[:1]}
    said = await stories.answer(applicant, answer, after=first)
    await applicant.sees("3 dari 12", after=said)

    await applicant.edit(said, "103.20.30.77")

    await applicant.sees("Alamat tujuan diganti menjadi 103.20.30.77")
    await applicant.sees("3 dari 12", after=said)


async def test_a_correction_that_does_not_fit_leaves_the_answer(play: Play) -> None:
    applicant = await play.applicant()
    await stories.begin(applicant)
    await applicant.say(play.label)
    await applicant.sees("2 dari 12")
    said = await applicant.say("103.20.30.40")
    await applicant.sees("3 dari 12")

    await applicant.edit(said, "10.0.0.1")

    await applicant.sees("alamat jaringan dalam")
    await applicant.tap("Kembali")
    await applicant.sees("Jawaban sekarang: 103.20.30.40")


async def test_an_edit_after_sending_is_said_to_come_too_late(play: Play) -> None:
    applicant = await play.applicant()
    first = await stories.begin(applicant)
    said = await applicant.say(play.label)
    before = {q: a for q, a in ANSWERS.items() if q not in stories.OF_THE_LETTER}
    await stories.answer(applicant, before, after=first)
    await applicant.sees("surat permohonan yang sudah")
    await stories.send_letter(applicant, ANSWERS)
    await applicant.tap("Kirim permohonan")
    await applicant.sees("Permohonan diterima")

    await applicant.edit(said, "nama-lain")

    await applicant.sees("sudah dikirim, jadi perubahan pesan itu tidak dipakai")


async def test_answers_pasted_in_one_block_are_all_taken(play: Play) -> None:
    applicant = await play.applicant()
    await stories.begin(applicant)

    block = f"{play.label}\n103.20.30.40\nPortal Dinas\nInformasi layanan\nLayanan publik\nBudi Santoso\n081234567890"
    said = await applicant.say(block)

    await applicant.sees("Kami catat: Nama sub domain, Alamat tujuan", after=said)
    await applicant.sees("8 dari 12", after=said)


async def test_of_a_pasted_block_what_does_not_fit_is_said_back(play: Play) -> None:
    applicant = await play.applicant()
    await stories.begin(applicant)

    said = await applicant.say(f"Nama sub domain: {play.label}\nAlamat tujuan: 10.0.0.1\nNama aplikasi: Portal Dinas")

    told = await applicant.sees("Kami catat: Nama sub domain, Nama aplikasi", after=said)
    assert "alamat jaringan dalam" in told.text
    await applicant.sees("2 dari 12", after=said)


async def test_a_pasted_line_with_an_unknown_title_is_said_back_and_answers_nothing(play: Play) -> None:
    applicant = await play.applicant()
    await stories.begin(applicant)

    said = await applicant.say(f"Nama sub domain: {play.label}\nWarna: biru")

    told = await applicant.sees("Baris ini belum terpakai", after=said)
    assert "Warna: biru" in told.text
    await applicant.sees("2 dari 12", after=said)


@pytest.mark.parametrize("what", ["sticker", "voice", "location"])
async def test_what_is_no_answer_gets_a_kind_hint(play: Play, what: str) -> None:
    applicant = await play.applicant()
    await stories.begin(applicant)

    await getattr(applicant, what)()

    await applicant.sees("mohon ketik jawabannya")


async def test_a_taken_name_comes_back_with_free_ones(play: Play) -> None:
    await play.cloud.add_record(play.name, "A", "103.99.99.99", "buatan tangan")
    applicant = await play.applicant("Dinas Sosial")
    await stories.begin(applicant)

    said = await applicant.say(play.label)

    await applicant.sees(f"{play.name} sudah dipakai", after=said)
    question = await applicant.sees("1 dari 12", after=said)
    free = [label for label in question.labels() if label.startswith(("dinsos", play.label, "portal"))]
    assert len(free) == 3
    await applicant.tap(free[-1], on=question)
    await applicant.sees("2 dari 12", after=question)


async def test_the_papers_to_be_signed_are_written_from_the_answers(play: Play) -> None:
    applicant = await play.applicant()
    await stories.fill_to_letter(applicant, play.label, ANSWERS)

    await applicant.tap("Buatkan suratnya")

    letter = await applicant.sees("Surat permohonan untuk dicetak")
    form = await applicant.sees("Formulir pengajuan, lampiran surat")
    assert letter.document is not None
    assert form.document is not None
    letter_text = text_of(await applicant.download(letter.document))
    assert play.name in letter_text
    assert "Penanggung jawab teknis kami adalah Budi Santoso, nomor HP +6281234567890" in letter_text
    filled = docx.Document(BytesIO(await applicant.download(form.document)))
    cells = [cell.text for table in filled.tables for row in table.rows for cell in row.cells]
    assert play.name in cells
    assert "Portal Dinas Kesehatan" in cells
    assert "Budi Santoso" in filled.tables[-1].rows[-1].cells[-1].text


async def test_an_album_becomes_one_pdf(play: Play) -> None:
    applicant = await play.applicant()
    await stories.fill_to_letter(applicant, play.label, ANSWERS)

    await applicant.album([stories.signed_letter("halaman 1"), stories.signed_letter("halaman 2")])
    counted = await applicant.sees("2 foto diterima")
    await applicant.tap("Selesai, itu semua", on=counted)
    said = await stories.answer(applicant, {q: ANSWERS[q] for q in stories.OF_THE_LETTER}, after=counted)
    await applicant.sees("Periksa sebelum dikirim", after=said)
    await applicant.tap("Kirim permohonan")
    receipt = (await applicant.sees("Permohonan diterima. Nomor")).text.split("Nomor:")[1].split()[0]

    sent = await play["kadis"].sees(f"Surat permohonan {receipt}")
    await play["kadis"].tap("Berkas asli", on=await play.card("kadis", receipt))
    first = await play["kadis"].sees(f"{receipt}, berkas asli")
    assert first.document is not None
    assert (await play["kadis"].download(first.document)).startswith(b"\xff\xd8")
    assert sent.document is not None
    with pikepdf.open(BytesIO(await play["kadis"].download(sent.document))) as pdf:
        assert len(pdf.pages) == 2


async def test_the_photographs_can_be_taken_again(play: Play) -> None:
    applicant = await play.applicant()
    await stories.fill_to_letter(applicant, play.label, ANSWERS)
    await applicant.photo(stories.signed_letter())

    await applicant.tap("Ulangi fotonya", on=await applicant.sees("1 foto diterima"))

    await applicant.sees("surat permohonan yang sudah", after=await applicant.sees("1 foto diterima"))

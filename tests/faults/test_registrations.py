"""The program ends in the middle of each question of a registration: whoever answers afterwards has lost nothing."""

from simulator.client import Message, Person
from simulator.stage import OFFICIALS, Stage
from tests.journeys.registering import noted

OPD = "Dinas Sosial"


async def restart(stage: Stage) -> None:
    await stage.bot.kill()
    await stage.bot.start()


async def ask(person: Person, question: str, after: Message | None) -> Message:
    return await person.sees(question, after=after)


async def test_the_questions_for_consent_and_opd_survive_the_programs_end(stage: Stage) -> None:
    person = await stage.simulator.person("Budi Contoh")
    said = await person.say("/start")
    consent = await ask(person, "Mohon persetujuan", said)
    await restart(stage)
    await person.tap("Setuju dan lanjut", on=consent)
    unit = await ask(person, "Ketik sebagian namanya", consent)
    await restart(stage)
    await person.tap("Lihat semua OPD", on=unit)
    page = await ask(person, "halaman 1 dari", unit)
    await noted(person)
    await restart(stage)
    await person.tap("Berikutnya", on=page)
    assert (await ask(person, "halaman 2 dari", unit)).id == page.id
    await restart(stage)
    await person.tap("OPD saya tidak ada di daftar")
    naming = await ask(person, "Ketik nama lengkapnya", page)
    await restart(stage)
    await person.tap("Kembali", on=naming)
    await ask(person, "Ketik sebagian namanya", naming)
    said = await person.say("dinsos")
    found = await ask(person, "Hasil untuk", said)
    await restart(stage)

    await person.tap(OPD, on=found)

    await ask(person, "Nama lengkap", found)


async def test_an_applicant_registers_though_the_program_dies_at_every_question(stage: Stage) -> None:
    person = await stage.simulator.person("Budi Contoh")
    await person.say("/start")
    await person.tap("Setuju dan lanjut")
    await person.say("dinsos")
    await person.tap(OPD)
    asked = await ask(person, "Nama lengkap", None)
    for answer, following in (("Budi Contoh", "NIP Bapak"), ("-", "Jabatan Bapak"), ("Staf", "bagikan nomor HP")):
        await restart(stage)
        await person.say(answer)
        asked = await ask(person, following, asked)
    await restart(stage)
    await person.say("Kembali")
    asked = await ask(person, "Sekarang: Staf", asked)
    await restart(stage)
    await person.tap("Biarkan seperti semula", on=asked)
    asked = await ask(person, "bagikan nomor HP", asked)
    await restart(stage)

    await person.share_contact()

    await ask(person, "Periksa sebelum dikirim", asked)


async def test_a_summary_is_mended_and_sent_though_the_program_dies_in_between(stage: Stage) -> None:
    person = await stage.simulator.person("Budi Contoh")
    await stage.fill_registration(person, person.name, OPD, title="Staf")
    summary = await ask(person, "Periksa sebelum dikirim", None)
    await restart(stage)
    await person.tap("Ubah Nama", on=summary)
    asked = await ask(person, "Sekarang: Budi Contoh", summary)
    await restart(stage)
    await person.say("Budi Contoh, S.T.")
    summary = await ask(person, "Periksa sebelum dikirim", asked)
    await restart(stage)
    await person.tap("Kirim pendaftaran", on=summary)
    await ask(person, "sedang diperiksa petugas", summary)
    await restart(stage)
    card = await stage["operator"].sees("Budi Contoh, S.T.\n", in_=stage.group)
    assert OPD in card.text

    await stage["operator"].tap("Setujui", on=card)

    await ask(person, "Pendaftaran disetujui", summary)


async def test_an_invited_official_registers_though_the_program_dies_at_every_question(stage: Stage) -> None:
    [link] = await stage.invite("kabid")
    person = await stage.simulator.person("Kabid Baru")
    await person.open(link)
    asked = await ask(person, "Mohon persetujuan", None)
    await restart(stage)
    await person.tap("Setuju dan lanjut", on=asked)
    for question, answer in zip(("Nama lengkap", "18 angka", "Pangkat dan golongan"), OFFICIALS["kabid"], strict=True):
        asked = await ask(person, question, asked)
        await restart(stage)
        await person.say(answer)
    summary = await ask(person, "Periksa sebelum dikirim", asked)
    await restart(stage)

    await person.tap("Kirim pendaftaran", on=summary)

    await ask(person, "terdaftar sebagai Kepala Bidang", summary)


async def test_a_correction_a_move_and_a_farewell_survive_the_programs_end(stage: Stage) -> None:
    applicant = await stage.applicant("Siti Rahmawati", OPD)
    said = await applicant.say("/profil")
    card = await ask(applicant, "Data Bapak/Ibu di Loket", said)
    await restart(stage)
    await applicant.tap("Ubah Jabatan", on=card)
    asked = await ask(applicant, "Sekarang: Pengelola Data", card)
    await restart(stage)
    await applicant.say("Analis Data")
    card = await ask(applicant, "Jabatan: Analis Data", asked)
    await restart(stage)
    await applicant.tap("Pindah OPD", on=card)
    asked = await ask(applicant, "Ketik sebagian namanya", card)
    await restart(stage)
    said = await applicant.say("/batal")
    await ask(applicant, "tidak ada yang berubah", said)
    await restart(stage)
    await applicant.tap("Berhenti", on=card)
    await applicant.sees("Berhenti mengajukan untuk")
    await restart(stage)
    await applicant.tap("Ya, berhenti")

    await ask(applicant, f"tidak lagi mengajukan untuk {OPD}", said)

"""What a person does on the page, by clicking and typing; each deed waits for what the person would wait for."""

import re

from playwright.async_api import Locator, Page, expect

from simulator.stories import ANSWERS


class Phone:
    """One phone on the page, found by the words above it."""

    def __init__(self, page: Page, title: str) -> None:
        self.page = page
        self.box = page.get_by_role("region", name=f"HP {title}")

    async def sees(self, words: str) -> None:
        await expect(self.box.locator(".message.theirs").filter(has_text=words).last).to_be_visible()

    async def says(self, words: str) -> None:
        await self.box.get_by_role("textbox").fill(words)
        await self.box.get_by_role("textbox").press("Enter")

    async def answers(self, question: str, words: str) -> None:
        await self.sees(question)
        await self.says(words)

    async def taps(self, label: str) -> None:
        await self.box.get_by_role("button", name=label, exact=True).last.click()

    async def disposes(self) -> None:
        """The two taps of whoever has nothing special to say."""
        await self.taps("Setujui & disposisikan")
        await self.taps("Disposisikan")

    async def chooses(self, menu: str, item: str) -> None:
        await self.box.get_by_role("button", name=menu).click()
        await self.box.get_by_role("menuitem", name=item).click()

    def letter(self) -> Locator:
        return self.box.get_by_role("button", name=re.compile(r"Buka surat-balasan.*\.docx"))


async def register(page: Page) -> None:
    """The applicant introduces herself, and the operators let her in."""
    applicant = Phone(page, "Pemohon")
    await applicant.taps("MULAI")
    await applicant.taps("Setuju dan lanjut")
    await applicant.answers("Ketik sebagian namanya", "Dinas Kesehatan")
    await applicant.taps("Dinas Kesehatan")
    await applicant.answers("Nama lengkap", "Siti Rahmawati, S.Kom.")
    await applicant.taps("Bukan ASN (tanpa NIP)")
    await applicant.answers("Jabatan Bapak/Ibu", "Pengelola Data")
    await applicant.taps("Bagikan nomor HP saya")
    await applicant.taps("Kirim pendaftaran")
    await Phone(page, "Grup operator").taps("Setujui")
    await applicant.sees("Pendaftaran disetujui")


FORM = {
    "Nama sub domain apa": "dinkes",
    "Ke mana sub domain diarahkan": "103.20.30.40",
    "Apa nama situs": "Portal Dinas Kesehatan",
    "Untuk keperluan apa": "Informasi layanan",
    "Termasuk jenis apa": "Layanan publik",
    "Siapa penanggung jawab teknisnya": "Budi Santoso",
    "Nomor HP penanggung jawab": "081234567890",
}
OF_THE_LETTER = {
    "Nomor surat permohonan": "440/215/DINKES/XI/2026",
    "Tanggal surat permohonan": ANSWERS["Tanggal surat permohonan"],
    "Hal (perihal)": "Permohonan Sub Domain",
}


async def apply(page: Page) -> None:
    """From the commands menu to the sent request, with a sample letter."""
    applicant = Phone(page, "Pemohon")
    await applicant.chooses("Menu perintah", "/ajukan")
    await applicant.taps("🌐 Sub domain baru")
    for question, answer in FORM.items():
        await applicant.answers(question, answer)
    await applicant.taps("Lewati")
    await applicant.sees("surat permohonan yang sudah")
    await applicant.chooses("Kirim berkas", "Pindaian surat (PDF)")
    for question, answer in OF_THE_LETTER.items():
        await applicant.answers(question, answer)
    await applicant.taps("Kirim permohonan")
    await applicant.sees("Permohonan diterima")

"""What a visitor of the page gets, seen through a browser."""

import pytest
from playwright.async_api import Page, expect

from tests.playground.conftest import keep_pictures, needs_chromium
from tests.playground.hands import Phone, apply, register

pytestmark = [needs_chromium, pytest.mark.timeout(400)]


async def test_a_newcomer_approves_sees_the_record_answer_and_opens_the_letter(page: Page) -> None:
    await page.get_by_label("Kecepatan").select_option("Kilat")
    await page.get_by_role("button", name="Mulai", exact=True).click()
    await expect(page.get_by_text("Giliran Anda: sebagai Kepala Dinas")).to_be_visible()
    await keep_pictures(page, "your-turn")
    await Phone(page, "Kepala Dinas").disposes()
    await expect(page.locator("#zone")).to_contain_text("IN A 103.20.30.40")
    await page.get_by_role("button", name="Ke surat").click()
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("dialog", name="surat-balasan")).to_be_visible()
    await expect(page.get_by_text("Itulah Loket.")).to_be_visible()
    await expect(page.get_by_text("Menyiapkan pratinjau")).to_have_count(0)
    await keep_pictures(page, "letter")
    await page.keyboard.press("Escape")
    await keep_pictures(page, "end")


async def test_the_main_story_is_played_by_hand_on_five_phones(page: Page) -> None:
    await register(page)
    await apply(page)
    await Phone(page, "Kepala Dinas").disposes()
    await Phone(page, "Kepala Bidang").disposes()
    await Phone(page, "Pranata Komputer").taps("Semua sesuai ✅")
    await Phone(page, "Pranata Komputer").taps("Lengkap")
    await Phone(page, "Pranata Komputer").sees("Rencana: record DNS baru")
    await Phone(page, "Pranata Komputer").taps("Buat sekarang")

    await expect(Phone(page, "Pemohon").letter()).to_be_visible()
    await expect(page.locator("#zone")).to_contain_text("dinkes.katingankab.go.id.")
    await expect(page.locator("#book")).to_contain_text("selesai")
    await expect(page.locator("#sop li.done")).to_have_count(6)


async def test_what_a_person_types_is_shown_as_text_never_as_markup(page: Page) -> None:
    applicant = Phone(page, "Pemohon")
    await applicant.taps("MULAI")
    await applicant.says("<img src=x onerror=alert(1)> <b>tebal</b>")

    await expect(applicant.box.get_by_text("<img src=x onerror=alert(1)> <b>tebal</b>")).to_be_visible()
    await expect(applicant.box.locator(".words img, .words b")).to_have_count(0)


async def test_a_bot_that_was_killed_answers_what_was_said_meanwhile(page: Page) -> None:
    await page.get_by_role("button", name="Matikan bot").click()
    await expect(page.get_by_text("Bot mati;")).to_be_visible()
    await Phone(page, "Kepala Dinas").says("/bantuan")
    await page.get_by_role("button", name="Hidupkan bot").click()

    await Phone(page, "Kepala Dinas").sees("Masih bingung?")


async def test_a_person_who_blocks_the_bot_can_let_it_speak_again(page: Page) -> None:
    applicant = Phone(page, "Pemohon")
    await applicant.taps("MULAI")
    await applicant.sees("Selamat datang di Loket")
    await applicant.chooses("Kirim berkas", "Blokir bot")
    await expect(applicant.box.get_by_text("Bot diblokir")).to_be_visible()
    await applicant.taps("BUKA BLOKIR")

    await expect(applicant.box.get_by_role("textbox")).to_be_visible()


async def test_a_paused_story_waits_and_goes_on_one_deed_at_a_time(page: Page) -> None:
    deeds = Phone(page, "Pemohon").box.locator(".message.mine")
    await page.evaluate(
        """() => { const pace = document.querySelector('select[aria-label="Kecepatan"]');
                   pace.add(new Option("pelan", "0.05")); pace.value = "0.05"; }"""
    )  # twenty seconds before the first deed
    await page.get_by_role("button", name="Putar cerita").click()
    await page.get_by_role("button", name="Jeda").click()
    await expect(page.get_by_role("button", name="Lanjutkan")).to_be_visible()
    await expect(page.get_by_text("Pemohon mengirim perintah /start")).to_be_visible()
    await expect(deeds).to_have_count(0)

    await page.get_by_role("button", name="Satu langkah").click()

    await expect(deeds).to_have_count(1)
    await expect(page.get_by_text("Pemohon mengetuk “Setuju dan lanjut”")).to_be_visible()


async def test_one_more_official_joins_by_an_invitation(page: Page) -> None:
    await page.get_by_role("button", name="+ Orang").click()
    await page.get_by_label("Nama", exact=True).fill("Eko Pengganti")
    await page.get_by_label("Sebagai", exact=True).select_option("Kepala Dinas")
    await page.get_by_role("button", name="Tambahkan").click()

    newcomer = page.get_by_role("region", name="HP Kepala Dinas, Eko Pengganti")
    await expect(newcomer.get_by_text("diundang sebagai Kepala Dinas")).to_be_visible()


async def test_everything_is_reached_by_keyboard_alone(page: Page) -> None:
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    for _ in range(12):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.textContent") == "MULAI":
            break
    await page.keyboard.press("Enter")

    await Phone(page, "Pemohon").sees("Selamat datang di Loket")


async def test_on_a_narrow_screen_one_phone_is_shown_and_the_office_is_one_tap_away(page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(page.locator(".phone:visible")).to_have_count(1)

    await page.get_by_role("button", name="Kantor").click()

    await expect(page.locator("#zone")).to_be_visible()
    await keep_pictures(page, "office")


async def test_the_returned_story_plays_to_its_letter_also_when_telegram_asks_for_patience(page: Page) -> None:
    await page.get_by_label("Cerita", exact=True).last.select_option("Dikembalikan, lalu dilengkapi")
    await page.get_by_label("Kecepatan").select_option("Kilat")
    await page.get_by_label("Saya jadi Kadis").uncheck()
    await page.get_by_role("button", name="Putar cerita").click()
    await page.get_by_role("button", name="Telegram meminta sabar (429)").click()

    await expect(page.locator("#book")).to_contain_text("selesai", timeout=120_000)
    await expect(Phone(page, "Pemohon").letter()).to_be_visible()
    await expect(page.locator("#zone")).to_contain_text("IN A 103.20.30.41")

"""Offices whose letters are signed on the PDF: nothing goes out without the signature."""

import asyncio
import json
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from provisioning.signing.demo import self_signed
from simulator.client import Person
from simulator.stage import Stage
from tests.journeys.offices import an_office, refused
from tests.office.letters.paper import needs_libreoffice
from tests.provisioning.seals import seal_of

pytestmark = needs_libreoffice
PADES = {'signature = "none"': 'signature = "pades"'}
BSRE = {'signature = "none"': 'signature = "bsre"'}
PASSPHRASE = "rahasia-contoh-sekali"


async def signed_letter(applicant: Person, receipt: str) -> bytes:
    message = await applicant.sees(f"Surat balasan {receipt} (PDF)")
    assert message.document is not None
    return await applicant.download(message.document)


async def test_with_a_certificate_of_its_own_the_office_sends_signed_pdfs_and_no_docx(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "surat.p12"
    file.write_bytes(self_signed(PASSPHRASE))
    settings = {"signing_pkcs12": str(file), "signing_passphrase": PASSPHRASE}
    async with an_office(tmp_path, monkeypatch, PADES, **settings) as stage:
        applicant, receipt = await refused(stage)

        letter = await signed_letter(applicant, receipt)

        assert (await seal_of(letter)).intact
        sent = await applicant.upload("surat.pdf", letter, caption="/cek")
        await applicant.sees("Isi berkas sama persis", after=sent)
        await applicant.sees_no("(DOCX)")
        assert "All is well" in await stage.loket("check")
        assert PASSPHRASE not in stage.bot.log.read_text()


async def test_a_wrong_passphrase_is_named_by_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "surat.p12"
    file.write_bytes(self_signed(PASSPHRASE))
    settings = {"signing_pkcs12": str(file), "signing_passphrase": "salah"}
    async with an_office(tmp_path, monkeypatch, PADES, **settings) as stage:
        said = await stage.loket("check", ok=False)

    assert f"[letter] signature: {file} does not open with this passphrase" in said


async def test_bsre_signs_and_a_refusal_waits_for_a_mended_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with an_office(tmp_path, monkeypatch, BSRE) as stage:
        await asyncio.to_thread(_bsre_refuses, stage, 400)
        applicant, receipt = await refused(stage)
        await stage["operator"].sees("Pembuatan surat balasan tidak berhasil", in_=stage.group)
        await applicant.sees_no("Surat balasan P-")

        await stage.bot.stop()
        await stage.bot.start()

        assert (await seal_of(await signed_letter(applicant, receipt))).intact


async def test_while_bsre_is_down_the_letter_waits_and_then_goes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with an_office(tmp_path, monkeypatch, BSRE) as stage:
        await asyncio.to_thread(_bsre_refuses, stage, 503)
        applicant, receipt = await refused(stage)

        assert (await seal_of(await signed_letter(applicant, receipt))).intact


def _bsre_refuses(stage: Stage, status: int) -> None:
    body = json.dumps({"status": status}).encode()
    with urlopen(Request(f"{stage.api}/_sim/bsre/refuse", data=body)) as answer:  # noqa: S310 - loopback
        assert answer.status == 200

"""Signatures on the PDF: what was signed stays whole, and what cannot be signed is said plainly."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pikepdf import Pdf
from starlette.applications import Starlette
from starlette.routing import Mount

from office.sop.errors import VendorError
from provisioning.signing.bsre import BsreSigner
from provisioning.signing.demo import self_signed
from provisioning.signing.pades import PadesSigner
from provisioning.signing.signer import BsreAccess, Pkcs12
from simulator.bsre import routes as bsre
from tests.provisioning.cloud_server import serving
from tests.provisioning.seals import seal_of

PASSPHRASE = "rahasia contoh"


def a_pdf() -> bytes:
    pdf, out = Pdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(out)
    return out.getvalue()


@pytest.fixture
def pkcs12(tmp_path: Path) -> Pkcs12:
    file = tmp_path / "surat.p12"
    file.write_bytes(self_signed(PASSPHRASE))
    return Pkcs12(file, PASSPHRASE)


async def test_a_signed_pdf_begins_with_what_was_signed_and_is_intact(pkcs12: Pkcs12) -> None:
    pdf = a_pdf()

    signed = await PadesSigner(pkcs12).sign(pdf)

    assert signed.startswith(pdf)
    seal = await seal_of(signed)
    assert (seal.intact, seal.valid) == (True, True)


async def test_a_change_after_the_signature_shows(pkcs12: Pkcs12) -> None:
    signed = bytearray(await PadesSigner(pkcs12).sign(a_pdf()))
    signed[20] ^= 1

    assert not (await seal_of(bytes(signed))).intact


async def test_a_good_certificate_has_nothing_against_it(pkcs12: Pkcs12) -> None:
    assert await PadesSigner(pkcs12).check() == []


async def test_a_wrong_passphrase_a_missing_file_and_an_old_certificate_are_named(pkcs12: Pkcs12) -> None:
    old = Pkcs12(pkcs12.file.with_name("lama.p12"), PASSPHRASE)
    old.file.write_bytes(self_signed(PASSPHRASE, days=-1))

    said = [
        await PadesSigner(wrong).check()
        for wrong in (Pkcs12(pkcs12.file, "salah"), Pkcs12(Path("nowhere.p12"), PASSPHRASE), old)
    ]

    assert ["passphrase" in said[0][0], "no such file" in said[1][0], "the certificate ended" in said[2][0]] == [
        True
    ] * 3
    assert "salah" not in said[0][0]


@pytest.fixture
async def service() -> AsyncIterator[tuple[str, bsre.Bsre]]:
    state = bsre.Bsre()
    async with serving(Starlette(routes=[Mount("/", routes=bsre.routes(state))])) as url:
        yield url, state


def signer_at(url: str, **changed: str) -> BsreSigner:
    said = {"user": bsre.USER, "password": bsre.PASSWORD, "nik": bsre.NIK, "passphrase": bsre.PASSPHRASE, **changed}
    return BsreSigner(BsreAccess(url, **said))


async def test_bsre_signs_what_the_official_s_passphrase_opens(service: tuple[str, bsre.Bsre]) -> None:
    signer, pdf = signer_at(service[0]), a_pdf()

    signed = await signer.sign(pdf)

    assert (await seal_of(signed)).intact
    assert await signer.check() == []
    await signer.close()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"passphrase": "keliru-1"}, "Passphrase anda salah"),
        ({"password": "keliru-2"}, "Unauthorized"),
        ({"nik": "1111111111111111"}, "User tidak terdaftar"),
    ],
)
async def test_what_bsre_refuses_is_never_sent_again_by_itself(
    service: tuple[str, bsre.Bsre], changed: dict[str, str], said: str
) -> None:
    signer = signer_at(service[0], **changed)

    with pytest.raises(VendorError) as refused:
        await signer.sign(a_pdf())

    assert (refused.value.said, refused.value.retry) == (said, False)
    assert not set(changed.values()) & set(str(refused.value).split())
    await signer.close()


async def test_what_fails_at_bsre_may_be_tried_again(service: tuple[str, bsre.Bsre]) -> None:
    service[1].refusals.append(503)
    signer = signer_at(service[0])

    with pytest.raises(VendorError) as failed:
        await signer.sign(a_pdf())

    assert failed.value.retry
    assert (await signer.sign(a_pdf())).startswith(b"%PDF-")
    await signer.close()


async def test_an_official_whom_bsre_does_not_know_is_told_by_the_check(service: tuple[str, bsre.Bsre]) -> None:
    signer, silent = signer_at(service[0], nik="1111111111111111"), signer_at("http://127.0.0.1:9")

    assert await signer.check() == ["BSrE: the certificate is not in force (status NOT_REGISTERED)"]
    assert await silent.check() == ["BSrE: no answer (ConnectError)"]
    await signer.close()
    await silent.close()

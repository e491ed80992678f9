"""The page that officials read."""

import io

import pikepdf
import pytest
from PIL import Image

from office.files.judge import judge
from office.files.kinds import Kind
from office.files.upright import upright_pdf
from tests.office.files import corpus
from tests.office.files.corpus import LIMIT

POINTS_PER_MM = 72 / 25.4


def test_a_photo_held_sideways_becomes_an_upright_a4_page() -> None:
    page, picture = _page(upright_pdf(corpus.a_photo_held_sideways(), Kind.JPEG))

    assert page == (210, 297)
    assert picture.height > picture.width
    assert picture.getpixel((10, 10)) == (255, 255, 255)
    assert picture.getpixel((10, picture.height - 10)) == (0, 0, 0)


def test_a_lying_photo_gets_a_lying_page() -> None:
    page, _ = _page(upright_pdf(corpus.an_image("PNG", (400, 300)), Kind.PNG))

    assert page == (297, 210)


def test_place_camera_and_comment_are_gone() -> None:
    photo = corpus.a_photo_held_sideways()
    shown = upright_pdf(photo, Kind.JPEG)

    for secret in (b"Exif", b"SecretCamera", b"SecretComment"):
        assert secret in photo
        assert secret not in shown


def test_transparent_parts_lie_on_white_paper() -> None:
    _, picture = _page(upright_pdf(corpus.an_image("PNG", mode="RGBA"), Kind.PNG))

    assert picture.getpixel((5, 5)) == (255, 255, 255)


def test_sixteen_bits_of_grey_keep_their_grey() -> None:
    scan = io.BytesIO()
    Image.new("I;16", (50, 50), 128 * 256).save(scan, "PNG")

    _, picture = _page(upright_pdf(scan.getvalue(), Kind.PNG))

    assert picture.getpixel((5, 5)) == pytest.approx((128, 128, 128), abs=2)


def test_a_large_photo_shrinks_to_what_a_page_needs() -> None:
    _, picture = _page(upright_pdf(corpus.an_image("JPEG", (4000, 3000)), Kind.JPEG))

    assert picture.size == (1754, 1316)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_kind_of_png_can_be_shown_and_passes_its_own_judge(mode: str) -> None:
    shown = upright_pdf(corpus.an_image("PNG", mode=mode), Kind.PNG)

    assert judge(shown, LIMIT).pages == 1


def test_a_pdf_keeps_its_bytes() -> None:
    signed = corpus.a_pdf(2)

    assert upright_pdf(signed, Kind.PDF) == signed


def test_equal_photos_give_equal_pages() -> None:
    photo = corpus.a_photo_held_sideways()

    assert upright_pdf(photo, Kind.JPEG) == upright_pdf(photo, Kind.JPEG)


def _page(shown: bytes) -> tuple[tuple[int, int], Image.Image]:
    """The page's size in millimetres and the picture on it."""
    with pikepdf.open(io.BytesIO(shown)) as pdf:
        (page,) = pdf.pages
        (jpeg,) = (
            stream.read_raw_bytes()
            for stream in pdf.objects
            if isinstance(stream, pikepdf.Stream) and stream.get("/Subtype") == "/Image"
        )
        width, height = (round(float(side) / POINTS_PER_MM) for side in page.mediabox[2:])
        return (width, height), Image.open(io.BytesIO(jpeg))

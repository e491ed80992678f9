"""The page that officials read."""

import io
from collections.abc import Iterator

import pikepdf
import pytest
from PIL import Image

from office.files.judge import judge
from office.files.kinds import MAX_PICTURES, Kind
from office.files.refusals import EmptyFile, FileTooLarge, TooManyPictures
from office.files.upright import JPEG_QUALITY, MAX_BYTES, pages_pdf
from tests.office.files import corpus

POINTS_PER_MM = 72 / 25.4


def test_a_photo_held_sideways_becomes_an_upright_a4_page() -> None:
    page, picture = _page(pages_pdf([(corpus.a_photo_held_sideways(), Kind.JPEG)]))

    assert page == (210, 297)
    assert picture.height > picture.width
    assert picture.getpixel((10, 10)) == (255, 255, 255)
    assert picture.getpixel((10, picture.height - 10)) == (0, 0, 0)


def test_a_lying_photo_gets_a_lying_page() -> None:
    page, _ = _page(pages_pdf([(corpus.an_image("PNG", (1200, 900)), Kind.PNG)]))

    assert page == (297, 210)


def test_place_camera_and_comment_are_gone() -> None:
    photo = corpus.a_photo_held_sideways()
    shown = pages_pdf([(photo, Kind.JPEG)])

    for secret in (b"Exif", b"SecretCamera", b"SecretComment"):
        assert secret in photo
        assert secret not in shown


def test_transparent_parts_lie_on_white_paper() -> None:
    _, picture = _page(pages_pdf([(corpus.an_image("PNG", mode="RGBA"), Kind.PNG)]))

    assert picture.getpixel((5, 5)) == (255, 255, 255)


def test_sixteen_bits_of_grey_keep_their_grey() -> None:
    scan = io.BytesIO()
    Image.new("I;16", (1000, 700), 128 * 256).save(scan, "PNG")

    _, picture = _page(pages_pdf([(scan.getvalue(), Kind.PNG)]))

    assert picture.getpixel((5, 5)) == pytest.approx((128, 128, 128), abs=2)


def test_a_large_photo_shrinks_to_what_a_page_needs() -> None:
    _, picture = _page(pages_pdf([(corpus.an_image("JPEG", (4000, 3000)), Kind.JPEG)]))

    assert picture.size == (1754, 1316)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_kind_of_png_can_be_shown_and_passes_its_own_judge(mode: str) -> None:
    shown = pages_pdf([(corpus.an_image("PNG", mode=mode), Kind.PNG)])

    assert judge(shown, Kind.PDF).pages == 1


def test_equal_photos_give_equal_pages() -> None:
    photo = corpus.a_photo_held_sideways()

    assert pages_pdf([(photo, Kind.JPEG)]) == pages_pdf([(photo, Kind.JPEG)])


def test_an_album_becomes_one_page_for_each_photo_in_its_order() -> None:
    shown = pages_pdf([(corpus.an_image("JPEG", (1000, 700 + 10 * n)), Kind.JPEG) for n in range(MAX_PICTURES)])

    heights = [picture.height for _, picture in _pages(shown)]
    assert heights == [700 + 10 * n for n in range(MAX_PICTURES)]
    assert {page for page, _ in _pages(shown)} == {(297, 210)}


def test_photos_of_one_album_may_lie_and_stand() -> None:
    photos = [(corpus.an_image("JPEG", size), Kind.JPEG) for size in ((1200, 900), (900, 1200))]

    assert [page for page, _ in _pages(pages_pdf(photos))] == [(297, 210), (210, 297)]


def test_pictures_are_taken_one_after_the_other_and_no_more_than_a_letter_has() -> None:
    taken = []

    def endless() -> Iterator[tuple[bytes, Kind]]:
        while True:
            taken.append(photo)
            yield photo, Kind.JPEG

    photo = corpus.an_image()
    with pytest.raises(TooManyPictures):
        pages_pdf(endless())
    assert len(taken) == MAX_PICTURES + 1


def test_no_picture_is_no_letter() -> None:
    with pytest.raises(EmptyFile):
        pages_pdf([])


@pytest.mark.parametrize("most", [2_500_000, 2_000_000, 1_300_000])
def test_an_album_that_takes_too_much_room_loses_quality_and_stays_legible(most: int) -> None:
    photo = a_busy_photo()

    shown = pages_pdf([(photo, Kind.JPEG)] * 3, most)

    assert len(shown) <= most < len(pages_pdf([(photo, Kind.JPEG)] * 3))
    assert all(picture.height >= 1400 for _, picture in _pages(shown))
    assert shown == pages_pdf([(photo, Kind.JPEG)] * 3, most)


def test_even_an_album_of_noise_finds_room() -> None:
    share = MAX_BYTES // MAX_PICTURES

    assert len(pages_pdf([(a_busy_photo(), Kind.JPEG)], share)) <= share


def test_only_the_pages_that_take_too_much_room_lose_quality() -> None:
    plain, busy = (corpus.an_image(), Kind.JPEG), (a_busy_photo(), Kind.JPEG)
    alone = len(pages_pdf([busy]))

    first, second = _pages(pages_pdf([plain, busy], alone))

    assert _quality(first[1]) == JPEG_QUALITY
    assert _quality(second[1]) < JPEG_QUALITY


def test_what_does_not_fit_even_so_is_refused() -> None:
    with pytest.raises(FileTooLarge) as refused:
        pages_pdf([(a_busy_photo(), Kind.JPEG)], 50_000)

    assert refused.value.limit == 50_000


def a_busy_photo() -> bytes:
    """Nothing packs worse than noise."""
    stream = io.BytesIO()
    Image.effect_noise((1240, 1754), 60).convert("RGB").save(stream, "JPEG", quality=95)
    return stream.getvalue()


def _quality(picture: Image.Image) -> int:
    """The one with which Pillow makes the same tables."""
    tables = picture.quantization  # type: ignore[attr-defined]
    for quality in range(100, 0, -1):
        stream = io.BytesIO()
        Image.new("RGB", (8, 8)).save(stream, "JPEG", quality=quality)
        if Image.open(stream).quantization == tables:  # type: ignore[attr-defined]
            return quality
    raise AssertionError("no JPEG of ours")


def _page(shown: bytes) -> tuple[tuple[int, int], Image.Image]:
    """The page's size in millimetres and the picture on it."""
    (page,) = _pages(shown)
    return page


def _pages(shown: bytes) -> list[tuple[tuple[int, int], Image.Image]]:
    with pikepdf.open(io.BytesIO(shown)) as pdf:
        return [_page_of(page) for page in pdf.pages]


def _page_of(page: pikepdf.Page) -> tuple[tuple[int, int], Image.Image]:
    (jpeg,) = page.get_images().values()
    width, height = (round(float(side) / POINTS_PER_MM) for side in page.mediabox[2:])
    return (width, height), Image.open(io.BytesIO(jpeg.read_raw_bytes()))

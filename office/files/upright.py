"""The form in which officials read an upload: one PDF, upright, without what the phone noted beside the picture."""

import io
from typing import Final

import img2pdf
from PIL import Image, ImageOps

from office.files.kinds import Kind
from office.files.picture import PAGE_PIXELS, read_whole

A4: Final = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))
JPEG_QUALITY: Final = 80


def upright_pdf(content: bytes, kind: Kind) -> bytes:
    """A PDF as it is, since a signed one must keep its bytes; an image as one A4 page, turned as the camera was held.

    Equal images give equal bytes. The image must have been judged: Raises the same refusals otherwise.
    """
    if kind is Kind.PDF:
        return content
    layout = img2pdf.get_layout_fun(A4, auto_orient=True)
    page: bytes = img2pdf.convert(
        _upright_jpeg(content, kind), layout_fun=layout, nodate=True, engine=img2pdf.Engine.internal
    )
    return page


def _upright_jpeg(content: bytes, kind: Kind) -> bytes:
    picture = _on_white(ImageOps.exif_transpose(read_whole(content, kind)))
    picture.thumbnail((PAGE_PIXELS, PAGE_PIXELS))
    picture.info.clear()  # place, time, camera, comments
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=JPEG_QUALITY)
    return jpeg.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Lay transparent parts on paper: plain conversion would turn them black, like the ink.

    Grey of 16 bits is scaled first: plain conversion would turn nearly all of it white.
    """
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    paper = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(paper, picture.convert("RGBA")).convert("RGB")

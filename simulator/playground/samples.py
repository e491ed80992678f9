"""Letters to send with one click: good ones, and one that is not what it says it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont

PAGE: Final = (1240, 1754)
LINES: Final = (
    (150, 130, 34, "PEMERINTAH KABUPATEN CONTOH"),
    (150, 180, 44, "DINAS KESEHATAN"),
    (150, 250, 24, "Jalan Contoh Nomor 1, Kota Contoh 00000"),
    (150, 370, 26, "Nomor : 440/215/DINKES/XI/2026"),
    (150, 412, 26, "Hal   : Permohonan Sub Domain"),
    (150, 520, 26, "Yth. Kepala Dinas Komunikasi dan Informatika"),
    (150, 640, 26, "Bersama ini kami mohon dibuatkan sub domain untuk"),
    (150, 684, 26, "Portal Dinas Kesehatan, sebagaimana formulir terlampir."),
    (150, 772, 26, "Atas perhatian Bapak/Ibu kami ucapkan terima kasih."),
    (760, 960, 26, "Kepala Dinas Kesehatan,"),
    (760, 1200, 26, "dr. Contoh Teladan, M.Kes."),
)


@dataclass(frozen=True)
class Sample:
    """A file as a person would send it; `deed` is photos or documents."""

    title: str
    deed: str
    file_name: str
    mime: str
    make: Callable[[], bytes]


@cache
def _page() -> Image.Image:
    page = Image.new("RGB", PAGE, "white")
    pen = ImageDraw.Draw(page)
    for x, y, size, words in LINES:
        pen.text((x, y), words, fill="#1a1a1a", font=ImageFont.load_default(size))
    pen.line((150, 310, PAGE[0] - 150, 310), fill="#1a1a1a", width=4)
    pen.ellipse((640, 1000, 900, 1260), outline="#4b3fa8", width=6)
    pen.text((700, 1112), "STEMPEL", fill="#4b3fa8", font=ImageFont.load_default(30))
    pen.line([(800, 1150), (850, 1050), (880, 1150), (940, 1070), (980, 1140), (1080, 1090)], fill="#16307a", width=6)
    return page


def _saved(kind: str) -> bytes:
    out = BytesIO()
    _page().save(out, kind, resolution=150.0)
    return out.getvalue()


SAMPLES: Final[Mapping[str, Sample]] = {
    "photo": Sample("Foto surat (JPEG)", "photos", "surat.jpg", "image/jpeg", lambda: _saved("JPEG")),
    "pdf": Sample(
        "Pindaian surat (PDF)", "documents", "surat-permohonan.pdf", "application/pdf", lambda: _saved("PDF")
    ),
    "wrong": Sample("Bukan surat (teks bernama .pdf)", "documents", "surat.pdf", "application/pdf", lambda: b"halo\n"),
}

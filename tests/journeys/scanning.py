"""A phone with an authenticator app: it scans the QR, and shows codes.

The QR is read by zbar where it is installed, and compared with what it should hold in any case.
"""

import asyncio
import shutil
import subprocess
import time
from io import BytesIO
from typing import Any

import pyotp
import segno
from PIL import Image

from simulator.client import Message, Person
from simulator.stage import Stage

_QUIET = 4


def code(app: pyotp.TOTP, steps: int = 0) -> str:
    """What the app shows; a neighbouring half minute's code is taken too, so that nobody here waits for the next."""
    return app.at(int(time.time()), counter_offset=steps)


def wrong(app: pyotp.TOTP) -> str:
    near = {code(app, steps) for steps in range(-3, 4)}
    return next(f"{n:06}" for n in range(8) if f"{n:06}" not in near)


async def begin(person: Person, name: str) -> pyotp.TOTP:
    """Scan the picture and type the first code, an earlier one than what the app shows now."""
    said = await person.say("/autentikator")
    app = await scan(person, await person.sees("Pasang autentikator", after=said), name)
    left = app.interval - time.time() % app.interval
    if left < app.interval / 2:  # the code before this one is about to be too old
        await asyncio.sleep(left)
    await person.say(code(app, -1))
    await person.sees("Kodenya cocok.")
    return app


async def confirm(stage: Stage) -> None:
    """Whoever waits to be confirmed is, at the command line."""
    for line in (await stage.loket("presence", "list")).splitlines():
        if "waits for" in line:
            await stage.loket("presence", "confirm", line.split()[0])


async def scan(person: Person, shown: Message, name: str) -> pyotp.TOTP:
    """The app after the picture was scanned; the key below it must be the same."""
    assert shown.photo is not None
    picture = Image.open(BytesIO(await person.download(shown.photo))).convert("L")
    key = next(word for word in shown.text.split() if len(word) == len(pyotp.random_base32()) and word.isupper())
    issuer = "Loket Diskominfo Kabupaten Katingan"
    link = pyotp.TOTP(key).provisioning_uri(name=name, issuer_name=issuer)
    if shutil.which("zbarimg"):
        assert _read_by_zbar(picture) == link
    assert _modules(picture) == _drawn(link)
    app: Any = pyotp.parse_uri(link)
    assert isinstance(app, pyotp.TOTP)
    return app


def _read_by_zbar(picture: Image.Image) -> str:
    png = BytesIO()
    picture.save(png, "PNG")
    zbar = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "-"]
    read = subprocess.run(zbar, input=png.getvalue(), capture_output=True, check=True)  # noqa: S603 - our own picture
    return read.stdout.decode().strip()


def _drawn(text: str) -> list[list[bool]]:
    return [[bool(dark) for dark in row] for row in segno.make(text, error="m", micro=False).matrix]


def _modules(picture: Image.Image) -> list[list[bool]]:
    """What is dark in the middle of each module, without the white around them all."""
    box = picture.point(lambda shade: 255 if shade < 128 else 0).getbbox()
    assert box is not None
    dots = box[0] // _QUIET
    count = (box[2] - box[0]) // dots
    middles = [box[0] + dots * n + dots // 2 for n in range(count)]
    return [[bool(picture.getpixel((x, y)) < 128) for x in middles] for y in middles]  # type: ignore[operator]

"""Pays for a report: the picture is made in a child process that ends with it, the workbook beside; nothing is kept."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from bot.register_book import register_sheets
from bot.workbook import workbook
from handlers.outgoing import Outgoing
from handlers.reports import chart_of, in_words
from handlers.texts import Texts
from office.child.children import Children
from office.child.limits import MB, ChildFailed, Limits
from office.desk.desk import Desk
from office.desk.reporting import figures_of
from office.register.engine import Register, Transaction
from office.register.owed import Debt
from office.reports.chart import draw
from office.reports.period import Period
from office.sop.agency import Agency
from office.sop.errors import VendorError

Record = Callable[[Transaction], None]
_DRAWING: Final = "office.reports.drawing"
_LIMITS: Final = Limits(cpu=60, seconds=90, memory=1024 * MB)


class ReportWork:
    """Reports are rare: the picture's library is loaded for each one anew, and costs nothing in between."""

    def __init__(
        self, register: Register, texts: Texts, agency: Agency, clock: Callable[[], datetime], out: Outgoing
    ) -> None:
        self._register, self._texts, self._agency, self._clock = register, texts, agency, clock
        self._out = out

    async def pay(self, debt: Debt) -> Record:
        period = Period.read(debt.payload["period"])
        assert period is not None  # noqa: S101 - written by owe_report
        pay = self._chart if debt.payload["part"] == "chart" else self._book
        try:
            await pay(debt, period)
        except ChildFailed as exc:
            raise VendorError("loket", exc.said, retry=True) from exc
        return _nothing

    async def _chart(self, debt: Debt, period: Period) -> None:
        figures = await self._register.read(lambda tx: figures_of(self._desk(tx), period))
        chart = chart_of(self._texts, figures, period)
        with Children(_DRAWING) as children:
            png = await children.run(partial(draw, chart), _LIMITS)
        await self._out.send_photo(debt, png, in_words(self._texts, figures, period))

    async def _book(self, debt: Debt, period: Period) -> None:
        """A group, whose id is negative, sees nobody's contact."""
        for_group = debt.payload["chat_id"] < 0
        sheets = await self._register.read(lambda tx: register_sheets(self._desk(tx), period, for_group=for_group))
        xlsx = await asyncio.to_thread(workbook, *sheets)
        caption = self._texts.say("reports.book", p=period)
        await self._out.send_document(debt, xlsx, f"buku-register-{period.code}.xlsx", caption)

    def _desk(self, tx: Transaction) -> Desk:
        return Desk(tx, self._agency, self._clock())


def _nothing(_: Transaction) -> None:
    """Nothing to write down besides that it was paid."""

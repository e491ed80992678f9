"""Wires everything into one running program, and takes it down in order."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import structlog
from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes, ExtBot, TypeHandler
from telegram.request import BaseRequest, HTTPXRequest

from bot.letters import LetterWork
from bot.papers import PaperWork
from bot.presence import AuthenticatorWork
from bot.reports import ReportWork
from bot.settings import BadSettings, Settings, read_emblem
from bot.sheets import SheetWork
from bot.signing import open_signer
from bot.typesetter import Typesetter
from bot.worker import Worker
from handlers.absence import Absence
from handlers.calling import Calls
from handlers.delivery import Delivery
from handlers.flood import FloodClocks
from handlers.inbox_request import InboxRequest
from handlers.intake import Intake, PersonOrder, set_aside
from handlers.introduction import introduce, renew_menus
from handlers.outgoing import Outgoing
from handlers.outside import Outside
from handlers.texts import Texts
from handlers.topics import Topics
from office.child.children import Children
from office.desk import decisions
from office.desk.desk import Desk
from office.desk.digest import plan_digest, send_digest
from office.desk.following import came_due, watch_all
from office.desk.letters import owe_unmade
from office.desk.standing import turned
from office.desk.telling import show_open_cards_again
from office.files.inspection import Inspector
from office.files.store import Store
from office.letters import safely
from office.register import held, inbox, opds
from office.register.engine import Register, RegisterUnavailable, Transaction
from office.register.owed import Debt, Kind
from office.sop.agency import Agency
from office.sop.errors import VendorError
from office.sop.plan import Fqdn
from office.sop.ringing import ringing_of
from provisioning.fulfilment import Fulfilment
from provisioning.manual_hosting import ManualHosting
from provisioning.registry import VENDORS, DnsAccess, DnsVendor, open_vendor
from provisioning.verification import stands_in_zone

_log = structlog.get_logger(__name__)
_HEARD: Final = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
_REMEMBERED: Final = timedelta(days=30)
_TOKEN_REFUSED: Final = "LOKET_TELEGRAM_TOKEN: Telegram refuses it; ask @BotFather for the token"  # noqa: S105
_RETRY_START: Final = 5.0
_TO_END: Final = 4.0


def clock_of(settings: Settings) -> Callable[[], datetime]:
    """The one clock of the program, shifted in a playground."""
    return lambda: datetime.now(UTC) + settings.clock_offset


def database_file(settings: Settings) -> Path:
    return settings.data / "loket.db"


def _access_setting(settings: Settings) -> str:
    return "LOKET_CLOUDFLARE_TOKEN or [dns] marker" if settings.dns_provider in VENDORS else "LOKET_DNS_PROVIDER"


def open_dns(settings: Settings, agency: Agency) -> DnsVendor:
    """Return the provider of the office's zone without calling it. Raises BadSettings for an unknown name."""
    url = str(settings.cloudflare_url).rstrip("/") if settings.cloudflare_url else None
    access = DnsAccess(settings.cloudflare_token, Fqdn(agency.dns.zone), agency.dns.marker, url)
    try:
        return open_vendor(settings.dns_provider, access)
    except ValueError as exc:
        raise BadSettings([f"{_access_setting(settings)}: {exc}"]) from None


def open_bot(settings: Settings, polling: BaseRequest | None = None) -> "ExtBot[None]":
    """Return the bot at the configured address, without calling it yet."""
    base = str(settings.telegram_url).rstrip("/")
    return ExtBot(
        settings.telegram_token.get_secret_value(),
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=HTTPXRequest(connection_pool_size=64, read_timeout=20),
        get_updates_request=polling,
    )


async def bot_name(settings: Settings) -> str:
    """Ask Telegram whose token this is. Raises BadSettings if it does not say."""
    bot = open_bot(settings)
    try:
        async with bot:
            return bot.username
    except InvalidToken:
        raise BadSettings([_TOKEN_REFUSED]) from None
    except TelegramError as exc:
        raise BadSettings([f"LOKET_TELEGRAM_URL: no answer, {exc.message}; is the network up?"]) from None


async def _reach(bot: "ExtBot[None]") -> None:
    """Wait until Telegram answers, however long that takes. Raises BadSettings if it refuses the token."""
    while True:
        try:
            await bot.initialize()
        except InvalidToken:
            raise BadSettings([_TOKEN_REFUSED]) from None
        except TelegramError as exc:
            _log.warning("telegram_unreachable", error=exc.message, again_in=_RETRY_START)
            await asyncio.sleep(_RETRY_START)
        else:
            return


def _on_poll_error(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        _log.error("second_instance", hint="another program polls with this token; end one of the two")
    else:
        _log.warning("poll_failed", error=error.message)


class Program:
    """One agency's desk, from the first poll to SIGTERM."""

    def __init__(self, settings: Settings, agency: Agency, register: Register) -> None:
        self._settings, self._agency, self._register = settings, agency, register
        self._texts = Texts(agency)
        now = self._now = clock_of(settings)
        self._untold = False
        self._dns = open_dns(settings, agency)
        self._absence = Absence(settings.data / "last-heard", now, self._came_back)
        polling = InboxRequest(register, now, self._unreadable, self._heard, connection_pool_size=2, read_timeout=20)
        self.bot = open_bot(settings, polling)
        store = Store(settings.data / "files")
        call = Calls(register, FloodClocks(settings.messages_per_second))
        topics = Topics(self.bot, register, agency, now, call)
        out = Outgoing(self.bot, call, topics, ringing_of(agency), now)
        delivery = Delivery(out, topics, register, store, self._texts, agency, now)
        fulfilment = Fulfilment(self._dns, ManualHosting(), register, agency, now, settings.servers, self._wake)
        self._children = Children(*safely.MODULES)
        typesetter = Typesetter(register, store, self._children, read_emblem(settings.agency, agency))
        self._signer = open_signer(settings, agency)
        letter_work = LetterWork(register, store, agency, now, lambda: self.bot.username, typesetter, self._signer)
        paper_work = PaperWork(register, store, agency, now, typesetter)
        sheet_work = SheetWork(register, store, agency, now, typesetter)
        self.worker: Worker = Worker(
            register,
            agency,
            now,
            payers={
                **delivery.payers,
                **fulfilment.payers,
                Kind.LETTER: letter_work.pay,
                Kind.PAPERS: paper_work.pay,
                Kind.SHEET: sheet_work.pay,
                Kind.LATE: self._came_due,
                Kind.DIGEST: self._digest,
                Kind.AUTHENTICATOR: AuthenticatorWork(register, self._texts, agency, now, out).pay,
                Kind.REPORT: ReportWork(register, self._texts, agency, now, out).pay,
                Kind.DECISION: self._decided,
                Kind.PERIOD: self._turned,
            },
            gave_up=dict.fromkeys((Kind.PROVISION, Kind.VERIFY), fulfilment.gave_up),
        )
        self._inspector = Inspector()
        outside = Outside(self.bot, store, register, agency, now, self._name_stands, self._inspector)
        self.intake = Intake(outside, self._texts, self.worker.wake)

    async def _name_stands(self, name: Fqdn) -> bool | None:
        """Whether the zone's own servers hold the name; None when they do not answer."""
        try:
            return await stands_in_zone(name, Fqdn(self._agency.dns.zone), self._settings.servers)
        except VendorError as error:
            _log.warning("zone_silent", error=str(error))
            return None

    def _desk(self, tx: Transaction) -> Desk:
        return Desk(tx, self._agency, self._now())

    def _unreadable(self, tx: Transaction, update_id: int) -> None:
        set_aside(self._desk(tx), update_id, "unreadable")
        self._untold = True

    async def _came_due(self, debt: Debt) -> Callable[[Transaction], None]:
        return lambda tx: came_due(self._desk(tx), debt.payload["request_id"])

    async def _digest(self, _: Debt) -> Callable[[Transaction], None]:
        return lambda tx: send_digest(self._desk(tx))

    async def _decided(self, debt: Debt) -> Callable[[Transaction], None]:
        """Nothing is carried out before whatever was tapped in its moment has been heard: it may be *Urungkan*."""
        request = debt.payload["request_id"]
        waiting = await self._register.read(lambda tx: held.find(tx, request))
        if waiting is not None and not self._absence.has_heard_since(waiting.due_at):
            raise VendorError("telegram", "a decision may just be taken back", retry_after=1, retry=True)
        return lambda tx: decisions.came_due(self._desk(tx), request)

    async def _turned(self, debt: Debt) -> Callable[[Transaction], None]:
        return lambda tx: turned(self._desk(tx), debt.payload["assignment_id"])

    def _wake(self) -> None:
        self.worker.wake()

    async def _heard(self) -> None:
        try:
            if self._absence.is_deaf:
                await self._register.transact(lambda tx: decisions.give_time_again(self._desk(tx)))
            await self._absence.heard()
        except (RegisterUnavailable, OSError) as exc:  # no reason to lose the batch that came with it
            _log.error("open_cards_not_posted", error=str(exc))
        if self._untold:
            self._untold = False
            self.worker.wake()

    async def _came_back(self) -> None:
        await self._register.transact(lambda tx: show_open_cards_again(self._desk(tx)))
        self.worker.wake()

    async def run(self, on_ready: Callable[[str], None]) -> None:
        """Serve until SIGTERM or SIGINT. `on_ready` is told the bot's user name once it listens."""
        stop = asyncio.Event()
        for signal_ in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(signal_, stop.set)
        reached = asyncio.create_task(_reach(self.bot))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait((reached, stopping), return_when=asyncio.FIRST_COMPLETED)
        if not reached.done():
            reached.cancel()
            return
        await reached
        async with self._serving() as worker:
            on_ready(self.bot.username)
            await asyncio.wait((stopping, worker), return_when=asyncio.FIRST_COMPLETED)
            _log.info("stopping")

    @asynccontextmanager
    async def _serving(self) -> AsyncIterator[asyncio.Task[None]]:
        """Hear and pay; yields the worker, whose end would be a bug that must not stay silent."""
        await introduce(self.bot, self._texts)
        await self._register.transact(self._look_around)
        application = ApplicationBuilder().bot(self.bot).concurrent_updates(PersonOrder()).build()
        application.add_handler(TypeHandler(Update, self._take))
        worker = asyncio.create_task(self.worker.run())
        async with application:
            for update in await self.intake.replay():
                await application.update_queue.put(update)
            await application.start()
            assert application.updater is not None  # noqa: S101 - built with one
            await application.updater.start_polling(allowed_updates=_HEARD, error_callback=_on_poll_error)
            await self._heard()
            try:
                yield worker
            finally:
                self.intake.close()
                self.worker.close()
                with suppress(TimeoutError):
                    async with asyncio.timeout(_TO_END):
                        await application.updater.stop()
                        await application.stop()
                await worker
                self._inspector.close()
                self._children.close()
                await self._dns.close()
                if self._signer is not None:
                    await self._signer.close()

    def _look_around(self, tx: Transaction) -> None:
        """What has gone by while the program was away, and letters that were given up."""
        inbox.forget(tx, before=self._now() - _REMEMBERED)
        desk = self._desk(tx)
        decisions.give_time_again(desk)
        watch_all(desk)
        plan_digest(desk)
        owe_unmade(desk)
        renew_menus(desk, self._texts)

    async def _take(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if len(update.to_dict()) > 1:  # a bare id only moves Telegram's offset
            await self.intake.take(update)


async def serve(
    settings: Settings, agency: Agency, units: list[tuple[str, str]], on_ready: Callable[[str], None]
) -> None:
    """Open the register and run the program. Raises BadSettings."""
    async with Register(database_file(settings)) as register:
        await register.transact(lambda tx: opds.fill_if_empty(tx, units))
        await Program(settings, agency, register).run(on_ready)

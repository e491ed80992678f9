"""`/laporan`: the figures of a month or a year in words, on one message that turns to others; the picture on demand."""

from typing import Any, Final

from handlers.buttons import GOOD, Bubble, Button
from handlers.callbacks import OldCard, Press
from handlers.handler import Handler, Toast
from handlers.lists import NotAnOfficial
from handlers.texts import Texts
from handlers.visit import Visit
from office.desk.desk import Desk
from office.desk.reporting import figures_of, owe_report, this_month
from office.desk.telling import owe_card, owe_notice
from office.register import rooms
from office.register.people import Actor
from office.reports.chart import Bar, Chart, Panel
from office.reports.figures import Figures, Step, Unit
from office.reports.period import Period
from office.sop.authority import Act, may
from office.sop.text import cut

SUBJECT: Final = "report:0"
"""A chat has one such message, which turns."""
_OPDS: Final = 6
_NAME: Final = 25


def may_read(desk: Desk, chat_id: int, actor: Actor) -> bool:
    """The operator group, and whoever holds an office, in private."""
    return may(Act.SEE_QUEUE, actor.roles) and chat_id in {actor.person.telegram_id, rooms.find(desk.tx)}


def report(desk: Desk, actor: Actor, visit: Visit, _: Any) -> None:
    """`/laporan`, for the present month, or `/laporan 2026-10`, `/laporan 2026`."""
    if not may_read(desk, visit.chat, actor):
        if visit.private:
            owe_notice(desk, visit.chat, "refusals.not_your_turn")
        return
    period = Period.read(visit.text.strip()) or this_month(desk)
    owe_card(desk, visit.chat, SUBJECT, view=period.code, again=True, thread=visit.thread)


def _seen(desk: Desk, actor: Actor, visit: Visit) -> Period:
    if not may_read(desk, visit.chat, actor):
        raise NotAnOfficial
    period = Period.read(visit.seen.extra)
    if period is None:
        raise OldCard
    return period


def turn(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """Another month or year, in its place."""
    owe_card(desk, visit.chat, SUBJECT, view=_seen(desk, actor, visit).code)
    return Toast()


def send(desk: Desk, actor: Actor, visit: Visit, _: Any) -> Toast:
    """The picture and the workbook come below."""
    owe_report(desk, visit.chat, _seen(desk, actor, visit), thread=visit.thread)
    return Toast("toasts.report")


def report_card(desk: Desk, texts: Texts, side: str) -> Bubble:
    period = Period.read(side) or this_month(desk)
    now = this_month(desk) if period.month else this_month(desk).whole_year
    turns = [_turn(texts, period.moved(-1), "‹ ", "")]
    if period.code < now.code:
        turns.append(_turn(texts, period.moved(1), "", " ›"))
    other = period.whole_year if period.month else Period(period.year, this_month(desk).month)
    sending = Button(texts.say("buttons.send_report"), Press("report_send", extra=period.code), GOOD)
    return Bubble(
        in_words(texts, figures_of(desk, period), period), ((sending,), (*turns, _turn(texts, other, "", "")))
    )


def _turn(texts: Texts, period: Period, before: str, after: str) -> Button:
    return Button(f"{before}{texts.plain('reports.period', p=period)}{after}", Press("report", extra=period.code))


def in_words(texts: Texts, figures: Figures, period: Period) -> str:
    """The main figures, short enough for a picture's caption."""
    return texts.say("reports.summary", p=period, f=figures)


def chart_of(texts: Texts, figures: Figures, period: Period) -> Chart:
    """The words of the picture."""
    more = len(figures.opds) - _OPDS
    outcomes = [_count(texts.plain("kinds.stage_name", stage=s), n, figures.total) for s, n in figures.outcomes.items()]
    kinds = [_count(texts.plain("reports.kind", kind=k), n, figures.total) for k, n in figures.kinds.items()]
    units = [_unit(texts, unit) for unit in figures.opds[:_OPDS]]
    return Chart(
        title=texts.plain("reports.title", p=period),
        subtitle=texts.plain("reports.subtitle", f=figures),
        panels=(
            Panel(texts.plain("reports.outcomes"), tuple(outcomes)),
            Panel(texts.plain("reports.kinds"), tuple(kinds)),
            Panel(texts.plain("reports.steps"), tuple(_step(texts, step) for step in figures.steps)),
            Panel(texts.plain("reports.opds", more=max(more, 0)), tuple(units)),
        ),
        footer=texts.plain("reports.footer"),
    )


def _count(label: str, count: int, total: int) -> Bar:
    return Bar(label[:1].upper() + label[1:], count, f"{count} ({count / total:.0%})")


def _unit(texts: Texts, unit: Unit) -> Bar:
    return Bar(cut(unit.name, _NAME), unit.count, texts.plain("reports.unit", u=unit))


def _step(texts: Texts, step: Step) -> Bar:
    label = texts.plain("reports.step", name=step.name)
    return Bar(label, step.p90, texts.plain("reports.hours", step=step), low=step.median, limit=step.allowed)


TAPS: Final[dict[str, Handler]] = {"report": Handler(turn), "report_send": Handler(send)}

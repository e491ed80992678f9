"""What a person who registers is to answer now: consent, a question, a page of the directory, or the summary."""

from handlers.buttons import BAD, GOOD, Bubble, Button, one_a_row, two_a_row
from handlers.callbacks import Press
from handlers.pages import turning
from handlers.texts import Texts
from office.desk.admission import NEW_OPD, opd_name
from office.desk.choosing_opd import page_of
from office.desk.desk import Desk
from office.desk.registration import asked, is_whole
from office.register.people import Actor
from office.register.registrations import Browsing, Purpose, Registration
from office.sop.fields import SKIPPED
from office.sop.form import Ask, Kind, questions
from office.sop.registration_forms import registration_form
from office.sop.roles import Role


def registration_question(desk: Desk, texts: Texts, actor: Actor, registration: Registration) -> Bubble:
    """The question that comes next; whatever was answered is a row of the register."""
    if actor.person.consented_at is None:
        return _consent(texts, registration.role)
    field = asked(registration)
    if field is None:
        return _summary(desk, texts, registration)
    ask = questions(registration_form(registration.role))[field]
    if ask.kind is Kind.OPD and registration.browsing is not None:
        return _directory(desk, texts, registration, registration.browsing)
    return _question(desk, texts, registration, field, ask)


def _consent(texts: Texts, role: Role) -> Bubble:
    agree = Button(texts.say("buttons.agree"), Press("consent"), GOOD)
    decline = Button(texts.say("buttons.decline"), Press("decline"))
    return Bubble(texts.say("start.consent", role=role), one_a_row(agree, decline))


def _question(desk: Desk, texts: Texts, registration: Registration, field: str, ask: Ask) -> Bubble:
    names = list(questions(registration_form(registration.role)))
    is_one_of_all = registration.purpose is Purpose.JOIN
    html = texts.say(
        "registration.question",
        ask=ask,
        number=names.index(field) + 1 if is_one_of_all else 0,
        total=len(names),
        known=_words(desk, registration, field, ask) if field in registration.answers else "",
    )
    if ask.kind is Kind.CONTACT:
        return Bubble(html, contact=texts.say("buttons.contact"), beside_contact=texts.say("buttons.back"))
    rows = one_a_row(*_buttons(texts, registration, field, ask))
    return Bubble(html, rows, drops_keyboard=not rows)


def _buttons(texts: Texts, registration: Registration, field: str, ask: Ask) -> list[Button]:
    seen = (registration.id, registration.revision)
    buttons = []
    if ask.kind is Kind.OPD:
        buttons.append(Button(texts.say("buttons.all_opds"), Press("opd", *seen, "all")))
    if ask.skip:
        buttons.append(Button(ask.skip, Press("skip", *seen)))
    if field in registration.answers:
        buttons.append(Button(texts.say("buttons.keep_answer"), Press("reg_keep", *seen)))
    is_first = field == next(iter(questions(registration_form(registration.role))))
    is_aside = registration.purpose is Purpose.CORRECT or is_whole(registration)
    if not is_first and not is_aside:
        buttons.append(_back(texts, registration))
    return buttons


def _back(texts: Texts, registration: Registration) -> Button:
    return Button(texts.say("buttons.back"), Press("reg_back", registration.id, registration.revision))


def _directory(desk: Desk, texts: Texts, registration: Registration, browsing: Browsing) -> Bubble:
    """What was found, or the whole directory, a page at a time; or the request to name a missing unit."""
    page, seen = page_of(desk, browsing), (registration.id, registration.revision)
    html = texts.say("registration.directory", look=browsing, page=page)
    units = [Button(unit.name, Press("opd", *seen, str(unit.id))) for unit in page.units]
    if browsing.naming:
        return Bubble(html, one_a_row(_back(texts, registration)))
    rest = [Button(texts.say("buttons.new_opd"), Press("opd", *seen, "new"))]
    if browsing.typed:
        rest.append(Button(texts.say("buttons.all_opds"), Press("opd", *seen, "all")))
    turns = turning(texts, page.number, page.pages, lambda number: Press("opd_page", *seen, str(number)), a_page=1)
    return Bubble(html, (*one_a_row(*units), *((turns,) if turns else ()), *one_a_row(*rest)))


def _summary(desk: Desk, texts: Texts, registration: Registration) -> Bubble:
    asks = questions(registration_form(registration.role))
    html = texts.say(
        "registration.summary",
        purpose=registration.purpose,
        invited=registration.role is not Role.APPLICANT,
        reason=registration.reason or "",
        facts=[(ask.title, _words(desk, registration, field, ask)) for field, ask in asks.items()],
        is_new=registration.answers.get("opd", "").startswith(NEW_OPD),
    )
    seen = (registration.id, registration.revision)
    send = Button(texts.say("buttons.register"), Press("reg_send", *seen), GOOD)
    edits = [
        Button(texts.say("buttons.edit", title=ask.title), Press("reg_edit", *seen, field))
        for field, ask in asks.items()
    ]
    return Bubble(html, ((send,), *two_a_row(*edits)))


def _words(desk: Desk, registration: Registration, field: str, ask: Ask) -> str:
    """A kept answer as a person reads it."""
    kept = registration.answers[field]
    if ask.kind is Kind.OPD:
        return opd_name(desk, kept)
    if kept == SKIPPED and ask.skip:
        return ask.skip
    return f"+{kept}" if ask.kind is Kind.CONTACT else kept


def waiting_bubble(texts: Texts, registration: int, revision: int) -> Bubble:
    """It waits for the operators; until they decide, it can be taken back."""
    take_back = Button(texts.say("buttons.withdraw_registration"), Press("reg_withdraw", registration, revision), BAD)
    return Bubble(texts.say("start.waiting"), one_a_row(take_back))


def refused_bubble(texts: Texts, registration: int, purpose: str, reason: str) -> Bubble:
    """The operators' no, and the way to mend what was wrong."""
    mend = Button(texts.say("buttons.mend"), Press("reg_mend", registration), GOOD)
    return Bubble(texts.say("registration.refused", purpose=purpose, reason=reason), one_a_row(mend))

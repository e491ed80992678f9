"""The question that a chat shows is derived from the answers, and from nothing else."""

import pytest

from handlers.buttons import Bubble
from handlers.questions import current_question
from handlers.request_questions import offered_answer
from handlers.texts import Texts
from office.desk import application, choosing_opd, registration
from office.desk.application import Said
from office.register import opds
from office.register.people import Actor
from office.register.registrations import Registration
from office.sop.form import Kind, questions
from office.sop.request import RequestKind
from office.sop.request_forms import CATEGORIES, SubDomainForm
from tests.handlers.reading import seen
from tests.office.desk.world import ANSWERS, Office

WAYS = ["Kembali", "Apa ini?"]
EDITS = [f"Ubah {ask.title}" for ask in questions(SubDomainForm).values()]


def asked(office: Office, texts: Texts, actor: Actor) -> Bubble:
    bubble = current_question(office.world.desk, texts, office.world.again(actor.person.telegram_id))
    assert bubble is not None
    return bubble


def labels(bubble: Bubble) -> list[str]:
    return [button.label for row in bubble.rows for button in row]


def registering(office: Office, *, agreed: bool = True) -> tuple[Actor, Registration]:
    newcomer = office.world.newcomer()
    registration.begin(office.world.desk, newcomer)
    if agreed:
        registration.consent(office.world.desk, newcomer)
    begun = registration.filling(office.world.desk, newcomer)
    assert begun is not None
    return office.world.again(newcomer.person.telegram_id), begun


def test_somebody_who_writes_nothing_is_asked_nothing(office: Office, texts: Texts) -> None:
    assert current_question(office.world.desk, texts, office.applicant) is None


def test_agreement_is_asked_before_anything_personal(office: Office, texts: Texts) -> None:
    newcomer, _ = registering(office, agreed=False)

    question = asked(office, texts, newcomer)

    assert "UU 27/2022" in question.html
    assert labels(question) == ["Setuju dan lanjut", "Tidak setuju"]


def test_the_first_question_offers_the_name_that_convention_proposes(office: Office, texts: Texts) -> None:
    application.begin(office.world.desk, office.applicant, RequestKind.SUB_DOMAIN)

    question = asked(office, texts, office.applicant)

    assert labels(question) == ["dincontoh", "Apa ini?", "Simpan & lanjut nanti"]
    assert "1 dari 12" in question.html


def test_a_choice_is_offered_as_buttons(office: Office, texts: Texts) -> None:
    application.begin(office.world.desk, office.applicant, RequestKind.SUB_DOMAIN)
    for typed in ("dinkes", *list(ANSWERS.values())[:3]):
        application.answer(office.world.desk, office.applicant, Said(typed))

    assert labels(asked(office, texts, office.applicant)) == [*CATEGORIES, *WAYS, "Simpan & lanjut nanti"]


def test_a_whole_form_is_shown_with_a_button_for_each_field(office: Office, texts: Texts) -> None:
    office.world.fill(office.applicant)

    summary = asked(office, texts, office.applicant)

    assert labels(summary) == ["Kirim permohonan", *EDITS, "Simpan & lanjut nanti"]
    assert "20 November 2026" in summary.html
    assert "surat.pdf" in summary.html


def test_a_returned_form_says_what_is_missing(office: Office, texts: Texts) -> None:
    office.returned()

    summary = asked(office, texts, office.applicant)

    assert "Alamat tujuan salah" in summary.html
    assert labels(summary) == ["Kirim ulang", *EDITS, "Tarik permohonan"]


def test_a_field_that_is_changed_can_be_left_as_it_was(office: Office, texts: Texts) -> None:
    filled = office.world.fill(office.applicant)
    application.edit(office.world.desk, office.applicant, "target", revision=filled.revision)

    question = asked(office, texts, office.applicant)

    assert "Jawaban lama tetap dipakai" in question.html
    assert labels(question) == ["Biarkan seperti semula", *WAYS, "Simpan & lanjut nanti"]


def test_the_longest_answers_fit_the_summary(office: Office, texts: Texts) -> None:
    longest = {"target": ".".join(["b" * 62] * 4), "application": "&" * 100, "purpose": "<" * 300}
    office.world.fill(office.applicant, "a" * 63, **longest, letter_subject="&" * 150, letter_number="1" + "&" * 59)

    assert len(seen(asked(office, texts, office.applicant).html)) <= 4096


def test_what_was_typed_in_the_form_is_no_markup_in_the_summary(office: Office, texts: Texts) -> None:
    office.world.fill(office.applicant, application="<i>miring</i> & lain")

    assert "&lt;i&gt;miring&lt;/i&gt; &amp; lain" in asked(office, texts, office.applicant).html


def test_found_units_are_offered_and_one_that_is_not_among_them(office: Office, texts: Texts) -> None:
    newcomer, begun = registering(office)
    opds.ensure(office.world.tx, "Dinas Sosial & Lainnya")

    choosing_opd.search(office.world.desk, newcomer, begun, "sosial")

    assert labels(asked(office, texts, newcomer)) == [
        "Dinas Sosial & Lainnya",
        "OPD saya tidak ada di daftar",
        "Lihat semua OPD",
    ]


@pytest.mark.parametrize("typed", ["<b>x</b>", "tidak ada " * 16])
def test_an_unknown_unit_is_shown_as_it_was_typed(office: Office, texts: Texts, typed: str) -> None:
    newcomer, begun = registering(office)

    choosing_opd.search(office.world.desk, newcomer, begun, typed.strip())

    question = asked(office, texts, newcomer)
    assert "<b>x" not in question.html
    assert "belum ada di daftar" in question.html


def test_the_phone_number_is_asked_for_with_telegrams_own_button(office: Office, texts: Texts) -> None:
    newcomer, _ = registering(office)
    for typed, by in (
        (str(office.applicant.assignments[0].opd), Kind.OPD),
        ("Siti Contoh", Kind.TEXT),
        ("-", Kind.TEXT),
    ):
        _answer(office, newcomer, typed, by)
    _answer(office, newcomer, "Pengelola Data", Kind.TEXT)

    assert asked(office, texts, newcomer).contact == "Bagikan nomor HP saya"


def _answer(office: Office, actor: Actor, typed: str, by: Kind) -> None:
    again = office.world.again(actor.person.telegram_id)
    filling = registration.filling(office.world.desk, again)
    assert filling is not None
    registration.answer(office.world.desk, again, filling, typed, by=by)


@pytest.mark.parametrize(("index", "value"), [(0, "dincontoh"), (1, None), (999, None)])
def test_a_button_that_is_not_offered_answers_nothing(office: Office, index: int, value: str | None) -> None:
    draft = application.begin(office.world.desk, office.applicant, RequestKind.SUB_DOMAIN)

    assert offered_answer(office.world.desk, draft, "label", index) == value


def test_every_button_of_the_form_fits_telegrams_limit(office: Office, texts: Texts) -> None:
    office.world.fill(office.applicant)

    assert all(len(b.press.pack().encode()) <= 64 for row in asked(office, texts, office.applicant).rows for b in row)

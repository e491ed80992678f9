"""Cards: what each viewer sees, and may press."""

from collections.abc import Callable
from typing import Final

import pytest

from handlers.buttons import BAD, GOOD, Bubble
from handlers.cards import PLAN, SHEET, WITHDRAW, registration_card
from handlers.showing import bubble_for
from handlers.texts import Texts
from office.desk import application, asking, disposition, provisioning
from office.register import services
from office.register.people import Actor
from office.register.registrations import Registration, State
from office.sop.plan import RecordId
from office.sop.request import Action, PersonId, Request, RequestKind
from office.sop.roles import Role
from office.sop.text import key_of
from tests.handlers.reading import seen
from tests.office.desk.world import AGENCY, GROUP, Office

NASTY: Final = '<b>tebal</b> & "kutip" {{ 7 * 7 }}'
LONGEST: Final = {
    "label": "a" * 63,
    "target": ".".join(["b" * 62] * 4),
    "application": "&" * 100,
    "purpose": "<" * 300,
    "contact_name": "C" * 100,
    "letter_number": "1" + "&" * 59,
    "letter_subject": "&" * 150,
}
STAGES: Final[dict[str, Callable[[Office], Request]]] = {
    "at_kadis": lambda office: office.world.submit(office.applicant),
    "at_kabid": lambda office: office.at_kabid(),
    "at_check": lambda office: office.at_check(),
    "returned": lambda office: office.returned(),
    "provisioning": lambda office: office.in_the_making(),
    "blocked": lambda office: office.blocked(),
    "finished": lambda office: office.finished(),
    "withdrawn": lambda office: office.world.act(office.applicant, office.at_kabid(), Action.WITHDRAW),
    "rejected": lambda office: office.world.act(office.kabid, office.at_kabid(), Action.REJECT, "Sudah ada"),
}
ORIGINAL: Final = "📎 Berkas asli"
PAPER: Final = "📄 Lembar disposisi"
DISPOSED: Final = {"at_kabid", "at_check", "returned", "provisioning", "blocked"}
ASK, MEND = "💬 Tanya pemohon", "✏️ Perbaiki isian"
BUTTONS: Final = {
    ("at_kadis", "kadis"): ["Setujui & disposisikan", "Kembalikan", "Tolak", ASK, ORIGINAL],
    ("at_kabid", "kabid"): ["Setujui & disposisikan", "Kembalikan", "Tolak", ASK, ORIGINAL],
    ("at_check", "officer"): ["▫️ 1. Surat permohonan ada dan terbaca", "Semua sesuai ✅", ASK, MEND, ORIGINAL],
    ("blocked", "officer"): ["Coba lagi", "Sudah dibuat manual", "Tidak lengkap", "Tolak", ASK, ORIGINAL],
    **{(stage, "applicant"): ["Tarik permohonan"] for stage in ("at_kadis", "at_kabid", "at_check", "returned")},
}


def card(office: Office, texts: Texts, chat_id: int, request: Request, side: str = "") -> Bubble:
    return bubble_for(office.world.desk, texts, chat_id, f"request:{request.id}", side)[0]


def labels(bubble: Bubble) -> list[str]:
    return [button.label for row in bubble.rows for button in row]


def chat(actor: Actor) -> int:
    return actor.person.telegram_id


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("who", ["applicant", "kadis", "kabid", "officer", "operator"])
def test_a_card_shows_only_the_buttons_that_its_viewer_may_press(
    office: Office, texts: Texts, stage: str, who: str
) -> None:
    request = STAGES[stage](office)

    shown = labels(card(office, texts, chat(getattr(office, who)), request))

    reads = [PAPER] if who in {"kadis", "kabid", "officer"} and stage in DISPOSED else []
    assert sorted(shown) == sorted([*BUTTONS.get((stage, who), []), *reads])


@pytest.mark.parametrize("stage", STAGES)
def test_the_groups_card_has_no_buttons_and_of_people_name_and_opd(office: Office, texts: Texts, stage: str) -> None:
    request = STAGES[stage](office)

    shown = card(office, texts, GROUP, request)

    assert labels(shown) == []
    assert "<b>Pemohon</b>: Siti Contoh\n" in shown.html
    unsaid = ("81234567890", "199001012015012001", "Pengelola Data", "Budi Contoh")
    assert [each for each in unsaid if each in shown.html] == []


@pytest.mark.parametrize("who", ["kadis", "kabid", "officer"])
def test_no_officials_card_shows_a_nip(office: Office, texts: Texts, who: str) -> None:
    shown = card(office, texts, chat(getattr(office, who)), office.finished())

    assert "199001012015012001" not in shown.html


def test_the_officer_sees_whom_to_call_about_the_server(office: Office, texts: Texts) -> None:
    assert "6281234567890" in card(office, texts, chat(office.officer), office.at_check()).html


def test_what_a_person_typed_is_never_markup(office: Office, texts: Texts) -> None:
    request = office.world.submit(office.applicant, application=NASTY, purpose=NASTY, letter_subject=NASTY)
    request = office.world.act(office.kadis, request, Action.REJECT, NASTY)

    shown = card(office, texts, chat(office.applicant), request)

    assert "<b>tebal" not in shown.html
    assert seen(shown.html).count('<b>tebal</b> & "kutip" {{ 7 * 7 }}') == 4


@pytest.mark.parametrize("side", ["", PLAN])
def test_the_longest_answers_fit_a_message(office: Office, texts: Texts, side: str) -> None:
    label = LONGEST["label"]
    request = office.world.submit(office.applicant, label, **{k: v for k, v in LONGEST.items() if k != "label"})
    for official in (office.kadis, office.kabid):
        seen_now = {"revision": request.revision}
        disposition.note(office.world.desk, official, request.id, "&" * 500, **seen_now)
        for phrase in AGENCY.letter.disposition_phrases:
            disposition.turn_phrase(office.world.desk, official, request.id, key_of(phrase), **seen_now)
        request = disposition.give(office.world.desk, official, request.id, **seen_now)

    for number in range(3):
        asked = asking.ask(office.world.desk, office.officer, request.id, f"{number}" * 600, revision=request.revision)
        asking.answer(office.world.desk, office.applicant, asked.id, "&" * 600)

    shown = card(office, texts, chat(office.officer), request, side)

    assert len(seen(shown.html)) <= 4096


def test_lengkap_turns_the_card_to_the_very_plan_that_buat_confirms(office: Office, texts: Texts) -> None:
    request = office.at_check()

    shown = card(office, texts, chat(office.officer), request, PLAN)

    assert labels(shown) == ["Buat sekarang", "Kembali"]
    assert "dinkes.contoh.go.id  300  A  103.20.30.40" in shown.html
    assert shown.rows[0][0].press.extra == office.world.digest(request)


def test_the_plan_says_ttl_proxy_and_that_the_name_is_new(office: Office, texts: Texts) -> None:
    html = seen(card(office, texts, chat(office.officer), office.at_check(), PLAN).html)

    assert "TTL 300 detik · Proxy Cloudflare: tidak (DNS saja)\nKepemilikan: baru, belum ada pemiliknya" in html


@pytest.mark.parametrize("kind", [RequestKind.CHANGE, RequestKind.DEACTIVATION])
@pytest.mark.parametrize("by_hand", [False, True])
def test_the_plan_says_whose_the_record_is_that_is_changed_or_removed(
    office: Office, texts: Texts, kind: RequestKind, by_hand: bool
) -> None:
    made = office.in_the_making()
    if by_hand:
        services.made_by_hand(office.world.tx, office.world.service(made))
    provisioning.finish(office.world.desk, office.world.service(made).id, ["103.20.30.40"])
    request = office.asked_about("dinkes", kind, target="103.20.30.41")

    html = seen(card(office, texts, chat(office.officer), request, PLAN).html)

    assert f"Kepemilikan: {'⚠️ dibuat manual' if by_hand else 'buatan Loket'}" in html
    assert ("Bapak/Ibu meng" in html) is by_hand
    assert "TTL 300 detik" in html


def test_the_officer_is_warned_of_a_target_that_others_could_take(office: Office, texts: Texts) -> None:
    request = office.world.submit(office.applicant, "dinkes", target="instansi.github.io")
    for official in (office.kadis, office.kabid):
        request = office.world.act(official, request, Action.DISPOSE)

    assert "⚠️" in card(office, texts, chat(office.officer), request, PLAN).html


@pytest.mark.parametrize(("who", "side"), [("kadis", PLAN), ("officer", WITHDRAW), ("operator", PLAN)])
def test_the_other_side_of_a_card_is_only_for_whom_it_serves(office: Office, texts: Texts, who: str, side: str) -> None:
    request, viewer = office.at_check(), chat(getattr(office, who))

    assert card(office, texts, viewer, request, side) == card(office, texts, viewer, request)


def test_withdrawing_asks_once_whether_the_applicant_is_sure(office: Office, texts: Texts) -> None:
    shown = card(office, texts, chat(office.applicant), office.at_kabid(), WITHDRAW)

    assert labels(shown) == ["Ya, tarik permohonan", "Tidak jadi"]


def test_a_card_names_who_has_done_which_step(office: Office, texts: Texts) -> None:
    shown = card(office, texts, GROUP, office.at_kabid())

    assert "✅ 2–3. Disposisi Kepala Dinas – Kadis Contoh, 24 Nov 09.30 WIB" in shown.html
    assert "▶️ 4. Disposisi Kepala Bidang" in shown.html


def test_a_returned_card_shows_the_officers_words(office: Office, texts: Texts) -> None:
    shown = card(office, texts, GROUP, office.returned())

    assert "Dikembalikan ke pemohon</b> oleh Contoh Nama, 24 Nov 09.30 WIB: Alamat tujuan salah" in shown.html


@pytest.mark.parametrize(
    ("stage", "outcome"),
    [
        ("rejected", "Ditolak</b> oleh Contoh Nama, 24 Nov 09.30 WIB: Sudah ada"),
        ("withdrawn", "Ditarik oleh pemohon, 24 Nov 09.30 WIB."),
    ],
)
def test_the_outcome_says_who_and_when(office: Office, texts: Texts, stage: str, outcome: str) -> None:
    assert outcome in card(office, texts, GROUP, STAGES[stage](office)).html


def test_an_officials_card_says_what_is_asked_by_whom_why_by_which_letter_and_until_when(
    office: Office, texts: Texts
) -> None:
    text = seen(card(office, texts, chat(office.kadis), office.world.submit(office.applicant)).html)

    for fact in ("dinkes.contoh.go.id", "Sub domain baru – Dinas Contoh", "Pemohon: Siti Contoh", "Informasi layanan"):
        assert fact in text
    for fact in ("440/215/CONTOH/XI/2026", "20 November 2026", "Permohonan Sub Domain", "Paling lambat"):
        assert fact in text


def test_approving_is_green_and_refusing_red(office: Office, texts: Texts) -> None:
    request = office.world.submit(office.applicant)
    front = card(office, texts, chat(office.kadis), request)
    sheet = card(office, texts, chat(office.kadis), request, SHEET)

    styles = {button.label: button.style for bubble in (front, sheet) for row in bubble.rows for button in row}
    assert (styles["Setujui & disposisikan"], styles["Disposisikan"], styles["Tolak"]) == (GOOD, GOOD, BAD)


def test_the_sheet_offers_sifat_in_a_row_and_the_offices_phrases(office: Office, texts: Texts) -> None:
    request = office.world.submit(office.applicant)
    disposition.set_urgency(office.world.desk, office.kadis, request.id, 1, revision=request.revision)
    key = key_of(AGENCY.letter.disposition_phrases[0])
    disposition.turn_phrase(office.world.desk, office.kadis, request.id, key, revision=request.revision)

    shown = card(office, texts, chat(office.kadis), request, SHEET)

    first, *phrases = AGENCY.letter.disposition_phrases
    assert [button.label for button in shown.rows[0]] == ["Biasa", "● Segera", "Sangat Segera"]
    assert labels(shown)[3:] == [
        f"✅ {first}",
        *(f"▫️ {phrase}" for phrase in phrases),
        *("✏️ Tambah catatan", "Disposisikan", "Kembali"),
    ]


@pytest.mark.parametrize("who", ["applicant", "kabid", "officer", "operator"])
def test_the_sheet_is_only_for_whose_turn_it_is(office: Office, texts: Texts, who: str) -> None:
    request, viewer = office.world.submit(office.applicant), chat(getattr(office, who))

    assert card(office, texts, viewer, request, SHEET) == card(office, texts, viewer, request)


def test_what_was_disposed_is_for_officials_and_typed_words_are_no_markup(office: Office, texts: Texts) -> None:
    request = office.world.submit(office.applicant)
    disposition.note(office.world.desk, office.kadis, request.id, NASTY, revision=request.revision)
    request = disposition.give(office.world.desk, office.kadis, request.id, revision=request.revision)

    html = card(office, texts, chat(office.kabid), request).html

    assert f"Disposisi Kadis: Biasa · “{NASTY}”" in seen(html)
    assert "<b>tebal" not in html
    assert "Disposisi Kadis:" not in card(office, texts, chat(office.applicant), request).html
    assert "Disposisi Kadis:" not in card(office, texts, GROUP, request).html


def test_a_decision_that_waits_is_shown_to_its_maker_alone_with_the_way_back(office: Office, texts: Texts) -> None:
    service = AGENCY.service.model_copy(update={"undo_seconds": 15})
    office.world.agency = AGENCY.model_copy(update={"service": service})
    request = office.world.submit(office.applicant)
    before = {who: card(office, texts, chat(getattr(office, who)), request) for who in ("applicant", "kabid")}
    disposition.give(office.world.desk, office.kadis, request.id, revision=request.revision)

    own = card(office, texts, chat(office.kadis), request)

    assert labels(own) == ["↩️ Urungkan", ORIGINAL]
    assert "Disposisi dicatat</b>: Biasa" in own.html
    assert "diurungkan selama 15 detik" in own.html
    assert before == {who: card(office, texts, chat(getattr(office, who)), request) for who in before}


def test_in_a_new_round_the_dispositions_of_the_earlier_one_are_not_ticked(office: Office, texts: Texts) -> None:
    returned = office.returned()

    again = application.submit(office.world.desk, office.applicant, revision=returned.revision)

    assert [step in card(office, texts, GROUP, again).html for step in ("✅ 1.", "▶️ 2–3.", "▫️ 4.", "▫️ 5.")] == [
        True
    ] * 4


def test_a_recorded_service_is_said_to_be_verified_still(office: Office, texts: Texts) -> None:
    request = office.in_the_making()
    provisioning.record_made(office.world.desk, office.world.service(request).id, RecordId("r1"))

    assert "sedang diperiksa di server nama" in card(office, texts, GROUP, request).html


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("name_taken|A 103.20.30.99", "sudah dipakai record lain (A 103.20.30.99)"),
        ("refused|<no>", "penyedia DNS menolak: &lt;no&gt;"),
        ("gave_up|a|b", "belum berhasil: a|b"),
    ],
)
def test_a_blocked_card_says_what_is_in_the_way(office: Office, texts: Texts, why: str, said: str) -> None:
    request = office.in_the_making()
    provisioning.block(office.world.desk, office.world.service(request).id, *why.split("|", 1))

    assert said in card(office, texts, GROUP, request).html


def test_a_person_in_several_roles_sees_only_the_buttons_of_the_one_left(office: Office, texts: Texts) -> None:
    both = office.world.person(Role.KADIS, Role.KABID)
    request = office.world.act(both, office.world.submit(office.applicant), Action.DISPOSE)

    assert labels(card(office, texts, chat(both), request)) == [PAPER]


@pytest.mark.parametrize("in_group", [True, False])
@pytest.mark.parametrize(("state", "buttons"), [(State.WAITING, 2), (State.APPROVED, 0), (State.REFUSED, 0)])
def test_a_registration_can_be_decided_once(texts: Texts, state: State, buttons: int, *, in_group: bool) -> None:
    answers = {"name": NASTY, "title": NASTY, "nip": "199001012015012001", "phone": "6281234567890", "opd": "1"}
    registration = Registration(1, PersonId(1), Role.APPLICANT, state, 3, answers, reason=NASTY)

    shown = registration_card(texts, registration, NASTY, NASTY, is_new=True, in_group=in_group)

    assert len([label for label in labels(shown) if label != "Lihat data"]) == buttons
    assert "<b>tebal" not in shown.html
    assert "199001012015012001" not in shown.html
    assert "6281234567890" not in shown.html


def test_a_new_turn_of_a_role_asks_for_a_fresh_card(office: Office, texts: Texts) -> None:
    request = office.at_kabid()

    turns = {
        who: bubble_for(office.world.desk, texts, chat(getattr(office, who)), f"request:{request.id}", "")[1]
        for who in ("applicant", "kadis", "kabid", "officer")
    }

    assert turns["kabid"] > turns["kadis"] == turns["applicant"] > turns["officer"] == 0

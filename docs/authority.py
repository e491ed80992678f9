"""Write docs/authority.md from the tables of moves and acts: `make authority`. A test notices when it is old."""

from pathlib import Path
from typing import Final

from docs.diagram import ACTIONS, STAGES
from office.sop.authority import ACTS, Act, Right
from office.sop.presence import leads_to_dns
from office.sop.roles import Role
from office.sop.workflow import MOVES, Move, When

PAGE: Final = Path(__file__).with_name("authority.md")
_ROLES: Final = {
    Role.APPLICANT: "Pemohon",
    Role.KADIS: "Kadis",
    Role.KABID: "Kabid",
    Role.PRANATA_KOMPUTER: "Pranata Komputer",
    Role.OPERATOR: "Operator",
    Role.ADMIN: "Admin",
    Role.SYSTEM: "Loket",
}
WORDS: Final = {
    Act.SEE_QUEUE: "see what waits (`/antrian`), the board, the search, the reports",
    Act.TRY_AGAIN: "try a failed payment again",
    Act.OPEN_ORIGINALS: "open an upload as it was sent",
    Act.DECIDE_REGISTRATION: "let an applicant in, or not, and read what they told (*Lihat data*); never themselves",
    Act.ANSWER_QUESTION: "answer a question of *Tanya petugas*",
    Act.ASK_APPLICANT: "ask the applicant something about a request whose decision is theirs (*Tanya pemohon*)",
    Act.TAKE_QUESTION_BACK: "take back an unanswered question or proposal about such a request (*Tarik pertanyaan*)",
    Act.CORRECT: "propose another name or target, which the applicant agrees to",
    Act.CLAIM: "take a request that no officer has (*Ambil*)",
    Act.HAND_OVER: "hand a request over to another officer (*Serahkan*): whoever has it, or the Kabid",
    Act.LOOK_AFTER_LETTERS: "type the number of a letter, hand in its signed copy",
    Act.APPOINT: "appoint a Plh. or Plt.; Kadis and Kabid for their own chair",
    Act.APPOINT_FOR_ANY: "appoint a Plh. or Plt. for any chair",
    Act.END_PERIOD: "end a Plh. or Plt. early; Kadis and Kabid for their own chair",
    Act.INVITE: "invite officials, operators, admins and the operator group (`/undang`)",
    Act.WITHDRAW_INVITATION: "withdraw an invitation before anybody has come in (`/undang`, `loket invitations`)",
    Act.LIST_PEOPLE: "see who does what (`/orang`)",
    Act.CHANGE_ROLE: "give a role, or another one; nobody to themselves",
    Act.REVOKE: "take away a role; the last admin stays",
    Act.SUSPEND: "suspend; the last admin stays",
    Act.LIFT: "lift a suspension",
    Act.IMPORT_OPDS: "take over a newer list of units (`loket opd import`)",
    Act.CONFIRM_AUTHENTICATOR: "confirm that an authenticator is the official's own; never one's own",
    Act.REFUSE_AUTHENTICATOR: "say that it is not the official's own; never one's own",
}
_WHEN: Final = {
    When.ALWAYS: "",
    When.BLOCKED: "while it is stopped",
    When.HOSTING: "while hosting is to be made",
    When.NO_HOSTING: "when no hosting is to be made",
    When.ASTRAY: "while it is stopped, with a hosting's address",
    When.HELD: "while it is stopped, or hosting is to be made",
}
_HEAD: Final = """# Who may do what

Written by `make authority` from the two tables that the program asks, `MOVES` in `office/sop/workflow.py` and `ACTS` in
`office/sop/authority.py`. What stands in neither, nobody may. Beyond the tables:

- Nobody decides on their own request, nor in two roles on the same round of one, unless `[duties] small_office` says
  so.
- A request that an officer has is decided by that officer alone.
- Nothing is built before Kadis and Kabid have disposed in the current round.
- A role holds from its first to its last moment; a suspended person has none. Whoever stands in (Plh., Plt.) has the
  role of the chair for the period. Buttons carry no rights: role, person and revision are looked up at every tap.
- *code*: asked for where `[presence] roles` names anybody (a code of an authenticator app). A move asks it of the roles
  named, and it counts for `remember_minutes`; an act, which gives power over such moves, asks everybody each time.
- Belonging to the operator group grants nothing.
- Whoever can run `loket` on the machine owns the register's file: the command line does what an admin may, and its acts
  stand in the trail without a person.
"""


def page() -> str:
    """The whole page in Markdown."""
    return "\n".join([_HEAD, *_moves(), "", *_acts(), ""])


def _moves() -> list[str]:
    roles = [role for role in _ROLES if any(move.role is role for move in MOVES)]
    head = ["## Moves of a request", "", *_headings(("where it is", "move", "only", "reason", "code"), roles)]
    return [*head, *(_move(move, roles) for move in MOVES)]


def _move(move: Move, roles: list[Role]) -> str:
    reason = "yes" if move.needs_reason else ""
    code = "yes" if leads_to_dns(move) else ""
    said = (STAGES[move.stage], ACTIONS[move.action], _WHEN[move.when], reason, code)
    return _row((*said, *("✓" if move.role is role else "" for role in roles)))


def _acts() -> list[str]:
    roles = [role for role in _ROLES if any(role in right.roles for right in ACTS.values())]
    head = ["## Everything else", "", *_headings(("act", "code"), roles)]
    return [*head, *(_act(act, right, roles) for act, right in ACTS.items())]


def _act(act: Act, right: Right, roles: list[Role]) -> str:
    code = "yes" if right.gives_power else ""
    return _row((WORDS[act], code, *("✓" if role in right.roles else "" for role in roles)))


def _headings(first: tuple[str, ...], roles: list[Role]) -> list[str]:
    columns = (*first, *(_ROLES[role] for role in roles))
    return [_row(columns), "|" + "-|" * len(columns)]


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

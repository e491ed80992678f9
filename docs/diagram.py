"""Draws the SOP's picture from its table of moves: `make diagram`."""

import re
from pathlib import Path
from typing import Final

from office.sop.request import Action, Stage
from office.sop.roles import Role
from office.sop.workflow import MOVES, Move, When

PAGES: Final = tuple(Path(__file__).parent.parent / page for page in ("docs/sop.md", "README.md"))
_BETWEEN: Final = re.compile(r"(?<=<!-- diagram -->\n).*?(?=<!-- /diagram -->)", re.DOTALL)

STAGES: Final = {
    Stage.DRAFT: "sedang diisi",
    Stage.AT_KADIS: "di Kadis",
    Stage.AT_KABID: "di Kabid",
    Stage.AT_CHECK: "pemeriksaan",
    Stage.RETURNED: "dikembalikan",
    Stage.PROVISIONING: "pembuatan",
    Stage.FINISHED: "selesai",
    Stage.REJECTED: "ditolak",
    Stage.WITHDRAWN: "ditarik",
}
ACTIONS: Final = {
    Action.SUBMIT: "kirim",
    Action.DISPOSE: "disposisi",
    Action.REJECT: "tolak",
    Action.RETURN: "kembalikan",
    Action.BUILD: "lengkap, buat",
    Action.RETRY: "coba lagi",
    Action.BY_HAND: "dibuat manual",
    Action.HOSTED: "hosting dibuat",
    Action.REHOST: "ganti alamat hosting",
    Action.BLOCK: "terhenti",
    Action.FINISH: "terverifikasi",
    Action.WITHDRAW: "tarik",
}
_ROLES: Final = {
    Role.APPLICANT: "Pemohon",
    Role.KADIS: "Kadis",
    Role.KABID: "Kabid",
    Role.PRANATA_KOMPUTER: "Pranata Komputer",
    Role.SYSTEM: "Loket",
}


_ONLY: Final = {
    When.BLOCKED: " (bila terhenti)",
    When.HOSTING: " (hosting)",
    When.NO_HOSTING: "",
    When.ASTRAY: " (bila terhenti)",
    When.HELD: " (bila terhenti atau hosting belum dibuat)",
}


def diagram() -> str:
    """Return the Mermaid state diagram of every move in the table."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{name}" as {stage}' for stage, name in STAGES.items()]
    lines.append(f"    [*] --> {Stage.DRAFT}")
    lines += [f"    {move.stage} --> {move.to}: {_label(move)}" for move in MOVES]
    lines += [f"    {stage} --> [*]" for stage in Stage if stage.is_final]
    return "\n".join([*lines, "```", ""])


def _label(move: Move) -> str:
    step = f"{move.step}. " if move.step else ""
    only = _ONLY.get(move.when, "")
    return f"{step}{_ROLES[move.role]} {ACTIONS[move.action]}{only}"


def drawn_in(page: str) -> str:
    """Return the page with the diagram as the table has it now."""
    return _BETWEEN.sub(lambda _: diagram(), page)


def main() -> None:
    for page in PAGES:
        page.write_text(drawn_in(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()

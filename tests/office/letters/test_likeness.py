"""Whether a file that came back shows the letter that went out."""

import pytest

from office.letters.likeness import Likeness, likeness

NUMBER = "500.12/47/DISKOMINFO-2/XI/2026"
ISSUED = f"Nomor : {NUMBER}\n" + " ".join(f"kata{n}" for n in range(60))


@pytest.mark.parametrize(
    ("returned", "how"),
    [
        (ISSUED, Likeness.SAME),
        (ISSUED.replace("kata7 ", ""), Likeness.SAME),
        (f"{ISSUED}\nDokumen ini ditandatangani oleh Kepala Dinas", Likeness.SAME),
        (ISSUED.replace(NUMBER, "500.12/47/DISKO\nMINFO-2/XI/2026"), Likeness.SAME),
        (f"Nomor : {NUMBER}\nkata lain sama sekali", Likeness.CHANGED),
        (ISSUED.replace(NUMBER, "500.12/48/DISKOMINFO-2/XI/2026"), Likeness.OTHER),
        ("", Likeness.UNREADABLE),
        (" \n\f", Likeness.UNREADABLE),
    ],
)
def test_a_returned_file_is_known_by_its_number_and_its_words(returned: str, how: Likeness) -> None:
    assert likeness(ISSUED, NUMBER, returned) is how

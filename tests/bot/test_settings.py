"""Wrong settings are said in one line each, with how to mend them, and never with a traceback."""

import pytest

from tests.bot.desk_for_programs import Deployment

ENVIRONMENT: dict[str, tuple[dict[str, str | None], str]] = {
    "no Telegram token": ({"telegram_token": None}, "LOKET_TELEGRAM_TOKEN: is missing; put the token that @BotFather"),
    "a blank token": ({"telegram_token": "  "}, "LOKET_TELEGRAM_TOKEN: is empty; put the token that @BotFather"),
    "no Cloudflare token": ({"cloudflare_token": None}, "LOKET_CLOUDFLARE_TOKEN: is missing; make a token with"),
    "a bad address": ({"telegram_url": "telegram"}, "LOKET_TELEGRAM_URL: Input should be a valid URL"),
    "an address of another kind": ({"telegram_url": "ftp://x.example"}, "LOKET_TELEGRAM_URL: URL scheme should be"),
    "a bad Cloudflare address": ({"cloudflare_url": "::"}, "LOKET_CLOUDFLARE_URL: Input should be a valid URL"),
    "a bad name server": ({"nameservers": "192.0.2.1:dns"}, "LOKET_NAMESERVERS: '192.0.2.1:dns' is not an address"),
    "a shifted clock among real people": (
        {"clock_offset": "P3D", "telegram_url": "https://api.telegram.org"},
        "LOKET_CLOCK_OFFSET: is only for a simulated Telegram on this machine",
    ),
    "a clock shifted by no duration": ({"clock_offset": "besok"}, "LOKET_CLOCK_OFFSET: Input should be a valid timed"),
    "no such office file": ({"agency": "kantor.toml"}, "kantor.toml: not found; copy the agency.toml"),
    "no such list of units": (
        {"opd_list": "dinas.csv"},
        "dinas.csv: not found; make a CSV with the columns nama,label",
    ),
}
AGENCY: dict[str, tuple[str, str, str]] = {
    "not TOML": ("[identity]", "[identity", "agency.toml: not TOML"),
    "a missing field": ('city = "Kasongan"', "", "[identity] city: Field required"),
    "an unknown key": ("[dns]", "[dns]\nttl_seconds = 3", "[dns] ttl_seconds: Extra inputs are not permitted"),
    "an unknown table": ("[service]", "[servis]", "[service]"),
    "a pattern without number": ("{nomor}/DISK", "DISK", "[letter] number_pattern"),
    "a pattern with an unknown field": ('{tahun}"', '{hari}"', "[letter] number_pattern: unknown placeholder {hari}"),
    "a pattern that is not closed": ('{tahun}"', '{tahun"', "[letter] number_pattern"),
    "an unknown time zone": ("Asia/Pontianak", "Asia/Katingan", "[identity] time_zone"),
    "a zone that is none": ('zone = "katingankab.go.id"', 'zone = "Katingan Kab"', "[dns] zone"),
    "a limit that Telegram does not allow": (
        "upload_limit_mb = 10",
        "upload_limit_mb = 50",
        "[service] upload_limit_mb",
    ),
    "no working days": ("working_days = 2", "working_days = 0", "[service] working_days"),
    "an emblem that is not there": ('emblem = ""', 'emblem = "lambang.png"', "[letter] emblem: lambang.png: not found"),
    "an emblem that is no picture": ('emblem = ""', 'emblem = "opd.csv"', "opd.csv: is neither PNG nor JPEG"),
    "a paper that nobody sells": ('paper = "A4"', 'paper = "A3"', "[letter] paper: Input should be 'A4' or 'F4'"),
    "a margin in millimetres": ("left = 3.0", "left = 30", "[letter] margins.left: Input should be less than"),
    "a number in place of a list": ("copies_to = []", "copies_to = 3", "[letter] copies_to"),
}
UNITS: dict[str, bytes] = {
    "other columns": b"name,subdomain\nDinas Contoh,dincontoh\n",
    "a missing column": b"nama\nDinas Contoh\n",
    "another encoding": "nama,label\nDinas Contóh,dincontoh\n".encode("latin-1"),
}
COMMANDS = ["check", "run"]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("wrong", ENVIRONMENT)
def test_a_wrong_setting_is_named_in_one_line(deployment: Deployment, command: str, wrong: str) -> None:
    changed, said = ENVIRONMENT[wrong]

    ended = deployment.loket(command, **changed)

    assert (ended.code, len(ended.lines)) == (1, 1)
    assert said in ended.lines[0]


@pytest.mark.parametrize("wrong", AGENCY)
def test_a_mistake_in_the_offices_file_is_named_with_its_place(deployment: Deployment, wrong: str) -> None:
    old, new, said = AGENCY[wrong]
    deployment.agency(old, new)

    ended = deployment.loket("check")

    assert ended.code == 1
    assert any(line.startswith("agency.toml: ") and said in line for line in ended.lines)
    assert "Traceback" not in ended.said


@pytest.mark.parametrize("wrong", UNITS)
def test_a_list_of_units_that_cannot_be_read_is_named(deployment: Deployment, wrong: str) -> None:
    (deployment.folder / "opd.csv").write_bytes(UNITS[wrong])

    ended = deployment.loket("check")

    assert (ended.code, ended.lines) == (1, ["opd.csv: not a CSV in UTF-8 with the columns nama,label"])


def test_every_mistake_is_named_at_once(deployment: Deployment) -> None:
    ended = deployment.loket("check", telegram_token=None, cloudflare_token="", nameservers="x:y")

    assert (ended.code, len(ended.lines)) == (1, 3)


def test_a_secret_that_is_refused_is_not_shown(deployment: Deployment) -> None:
    ended = deployment.loket("check", telegram_url="nonsense")

    assert "planted" not in ended.said


def test_an_unknown_provider_is_named_with_those_that_are_known(deployment: Deployment) -> None:
    ended = deployment.loket("check", dns_provider="dinas")

    assert ended.code == 1
    assert "LOKET_DNS_PROVIDER: no DNS provider is called 'dinas'; known: cloudflare" in ended.said


def test_services_that_do_not_answer_are_named_one_a_line(deployment: Deployment) -> None:
    ended = deployment.loket("check")

    assert ended.code == 1
    assert any(line.startswith("Cloudflare does not answer") for line in ended.lines)
    assert any(line.startswith("LOKET_TELEGRAM_URL: no answer") for line in ended.lines)
    assert "Traceback" not in ended.said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show",), "no register in"),
        (("invite", "--role", "bupati"), "'bupati' is not one of"),
        (("invite",), "Missing option '--role'"),
        (("invite", "--role", "kadis", "--days", "0"), "0 is not in the range"),
        (("hapus",), "No such command 'hapus'"),
    ],
)
def test_a_command_that_cannot_be_is_answered_in_words(
    deployment: Deployment, arguments: tuple[str, ...], said: str
) -> None:
    ended = deployment.loket(*arguments)

    assert ended.code != 0
    assert said in ended.said
    assert "Traceback" not in ended.said


def test_settings_may_stand_in_a_file_beside_the_program(deployment: Deployment) -> None:
    secrets = "LOKET_TELEGRAM_TOKEN=\nLOKET_CLOUDFLARE_TOKEN=x\n"
    (deployment.folder / ".env").write_text(secrets, encoding="utf-8")

    ended = deployment.loket("check", telegram_token=None, cloudflare_token=None)

    assert ended.lines == ["LOKET_TELEGRAM_TOKEN: is empty; put the token that @BotFather gave you into .env"]


@pytest.mark.parametrize("command", ["check", "run"])
@pytest.mark.parametrize("name", ["agency", "opd_list"])
def test_a_folder_in_place_of_a_file_is_named_in_one_line(deployment: Deployment, command: str, name: str) -> None:
    ended = deployment.loket(command, **{name: str(deployment.folder)})

    assert (ended.code, len(ended.lines)) == (1, 1)


def test_a_file_in_place_of_the_data_folder_is_named_in_one_line(deployment: Deployment) -> None:
    ended = deployment.loket("run", data=str(deployment.folder / "opd.csv"))

    assert (ended.code, len(ended.lines)) == (1, 1)
    assert ended.said.startswith("LOKET_DATA:")


@pytest.mark.parametrize("servers", ["300.1.1.1", "ns1.example.go.id", "192.0.2.1:99999", "192.0.2.1:0"])
def test_a_name_server_that_cannot_be_asked_is_named(deployment: Deployment, servers: str) -> None:
    ended = deployment.loket("check", nameservers=servers)

    assert ended.said.startswith("LOKET_NAMESERVERS:")


def test_an_office_file_in_another_encoding_is_named_as_such(deployment: Deployment) -> None:
    (deployment.folder / "agency.toml").write_bytes(b"\xff\xfe")

    ended = deployment.loket("check")

    assert "UTF-8" in ended.said
    assert "number_pattern" not in ended.said


@pytest.mark.parametrize(
    "rows",
    [
        b"nama,label\nDinas Contoh\n",
        b"nama,label\n",
        b"nama,label\nDinas Contoh,Dinkes!\n",
        b"nama,label\n,dincontoh\n",
    ],
)
def test_a_list_of_units_with_nothing_usable_is_named(deployment: Deployment, rows: bytes) -> None:
    (deployment.folder / "opd.csv").write_bytes(rows)

    ended = deployment.loket("check")

    assert ended.said.startswith("opd.csv:")


@pytest.mark.parametrize(
    "rows", [b"\xef\xbb\xbfnama,label\nDinas Contoh,dincontoh\n", b"nama;label\nDinas Contoh, Satu;dincontoh\n"]
)
def test_a_list_saved_by_a_spreadsheet_is_read(deployment: Deployment, rows: bytes) -> None:
    (deployment.folder / "opd.csv").write_bytes(rows)

    ended = deployment.loket("check")

    assert "opd.csv" not in ended.said


def test_a_letter_number_without_its_year_would_come_twice(deployment: Deployment) -> None:
    deployment.agency('/{tahun}"', '"')

    ended = deployment.loket("check")

    assert "number_pattern" in ended.said

"""The database file: made and upgraded by its migrations, for its owner only."""

import json
import stat
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from office.letters.proof import as_code
from office.register.engine import Transaction, foreign_key_faults, open_writer
from office.register.migrate import MIGRATIONS, migrate
from office.register.tables import metadata
from tests.office.register.books import a_person

OLD_LETTER = """
    INSERT INTO letters (id, request_id, kind, series, year, serial, number, issued_on, content)
    VALUES (1, 1, 'approval', 'surat_keluar', 2026, 1, '500.12/1/XI/2026', '2026-11-24', :content)
"""
OLD_LINK = """
    INSERT INTO owed (id, kind, lane, payload, state, version, attempts, not_before, created_at)
    VALUES (:id, 'invitation', 'chat:7', '{"chat_id": 7, "grants": "kadis", "days": 7}', :state, 1, 0, '', '')
"""


def test_the_migrated_schema_is_the_one_that_the_code_names(tx: Transaction) -> None:
    context = MigrationContext.configure(tx, opts={"compare_type": True})

    assert compare_metadata(context, metadata) == []


def test_no_table_is_missing_or_left_over(tx: Transaction) -> None:
    assert set(inspect(tx).get_table_names()) - {"alembic_version"} == set(metadata.tables)


def test_migrating_again_changes_and_loses_nothing(file: Path) -> None:
    engine = open_writer(file)
    with engine.begin() as tx:
        known = a_person(tx)

    migrate(file)

    with engine.begin() as tx:
        assert a_person(tx) == known
        assert foreign_key_faults(tx) == []
    engine.dispose()


def test_letters_from_before_hold_and_are_given_a_code(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = open_writer(file, foreign_keys=False)
    with engine.begin() as tx:
        config.attributes["connection"] = tx
        command.upgrade(config, "0001")
        tx.execute(text(OLD_LETTER), {"content": '{"fqdn": "dinkes.contoh.go.id"}'})
    with engine.begin() as tx:
        config.attributes["connection"] = tx
        command.upgrade(config, "0002")
        row = tx.execute(text("SELECT state, revision, about, code, number FROM letters")).one()
    engine.dispose()

    assert row[:3] == ("valid", 1, "dinkes.contoh.go.id")
    assert as_code(row.code) == row.code
    assert row.number == "500.12/1/XI/2026"


def test_whoever_waits_for_a_link_from_before_hears_that_it_is_to_be_asked_for_again(tmp_path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = open_writer(tmp_path / "old.db", foreign_keys=False)
    with engine.begin() as tx:
        config.attributes["connection"] = tx
        command.upgrade(config, "0012")
        for number, state in enumerate(("due", "refused", "paid")):
            tx.execute(text(OLD_LINK), {"id": number, "state": state})
    with engine.begin() as tx:
        config.attributes["connection"] = tx
        command.upgrade(config, "0013")
        rows = tx.execute(text("SELECT kind, state, payload FROM owed ORDER BY id")).all()
    engine.dispose()

    assert [row[:2] for row in rows] == [("notice", "due"), ("invitation", "paid")]
    assert json.loads(rows[0].payload) == {"chat_id": 7, "say": "inviting.ask_again", "values": {}}


def test_a_new_database_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "new.db"

    migrate(file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_migration_that_leaves_a_broken_reference_is_undone(file: Path) -> None:
    engine = open_writer(file, foreign_keys=False)
    with engine.begin() as tx:
        tx.execute(text("INSERT INTO claims (name, request_id) VALUES ('dinkes.contoh.go.id', 99)"))
    engine.dispose()

    with pytest.raises(RuntimeError, match="1 broken references"):
        migrate(file)


def test_a_reference_that_leads_nowhere_is_refused_in_daily_work(tx: Transaction) -> None:
    nowhere = text("INSERT INTO claims (name, request_id) VALUES ('dinkes.contoh.go.id', 99)")

    with pytest.raises(IntegrityError):
        tx.execute(nowhere)

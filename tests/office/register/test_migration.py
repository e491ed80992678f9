"""The database file: made and upgraded by its migrations, for its owner only."""

import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from office.register.engine import Transaction, foreign_key_faults, open_writer
from office.register.migrate import migrate
from office.register.tables import metadata
from tests.office.register.books import a_person


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

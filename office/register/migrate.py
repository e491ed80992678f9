"""Brings the database to the newest form, under the writer's lock. Imported only when needed: Alembic is heavy."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.exc import DatabaseError

from office.register.engine import as_state, foreign_key_faults, open_writer

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(file: Path) -> None:
    """Make or upgrade the database file. Raises RuntimeError if a reference leads nowhere afterwards,
    RegisterUnavailable or RegisterLost if the file cannot be used.

    Foreign keys are off meanwhile (rebuilding a table would empty its children); BEGIN IMMEDIATE is the lock.
    """
    engine = open_writer(file, foreign_keys=False)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            faults = foreign_key_faults(connection)
            if faults:
                raise RuntimeError(f"the migration left {len(faults)} broken references, first {faults[0]}")
    except DatabaseError as exc:
        raise as_state(exc) or exc from exc
    finally:
        engine.dispose()
    file.chmod(0o600)

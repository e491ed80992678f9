"""The store keeps what it was given, or says that it is lost."""

import hashlib
import stat
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.files.store import LostFile, Store

SURAT = b"surat permohonan"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "berkas")


@given(st.lists(st.binary(max_size=200), max_size=8))
def test_whatever_is_put_is_got_and_kept_once(contents: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "berkas")
        sums = [store.put(content) for content in contents + contents]

        assert [store.get(sha) for sha in sums] == contents + contents
        assert sums == [hashlib.sha256(content).hexdigest() for content in contents + contents]
        assert len(_files(Path(folder))) == len(set(contents))


def test_only_the_owner_can_read(store: Store, tmp_path: Path) -> None:
    path = store.path(store.put(SURAT))

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, tmp_path / "berkas"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_damaged_file_is_never_handed_out_and_mended_by_putting_it_again(store: Store) -> None:
    sha = store.put(SURAT)
    store.path(sha).write_bytes(b"something else")

    with pytest.raises(LostFile) as lost:
        store.get(sha)
    assert lost.value.damaged
    assert store.put(SURAT) == sha
    assert store.get(sha) == SURAT


def test_a_missing_file_is_lost(store: Store) -> None:
    sha = hashlib.sha256(SURAT).hexdigest()

    with pytest.raises(LostFile, match=sha) as lost:
        store.get(sha)
    assert not lost.value.damaged


@pytest.mark.parametrize("sha", ["", "..", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_nothing_but_a_hash_becomes_a_path(store: Store, sha: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.path(sha)


def test_many_may_put_the_same_file_at_once(store: Store, tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as people:
        sums = set(people.map(store.put, [SURAT] * 40))

    assert [store.get(sha) for sha in sums] == [SURAT]
    assert len(_files(tmp_path)) == 1


def test_a_failed_write_leaves_nothing_behind(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        store.put(SURAT)

    assert _files(tmp_path) == []


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]

"""Files by their SHA-256: what is kept once is never changed, and what is read is what was kept."""

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import Final

SHA256: Final = re.compile(r"[0-9a-f]{64}")


class LostFile(Exception):  # noqa: N818 - says what has happened
    """The register names a file that the disk does not hold, or not with the same bytes. Restore it from the backup."""

    def __init__(self, sha256: str, *, damaged: bool) -> None:
        super().__init__(f"file {sha256} is {'damaged' if damaged else 'missing'}")
        self.sha256, self.damaged = sha256, damaged


class Store:
    """A folder of its own, readable by its owner only; made when it is not there."""

    def __init__(self, root: Path) -> None:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync_folder(root.parent)
        self._root = root

    @property
    def folder(self) -> Path:
        """For a child process that reads by itself."""
        return self._root

    def path(self, sha256: str) -> Path:
        """Where the file is or would be. Raises ValueError for anything but 64 lower-case hex digits."""
        if not SHA256.fullmatch(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self._root / sha256[:2] / sha256

    def put(self, content: bytes) -> str:
        """Keep the content and return its SHA-256. When it returns, the file outlives a power cut.

        Putting it again changes nothing, but mends a file that has been damaged since.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        if not _holds(path, content):
            _write(path, content)
        # Also when it was there: whoever wrote it may have died before this.
        for folder in (path.parent, self._root):
            _sync_folder(folder)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The content as it was put. Raises LostFile if it is missing or damaged."""
        try:
            content = self.path(sha256).read_bytes()
        except FileNotFoundError as exc:
            raise LostFile(sha256, damaged=False) from exc
        if hashlib.sha256(content).hexdigest() != sha256:
            raise LostFile(sha256, damaged=True)
        return content


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except FileNotFoundError:
        return False


def _write(path: Path, content: bytes) -> None:
    """Write beside, then rename: at every moment the name holds all of the content or nothing."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".part-")  # 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Where the workspace keeps files: the vault, and a folder to work in that is gone afterwards."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings

from istmo.vault.store import Vault

_WORK = ".work-"


def workspace() -> Path:
    """The folder of the workspace that is open."""
    return Path(settings.WORKSPACE)


def vault() -> Vault:
    """Its vault."""
    return Vault(workspace() / "vault")


def latest_release() -> Path | None:
    """The folder of the release with the highest number; None if there is none yet."""
    folders = [one for one in (workspace() / "releases").glob("*") if one.name.isdecimal() and one.is_dir()]
    return max(folders, key=lambda folder: int(folder.name), default=None)


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder on the workspace's disk, so that what is finished in it moves out by a rename; removed at the end."""
    _sweep()
    folder = Path(mkdtemp(prefix=f"{_WORK}{os.getpid()}-", dir=workspace()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep() -> None:
    """Remove what a process that died left; the name tells which process a folder belongs to."""
    for folder in workspace().glob(f"{_WORK}*"):
        process = folder.name.removeprefix(_WORK).partition("-")[0]
        if process.isdecimal() and not _alive(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _alive(process: int) -> bool:
    if os.name == "nt" or process == os.getpid():
        return True
    with suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True

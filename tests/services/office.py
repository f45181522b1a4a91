"""LibreOffice, where its spreadsheets are installed: another program's opinion of the workbooks that istmo writes.

It is large, so `install` does not fetch it; on Debian `apt-get install libreoffice-calc` does.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

_SECONDS = 180
#: LibreOffice may be there without its spreadsheets.
_SPREADSHEETS = "libsclo.so"
_PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")


def saved(path: Path, kind: str, into: Path) -> Path:
    """The file as LibreOffice opens it and saves it again, as `xlsx`, `csv` or `pdf`; skips where that cannot be."""
    if not _PROGRAM or not (Path(_PROGRAM).resolve().parent / _SPREADSHEETS).exists():
        pytest.skip("LibreOffice Calc is not installed; on Debian: apt-get install libreoffice-calc")
    into.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation={(into / 'profile').as_uri()}"
    ended = subprocess.run(
        [_PROGRAM, profile, "--headless", "--convert-to", kind, "--outdir", str(into), str(path)],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    out = into / f"{path.stem}.{kind}"
    assert out.exists(), ended.stderr
    return out

"""LibreOffice: another program's opinion of the workbooks that istmo writes, and the hands of those who fill them in.

`tests/services/install` fetches it where it can; without it what needs it is skipped, and says so.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

_SECONDS = 180
#: LibreOffice may be there without its spreadsheets.
_SPREADSHEETS = "libsclo.so"
_PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
_TYPING = Path(__file__).with_name("typing.bas")


def saved(path: Path, kind: str, into: Path) -> Path:
    """The file as LibreOffice opens it and saves it again, as `xlsx`, `csv` or `pdf`; skips where that cannot be."""
    into.mkdir(exist_ok=True)
    ended = _run(into / "profile", "--convert-to", kind, "--outdir", str(into), str(path))
    out = into / f"{path.stem}.{kind}"
    assert out.exists(), ended.stderr
    return out


@dataclass(frozen=True)
class Typing:
    """A workbook that is opened, what is typed into which cells (sheet and cell, such as I5), and where it is saved."""

    book: Path
    cells: Mapping[tuple[str, str], str]
    out: Path


def typed(typings: Sequence[Typing], into: Path) -> None:
    """Have LibreOffice open workbooks, type into them, and save them as .xlsx; a locked cell fails the test.

    What is typed is read as at its keyboard: whether it becomes a number, a day or a text LibreOffice says, in English.
    into: a folder for its settings.
    """
    orders = into / "orders.txt"
    _teach(into / "profile")
    lines = []
    for one in typings:
        one.out.parent.mkdir(parents=True, exist_ok=True)
        lines += [f"open\t{one.book}", *(f"type\t{s}\t{c}\t{text}" for (s, c), text in one.cells.items())]
        lines.append(f"save\t{one.out}")
    orders.write_text("\n".join(lines), encoding="utf-8")
    ended = _run(into / "profile", "macro:///Standard.Module1.Main", ISTMO_TYPING=str(orders))
    said = orders.with_name("orders.txt.said")
    assert said.exists(), ended.stderr
    assert said.read_text(encoding="utf-8") == "done"
    said.unlink()


def _run(profile: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    if not _PROGRAM or not (Path(_PROGRAM).resolve().parent / _SPREADSHEETS).exists():
        pytest.skip("LibreOffice Calc is not installed; on Debian: apt-get install libreoffice-calc")
    return subprocess.run(
        [_PROGRAM, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
        env={**os.environ, **environment},
    )


def _teach(profile: Path) -> None:
    """Write our macro into a profile as its own; begun for the first time it would write an empty one over it."""
    library = profile / "user" / "basic" / "Standard"
    if library.exists():
        return
    library.mkdir(parents=True)
    for path, text in _PROFILE.items():
        (profile / "user" / path).write_text(text.strip(), encoding="utf-8")
    code = escape(_TYPING.read_text(encoding="utf-8"))
    (library / "Module1.xba").write_text(_MODULE.format(code=code).strip(), encoding="utf-8")


_MODULE = """
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{code}</script:module>
"""
_PROFILE = {
    "registrymodifications.xcu": """
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
""",
    "basic/script.xlc": """
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" library:link="false"/>
</library:libraries>
""",
    "basic/Standard/script.xlb": """
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
<library:element library:name="Module1"/>
</library:library>
""",
}

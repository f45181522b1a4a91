"""The year before: an office with people, a framework, and one release of what two agencies told of FY2025."""

from pathlib import Path

from tests.browser.year.people import EVERYBODY
from tests.called import EXERCISE
from tests.workspace.commands import Workspace

_CALL = "exercise-2025"


def office(folder: Path) -> Workspace:
    """Made at the command line, as whoever runs the office makes it once."""
    made = Workspace(folder / "office", {"DATABASE_URL": ""})
    made.done("init", made.folder)
    made.done("framework", "import", EXERCISE)
    for one in EVERYBODY:
        of = ("--agency", one.agency) if one.agency else ()
        made.done("people", "add", one.code, "--name", one.name, "--role", one.role, *of)
    _year_before(made)
    return made


def _year_before(made: Workspace) -> None:
    asked = ("--agency", "works", "--agency", "health-alta", "--part", "results")
    about = ("--title", "Data call of FY2025", "--framework", "exercise", "--year", "FY2025", *asked)
    made.done("call", "open", _CALL, *about)
    for agency, reporter in (("health-alta", "ines"), ("works", "vera")):
        file = EXERCISE / f"submissions/2025/illustrative-{agency}.csv"
        made.done("submission", "submit", file, "--call", _CALL, "--agency", agency, "--as", reporter)
        made.done("review", "approve", f"{_CALL}/{agency}/1", "--as", "rosa")
    made.done("release", "freeze", "--title", "Report of FY2025", "--as", "dora")


def moved(office: Workspace, folder: Path) -> Workspace:
    """The same office on another computer, brought there by a backup."""
    office.done("backup", folder / "office.istmo")
    other = Workspace(folder / "elsewhere", {"DATABASE_URL": ""})
    other.done("restore", folder / "office.istmo")
    return other

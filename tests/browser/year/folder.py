"""The same year by folder alone: workbooks out, files back in, and everything decided at the command line."""

import shutil
from pathlib import Path

import openpyxl

from tests.browser.year.reviewed import HOLD, RETURN
from tests.browser.year.settled import REASON, TOTAL
from tests.browser.year.story import CALL, RELEASE, TITLE, YEAR
from tests.workspace.commands import Workspace


def sends_out(office: Workspace, out: Path) -> dict[str, Path]:
    """The call is opened, and every agency's workbook written; by agency."""
    asked = ("--agency", "works", "--agency", "health-alta", "--targets", "FY2027")
    about = ("--title", TITLE, "--framework", "exercise", "--year", YEAR)
    office.done("call", "open", CALL, *about, *asked, "--as", "dora")
    made = office.done("call", "template", CALL, "--all", "--out", out, "--as", "dora", "--json").json
    return {one["agency"]: Path(one["file"]) for one in made["workbooks"]}


def told_by(book: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything that stands in a workbook but when it was made, which its hidden manifest says and signs."""
    sheets = openpyxl.load_workbook(book).worksheets
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in sheets}
    manifest = rows["istmo.manifest"]
    return rows | {"istmo.manifest": [row for row in manifest if row[0] not in ("made_at", "signature")]}


def receives(office: Workspace, inbox: Path, file: Path, reporter: str) -> dict[str, object]:
    """A file is laid into the folder of who sent it, and the folder received; what is told of that file."""
    inbox.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, inbox / file.name)
    came = office.istmo("call", "receive", inbox, "--as", reporter, "--json")
    (told,) = (one for one in came.json["files"] if one["file"] == file.name)
    assert came.code == (1 if told["errors"] else 0), came.err
    return dict(told)


def reviews(office: Workspace) -> None:
    """As on the pages: a figure is held, nobody decides on what is their own, and two others approve."""
    works, health = f"{CALL}/works/2", f"{CALL}/health-alta/2"
    office.done("review", "hold", works, "Results!I15", "--reason", HOLD, "--as", "rosa")
    own = office.istmo("review", "approve", health, "--as", "dora")
    assert own.code == 2
    assert "Another person has to approve it" in own.err
    office.done("review", "approve", works, "--as", "pia")
    office.done("review", "approve", health, "--as", "rosa")
    about = ("people-served", "alta", YEAR, "custom", "--value", TOTAL, "--reason", REASON)
    office.done("review", "overlap", *about, "--as", "rosa")


def sends_back(office: Workspace) -> None:
    """The first answer of Health goes back with the reason."""
    office.done("review", "return", f"{CALL}/health-alta/1", "--comment", RETURN, "--as", "rosa")


def freezes(office: Workspace) -> str:
    """The release; its hash."""
    return str(office.done("release", "freeze", "--title", RELEASE, "--as", "dora", "--json").json["content"])

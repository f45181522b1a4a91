"""The whole year, twice: on the pages, and by folder alone. README.md tells its acts."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.conftest import serving
from tests.browser.year import before, folder, frozen, opened, reviewed, sent, settled, story
from tests.browser.year.cells import Words, cells
from tests.browser.year.people import DORA, INES, PIA, ROSA, VERA, Desk, desks
from tests.services.office import Typing, typed
from tests.workspace.commands import Workspace

WORKS, HEALTH = "Agency for Works", "Health post in Alta"


@dataclass(frozen=True)
class Year:
    """What the year on the pages leaves behind: the files that went to and fro, the hash, and the office elsewhere.

    elsewhere: the office as it was before the year, on another computer.
    """

    files: Path
    content: str
    elsewhere: Workspace


def test_year_on_the_pages_and_by_folder_alone_ends_in_the_same_release(
    browser: Browser, tmp_path: Path
) -> None:
    # One test, so that no other process plays the year again for the second half.
    year = _on_the_pages(browser, tmp_path)
    assert _by_folder_alone(year) == year.content


def _on_the_pages(browser: Browser, home: Path) -> Year:
    """The year is played; every act asserts what its persons see."""
    office = before.office(home)
    elsewhere = before.moved(office, home)
    with serving(office) as site:
        desk = desks(browser, office, site)
        opened.opens(desk(DORA))
        _answers(desk, home)
        _is_decided(desk)
        frozen.freezes(desk(DORA))
        frozen.reports(desk(INES))
    last = office.done("release", "list", "--json").json["releases"][-1]
    return Year(home, last["content"], elsewhere)


def _answers(desk: Desk, home: Path) -> None:
    """Workbooks go out, come back with mistakes, are mended; one is returned, and sent once more."""
    works = opened.takes_workbook(desk(VERA), WORKS, home / "out")
    health = opened.takes_workbook(desk(INES), HEALTH, home / "out")
    _fill(home, {works: story.WORKS_FIRST, health: story.HEALTH_FIRST}, "first")
    sent.sends(desk(VERA), WORKS, home / "first" / works.name)
    sent.sees_problems(desk(VERA))
    marked = opened.takes_marked(desk(VERA), home / "marked")
    sent.sends(desk(INES), HEALTH, home / "first" / health.name)
    sent.is_submitted(desk(INES), 1)
    reviewed.returns(desk(ROSA))
    reviewed.reads_why(desk(INES))

    again = home / "first" / health.name
    _fill(home, {marked: story.WORKS_MENDED, again: story.HEALTH_MENDED}, "mended")
    sent.sends(desk(VERA), WORKS, home / "mended" / marked.name)
    sent.is_submitted(desk(VERA), 2)
    # Inés is on leave: the coordinator hands her file in, and so may not decide on it.
    sent.sends(desk(DORA), HEALTH, home / "mended" / health.name)
    sent.is_submitted(desk(DORA), 2)


def _is_decided(desk: Desk) -> None:
    """A figure is held, nobody approves what is their own, two others do, and the overlap is settled."""
    reviewed.holds(desk(ROSA))
    reviewed.is_refused(desk(DORA))
    reviewed.approves(desk(PIA), WORKS)
    reviewed.approves(desk(ROSA), HEALTH)
    settled.settles(desk(ROSA))


def _by_folder_alone(year: Year) -> str:
    """The same with the same files: those of each reporter come in a folder of their own. The release's hash."""
    office, files = year.elsewhere, year.files
    books = folder.sends_out(office, files / "outbox")
    for agency, book in books.items():
        assert folder.told_by(book) == folder.told_by(files / "out" / book.name), agency
    works, health = books["works"].name, books["health-alta"].name

    of_vera, of_ines = files / "inbox" / "vera", files / "inbox" / "ines"
    first = folder.receives(office, of_vera, files / "first" / works, "vera")
    assert (first["state"], first["errors"]) == ("draft", 2)
    # What is sent back is what the page gives to be downloaded.
    (marked,) = (files / "marked").iterdir()
    assert (of_vera / "answers" / works).read_bytes() == marked.read_bytes()
    assert "Results!I7" in (of_vera / "answers" / works).with_suffix(".txt").read_text("utf-8-sig")
    assert folder.receives(office, of_ines, files / "first" / health, "ines")["state"] == "submitted"
    folder.sends_back(office)

    mended = folder.receives(office, of_vera, files / "mended" / marked.name, "vera")
    assert (mended["state"], mended["version"]) == ("submitted", 2)
    mended = folder.receives(office, of_ines, files / "mended" / health, "dora")
    assert (mended["state"], mended["version"]) == ("submitted", 2)
    folder.reviews(office)
    return folder.freezes(office)


def _fill(home: Path, books: dict[Path, Words], into: str) -> None:
    """Have LibreOffice type into workbooks and save them under their names in a folder of home."""
    typings = [Typing(book, cells(book, words), home / into / book.name) for book, words in books.items()]
    typed(typings, home)

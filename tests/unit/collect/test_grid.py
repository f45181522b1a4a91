"""The grid of an assignment: what is typed is kept, checked in its cells, and submitted as the workbook it fills in."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from istmo.collect import assigned, drafts
from istmo.collect.calls import NewCall, close_call, open_call
from istmo.collect.deposit import Reading
from istmo.collect.grid import check, grid, submit
from istmo.collect.models import Asks, GridDraft, State
from istmo.collect.parts import Parts, Piece
from istmo.collect.services import submit as submit_files
from istmo.collect.taken import taken
from istmo.collect.typed import Cell, Change
from istmo.framework import stored
from istmo.framework.queries import version as framework
from istmo.framework.services import import_folder
from istmo.freeze import state
from istmo.people.models import Agency, Event
from istmo.people.permissions import NotAllowed
from istmo.people.queries import user
from istmo.people.services import NewUser, add_user
from tests.called import EXERCISE, FIRST, fill, last_release
from tests.called import MADE as AT

SOON = AT + timedelta(minutes=1)


@pytest.fixture
def works(workspace: Path) -> Any:
    """Works is asked of FY2026; Ana and Ben report for it, Carla coordinates."""
    operator = user("operator")
    import_folder(path=EXERCISE, by=operator, at=AT)
    agency = Agency.objects.get(code="works")

    def add(code: str, role: str, of: Agency | None) -> Any:
        return add_user(new=NewUser(code, role, code.title(), of), by=operator, at=AT)

    asked = {agency: Asks.PERFORMANCE}
    parted = Parts(tuple(Piece)[:4], ("FY2027",))
    new = NewCall("exercise-2026", "Call", framework("exercise"), "FY2026", asked, parts=parted)
    call = open_call(new=new, by=operator, at=AT)
    assignment = call.assignments.select_related("agency", "call").get()
    return SimpleNamespace(
        assignment=assignment,
        call=call,
        agency=agency,
        ana=add("ana", "reporter", agency),
        ben=add("ben", "reporter", agency),
        diego=add("diego", "reviewer", None),
        operator=operator,
        reading=Reading(last_release()),
        grid=grid(assignment, last_release(), "en"),
    )


def typed(works: Any, *changes: tuple[int, str, str, str], by: str = "ana", at: Any = AT) -> drafts.Saved:
    """Type into rows of results by their place: (row, column, base, text)."""
    rows = works.grid.part("results").rows
    made = [Change(Cell(rows[row].code, column), base, text) for row, column, base, text in changes]
    return drafts.save(assignment=works.assignment, changes=made, by=getattr(works, by), at=at)


def test_grid_submits_the_figures_that_its_workbook_would(works: Any, tmp_path: Path) -> None:
    with assigned.asking_of(works.call, works.reading.last) as asking:
        template = asking.template(works.assignment, lang="en", unit="", at=AT)
    book = assigned.write(template, tmp_path)
    filled = fill(
        book,
        tmp_path / "filled.xlsx",
        {
            ("Results", "Result", FIRST): 1300.5,
            ("Results", "How settled", FIRST): "preliminary",
            ("Results", "Remark", FIRST): "counted twice",
            ("Results", "No value", FIRST + 1): "not known",
        },
    )
    by_file, _ = submit_files(
        call=works.call, agency=works.agency, files=[filled], by=works.ana, at=AT, reading=works.reading
    )
    came = taken(works.assignment, works.grid)
    assert came is not None
    first = works.grid.part("results").rows[0].code
    assert came.sheet.text(Cell(first, "maturity")) == "preliminary"
    typed(works, (0, "result", "", "1300.5"), (0, "note", "", "counted twice"), (1, "state", "", "not known"))
    typed(works, (0, "maturity", "", "preliminary"))
    asked = {"assignment": works.assignment, "grid": works.grid, "reading": works.reading}
    by_grid, new = submit(**asked, by=works.ana, at=SOON)
    assert by_grid.figures == 2
    assert (by_grid.figures_sha256, by_grid.state) == (by_file.figures_sha256, by_file.state)
    assert by_grid.state == State.SUBMITTED
    again, more = submit(**asked, by=works.ana, at=SOON + timedelta(hours=2))
    assert (new, more, again) == (True, False, by_grid)


def test_check_tells_in_the_cells_what_a_file_would_tell(works: Any) -> None:
    texts = ("n/a", "1,5", "1 300", "=1+1", "twelve")
    typed(works, *((row, "result", "", text) for row, text in enumerate(texts)))
    kept = check(assignment=works.assignment, grid=works.grid, reading=works.reading, by=works.ana, at=SOON)
    cells = [Cell(row.code, "result") for row in works.grid.part("results").rows[: len(texts)]]
    said = [[one.said for one in kept.sheet.holding() if one.cell == cell] for cell in cells]
    assert all(said)
    after = typed(works, (4, "result", "twelve", "12"), at=SOON + timedelta(minutes=1)).kept
    assert {one.cell for one in after.sheet.holding() if one.cell.column == "result"} == set(cells[:4])


def test_check_tells_a_word_of_no_list_in_its_cell(works: Any) -> None:
    typed(works, (0, "result", "", "12"), (0, "maturity", "", "rough"), (1, "maturity", "", "final"))
    kept = check(assignment=works.assignment, grid=works.grid, reading=works.reading, by=works.ana, at=SOON)
    rows = works.grid.part("results").rows
    told = {one.cell: one.said for one in kept.sheet.holding() if one.cell.column == "maturity"}
    assert set(told) == {Cell(rows[0].code, "maturity"), Cell(rows[1].code, "maturity")}
    assert "Choose one of “preliminary”, “revised”, “final”" in told[Cell(rows[0].code, "maturity")]
    assert "stands beside no figure" in told[Cell(rows[1].code, "maturity")]


def test_two_reporters_never_overwrite_each_other_in_silence(works: Any) -> None:
    typed(works, (0, "result", "", "10"))
    typed(works, (0, "result", "10", "12"), by="ben", at=SOON)
    saved = typed(works, (0, "result", "10", "11"), (1, "result", "", "7"), at=SOON + timedelta(minutes=1))
    (conflict,) = saved.conflicts
    assert (conflict.change.text, conflict.change.base, conflict.theirs) == ("11", "10", ("12", "ben"))
    texts = {
        row: saved.kept.sheet.text(Cell(works.grid.part("results").rows[row].code, "result"))
        for row in (0, 1)
    }
    assert texts == {0: "12", 1: "7"}
    chosen = typed(works, (0, "result", "12", "11"), at=SOON + timedelta(minutes=2))
    assert not chosen.conflicts


def test_an_hour_of_typing_leaves_one_state_and_one_event_a_sitting(works: Any) -> None:
    for minute in range(0, 30, 5):
        typed(
            works,
            (0, "result", str(minute - 5) if minute else "", str(minute)),
            at=AT + timedelta(minutes=minute),
        )
    assert GridDraft.objects.filter(dropped_at=None).count() == 1
    assert Event.objects.filter(verb="submission.typed").count() == 1
    assert state.check() == []
    dropped = list(GridDraft.objects.exclude(dropped_at=None).values_list("sha256", flat=True))
    typed(works, (0, "result", "25", "26"), by="ben", at=AT + timedelta(hours=3))
    assert GridDraft.objects.count() == 2
    assert not any(stored.vault().has(one) for one in dropped)
    stored.vault().discard(GridDraft.objects.order_by("-number")[0].sha256)
    assert [problem.code for problem in state.check()] == ["vault_missing"]


def test_typing_after_the_close_is_kept_and_not_by_who_may_not(works: Any) -> None:
    close_call(call=works.call, by=works.operator, at=SOON)
    assert typed(works, (0, "result", "", "10"), at=SOON + timedelta(minutes=1)).kept.number == 1
    with pytest.raises(NotAllowed):
        typed(works, (0, "result", "10", "11"), by="diego")

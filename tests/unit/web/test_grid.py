"""An assignment filled in on a page: without scripts, with them, by two at once, after the close, by who may not."""

import json
import re
from pathlib import Path

import duckdb
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from istmo.collect.calls import close_call
from istmo.collect.models import GridDraft, State, Version
from istmo.collect.units import submit as submit_files
from istmo.framework import stored
from istmo.people.models import User
from istmo.web.clock import now
from tests.cast import AT, GOOD
from tests.unit.web.accounts import told, with_factor

GRID = "/calls/c1/of/usaid/grid/"


def _as(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _names(answer) -> list[str]:
    """The names of the cells of a page, in order."""
    return re.findall(r'<input name="([^"]+:[^"]+)"', answer.content.decode())


def _result(answer) -> str:
    return next(name for name in _names(answer) if name.endswith(":result"))


def _send(client: Client, cells: dict[str, list[str]]):
    return client.post(GRID, {"cells": json.dumps(cells)})


def test_page_without_scripts_keeps_checks_and_submits(cast, call) -> None:
    ana = _as(cast.ana)
    cell = _result(ana.get(GRID))
    answer = ana.post(GRID, {cell: "12O", "bases": "{}", "do": "check"}, follow=True)
    assert "error was found" in told(answer)
    assert "“12O” is not a number" in told(answer)
    assert 'value="12O"' in answer.content.decode()
    assert not Version.objects.exists()
    bases = json.dumps({cell: "12O"})
    answer = ana.post(GRID, {cell: "120", "bases": bases, "do": "submit"}, follow=True)
    assert "Submitted. Another person decides" in told(answer)
    version = Version.objects.get()
    assert (version.figures, version.state) == (1, State.SUBMITTED)


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", ("preliminary", "revised", "final")), ("/es", ("preliminar", "revisado", "definitivo"))],
)
def test_page_offers_how_settled_and_keeps_it(cast, call, prefix: str, words: tuple[str, ...]) -> None:
    ana = _as(cast.ana)
    page = ana.get(prefix + GRID)
    cell, settled = _result(page), _result(page).replace(":result", ":maturity")
    listed = "".join(f'<option value="{word}">' for word in words)
    assert f'<datalist id="l-maturity">{listed}</datalist>' in page.content.decode()
    assert re.search(f'<input name="{settled}"[^>]* list="l-maturity"', page.content.decode())
    assert _send(ana, {cell: ["", "120"], settled: ["", words[0]]}).json()["conflicts"] == []
    ana.post(prefix + GRID, {"bases": "{}", "do": "submit"})
    with duckdb.connect() as connection:
        figures = str(stored.vault().path(Version.objects.get().figures_sha256))
        assert connection.read_parquet(figures).project("maturity").fetchall() == [("preliminary",)]


def test_two_at_once_are_shown_both_and_choose(cast, call) -> None:
    ana, ben = _as(cast.ana), _as(cast.ben)
    with_factor(cast.ben)
    names = _names(ana.get(GRID))
    cell, note = _result(ana.get(GRID)), next(name for name in names if name.endswith(":note"))
    ben.post(GRID, {cell: "7", "bases": "{}"})
    answer = ana.post(GRID, {cell: "8", note: "by hand", "bases": "{}"})
    assert answer.status_code == 409
    assert "ben typed “7” here meanwhile" in told(answer)
    assert 'value="8"' in answer.content.decode()
    bases = json.dumps({cell: "7", note: "by hand"})
    ana.post(GRID, {cell: "8", note: "by hand", "bases": bases, "take": cell})
    assert 'value="7"' in ana.get(GRID).content.decode()
    ana.post(GRID, {cell: "8", note: "by hand", "bases": bases})
    assert 'value="8"' in ben.get(GRID).content.decode()


def test_script_is_told_what_was_not_saved(cast, call) -> None:
    ana = _as(cast.ana)
    cell = _result(ana.get(GRID))
    said = _send(ana, {cell: ["", "5"], "R-00000-00000:result": ["", "6"]}).json()
    assert (said["conflicts"], said["gone"]) == ([], ["R-00000-00000:result"])
    said = _send(ana, {cell: ["4", "6"]}).json()
    assert said["conflicts"] == [{"name": cell, "theirs": "5", "by": "ana"}]
    close_call(call=call, by=cast.operator, at=AT)
    assert "takes no answers now" in _send(ana, {cell: ["5", "6"]}).json()["more"]
    assert "takes no answers now" in told(ana.get(GRID))
    assert GridDraft.objects.filter(dropped_at=None).count() == 1


@pytest.mark.parametrize("sent", ["no json", "[]", '{"a:b": 1}', '{"a:b": ["", "1"]}'])
def test_script_that_sends_nonsense_changes_nothing(cast, call, sent: str) -> None:
    assert _as(cast.ana).post(GRID, {"cells": sent}).status_code == 200
    assert not GridDraft.objects.exists()


def test_who_may_read_only_is_shown_texts_and_kept_from_saving(cast, call) -> None:
    ana, diego = _as(cast.ana), _as(cast.diego)
    with_factor(cast.diego)
    cell = _result(ana.get(GRID))
    ana.post(GRID, {cell: "=1+1 <b>", "bases": "{}"})
    page = diego.get(GRID)
    assert _names(page) == []
    assert "=1+1 &lt;b&gt;" in page.content.decode()
    refused = diego.post(GRID, {cell: "9", "bases": "{}"})
    assert refused.status_code == 403
    assert ">9</textarea>" in refused.content.decode()
    assert 'data-kept="lost"' in refused.content.decode()
    assert "these can change them back: " in refused.content.decode()
    assert "(operator)" in refused.content.decode()
    assert _as(cast.carla).get(GRID).status_code == 403


def test_grid_starts_from_what_came_as_a_file(cast, call, tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_text(GOOD, encoding="utf-8")
    submit_files(call=call, agency=cast.usaid, files=[file], by=cast.ana, at=AT)
    ana = _as(cast.ana)
    ana.get(GRID)
    with CaptureQueriesContext(connection) as asked:
        page = ana.get(GRID)
    assert len(asked) <= 10
    cell = _result(page)
    text = page.content.decode()
    assert "The cells hold what came as version 1 (figures.csv)" in text
    assert 'value="120"' in text
    assert "1 figure of version 1 stands in no row here" in text
    assert not GridDraft.objects.exists()
    # Without scripts the page gives back all its cells; one is changed, the others stay what the file said.
    bases = {cell: "120"}
    ana.post(GRID, {cell: "121", "bases": json.dumps(bases), "do": "submit"})
    assert Version.objects.order_by("number").last().filename == "c1_usaid_en.xlsx"
    file.write_text(GOOD.replace("120", "122"), encoding="utf-8")
    submit_files(call=call, agency=cast.usaid, files=[file], by=cast.ana, at=now())
    page = ana.get(GRID).content.decode()
    assert "came after what was typed here, and says something else in 1 cell" in page
    assert 'value="121"' in page
    taken = ana.post(GRID, {"do": "take"}, follow=True).content.decode()
    assert 'value="122"' in taken
    assert "says something else" not in taken

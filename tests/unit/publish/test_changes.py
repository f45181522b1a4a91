"""The report explains what changed since the release before, with reasons, and its charts show where a series breaks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from istmo.kernel.tables import TABLES
from istmo.publish import report
from istmo.publish.evolution import WHAT
from istmo.publish.terms import TERMS
from istmo.release.reader import open_release
from istmo.spec.catalogue import kinds
from tests.unit.publish.page import Page
from tests.unit.release.versions import releases


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return releases(tmp_path_factory.mktemp("changes"))


@pytest.fixture(scope="module")
def text(folders: tuple[Path, Path]) -> Iterator[str]:
    with open_release(folders[1]) as release:
        yield report.render(release)


def part(text: str, begins: str, ends: str) -> str:
    return text[text.index(f'id="{begins}"') : text.index(f'id="{ends}"')]


def test_every_change_stands_in_its_section_with_its_reason(text: str) -> None:
    told = part(text, "changes", "sources")
    assert "3 things differ." in told
    assert "For 1 of them no reason is given." in told
    assert "Two offices do it" in told
    assert "A2 → A4, A5" in told
    assert "<ins><strong>all</strong></ins>" in told
    assert '<del class="quiet">at</del>' in told
    assert "it stood under A2 Lamps and patrols, and that is now A4 Lamps · A5 Patrols" in told


def test_the_chart_shows_the_break_with_its_words(text: str) -> None:
    told = part(text, "course", "context") if 'id="context"' in text else text
    assert "Lamps put up, Alta" in told
    assert told.count(">redefined<") == 1
    assert "redefined from 2020-10-01" in told


def test_a_release_without_changes_says_nothing_or_that_nothing_changed(
    folders: tuple[Path, Path],
) -> None:
    with open_release(folders[0]) as release:
        first = report.render(release)
    assert "things differ" not in first
    assert "nothing of it changed" not in first
    assert "the series breaks" not in first


def test_the_page_holds_together(text: str) -> None:
    ids = [one.attributes["id"] for one in Page.read(text).elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))


def test_every_kind_of_change_has_a_word() -> None:
    assert set(TERMS["changes"]) == set(kinds())
    assert set(TERMS["changed"]) == set(WHAT)
    assert set(TERMS["changed fields"]) >= {"definition", "unit", "title"}
    assert "kind" in TABLES["framework_changes"].names

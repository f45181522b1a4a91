"""A release that remembers gives the same answers, to each caller its own."""

from pathlib import Path

import pytest

from istmo.release.reader import open_release
from istmo.release.remembered import Remembered, remembered
from tests.unit.publish import basin


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return basin.write(tmp_path_factory.mktemp("remembered") / "release")


@pytest.fixture
def release(folder: Path):
    with remembered(open_release(folder)) as opened:
        yield opened


def test_answers_are_those_of_the_release(folder: Path, release: Remembered) -> None:
    question = "SELECT code, title FROM indicators WHERE kind = ? ORDER BY code"
    with open_release(folder) as plain:
        for kind in ("outcome", "context"):
            for _ in range(2):
                assert release.query(question, [kind]) == plain.query(question, [kind])
        assert release.lists("SELECT code FROM places ORDER BY code") == plain.lists(
            "SELECT code FROM places ORDER BY code"
        )


def test_caller_who_writes_into_an_answer_changes_nobody_elses(release: Remembered) -> None:
    rows, columns = release.query("SELECT code FROM places"), release.lists("SELECT code FROM places")
    rows.clear()
    columns["code"][0] = "changed"
    assert release.query("SELECT code FROM places")
    assert "changed" not in release.lists("SELECT code FROM places")["code"]


def test_parameters_of_another_type_are_another_question(release: Remembered) -> None:
    assert release.query("SELECT typeof(?)", [1]) != release.query("SELECT typeof(?)", [True])
    assert release.query("SELECT $a", {"a": "1"}) == [("1",)]
    assert release.query("SELECT $a", {"a": "2"}) == [("2",)]


def test_only_the_last_answers_are_kept(release: Remembered) -> None:
    for number in range(60):
        assert release.query("SELECT ?", [number]) == [(number,)]
    assert len(release._answers) < 60

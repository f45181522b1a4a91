import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from istmo.analyse import catalogue
from istmo.kernel.tables import TABLES
from istmo.release.illustrative import TOLD, WORD
from istmo.release.manifest import read
from istmo.release.reader import open_release
from istmo.release.verify import verify
from tests.unit.release.made import Plan, figure, part, release, row


@pytest.fixture
def exercise(tmp_path: Path) -> Path:
    plan = row(TABLES["frameworks"], code="plan", title="A plan", version="2", illustrative=True)
    release(
        tmp_path / "e",
        part(tmp_path / "one.parquet", [figure()], "one"),
        architecture=Plan(frameworks=[plan]),
    )
    return tmp_path / "e"


def test_exercise_says_so_in_title_name_and_every_file(exercise: Path) -> None:
    made = read(exercise)
    assert made.illustrative
    assert WORD in made.title
    assert made.name == "illustrative release 1"
    assert verify(exercise) == []
    package = json.loads((exercise / "datapackage.json").read_text())
    assert all(resource["description"].startswith(TOLD) for resource in package["resources"])
    for file in exercise.iterdir():
        if file.suffix == ".parquet":
            assert pq.read_metadata(file).metadata[WORD.encode()].decode() == TOLD
        else:
            assert WORD in file.read_text().casefold(), file.name


def test_exercise_answers_with_the_word_in_every_row(exercise: Path) -> None:
    with open_release(exercise) as opened:
        answer = catalogue.ask("progress", opened)
    assert answer.notes[0] == TOLD
    assert answer.columns[0] == WORD
    assert answer.rows
    assert {line.split(",")[0] for line in answer.to_csv().splitlines()} == {WORD}


def test_real_release_never_says_it(built: Path) -> None:
    assert not read(built).illustrative
    assert b'illustrative"' not in (built / "manifest.json").read_bytes()
    assert TOLD not in (built / "README.txt").read_text()
    assert not any(WORD.encode() in (pq.read_metadata(f).metadata or {}) for f in built.glob("*.parquet"))
    with open_release(built) as opened:
        assert WORD not in catalogue.ask("progress", opened).columns

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from istmo.kernel.problem import WrongUse
from istmo.spec import export
from istmo.spec.architecture import load, read
from tests.unit.spec.small import FILES, write

EXAMPLE = Path(__file__).parents[3] / "examples/central-america"


def _rows(architecture):
    return {name: sorted(rows, key=repr) for name, rows in architecture.tables().items()}


def test_exported_folder_reads_as_the_same_tables(tmp_path):
    architecture = load(write(tmp_path / "in"))
    out = export.write(architecture, None, tmp_path / "new" / "out")
    assert read(out)[1] == []
    assert load(out).tables() == architecture.tables()


def test_exporting_again_gives_the_same_bytes(tmp_path):
    first = export.write(load(write(tmp_path / "in")), None, tmp_path / "first")
    second = export.write(load(first), None, tmp_path / "second")
    told = [
        {file.relative_to(root): file.read_bytes() for file in root.rglob("*.*")} for root in (first, second)
    ]
    assert told[0] == told[1]
    assert len(told[0]) == len(FILES)


def test_one_framework_out_of_two(tmp_path):
    root = write(tmp_path / "in")
    (root / "frameworks" / "roads").mkdir()
    (root / "frameworks" / "roads" / "strategy.yaml").write_text("{code: roads, title: Roads, version: v1}")
    both = load(root)
    assert _rows(load(export.write(both, None, tmp_path / "both"))) == _rows(both)
    assert [r["node"] for r in both.only("roads").records("activities")] == [None]
    assert [r["node"] for r in both.only("health").records("activities")] == ["H1"]
    roads = export.write(both, "roads", tmp_path / "roads")
    assert load(roads).frameworks == ("roads",)
    assert _rows(load(roads)) == _rows(both.only("roads"))
    with pytest.raises(WrongUse, match="There is no framework rails here"):
        export.write(both, "rails", tmp_path / "rails")
    assert not (tmp_path / "rails").exists()


def test_words_that_yaml_would_take_for_something_else_stay_words(tmp_path):
    text = (
        "code: health\nversion: 'null'\nzero_date: '2020'\n"
        'title: {en: "yes", es: "- x: [y]"}\nmission: "line one\\nline two: #3 \\u00e1 \\u2028 end"\n'
    )
    absent = dict.fromkeys(("indicators_yaml", "claims_yaml", "activities_csv", "undertakings_yaml"))
    root = write(tmp_path / "in", strategy_yaml=text, **absent)
    architecture = load(root)
    assert load(export.write(architecture, None, tmp_path / "out")).tables() == architecture.tables()


def test_json_is_one_exact_document(tmp_path):
    architecture = load(write(tmp_path / "in"))
    out = export.write(architecture, None, tmp_path / "out.json", export.Format.JSON)
    told = json.loads(out.read_text(encoding="utf-8"))
    strategy = told["frameworks/health/strategy.yaml"]
    assert strategy["effective_on"] == "2020-01-31"
    assert strategy["share_needed"] == 0.5
    assert told["places.csv"][1]["latitude"] == "61.5"
    [births, *_] = told["frameworks/health/indicators.yaml"]["indicators"]
    assert births["valid"] == {"min": 0, "max": 100000}


@pytest.mark.parametrize("example", [False, True])
def test_json_says_all_that_the_folder_says(tmp_path, example):
    architecture = load(EXAMPLE if example else write(tmp_path / "in"))
    for name, content in json.loads(export.as_json(architecture)).items():
        file = tmp_path / "again" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("w", encoding="utf-8", newline="") as stream:
            if file.suffix == ".yaml":
                json.dump(content, stream)
            else:
                rows = csv.DictWriter(stream, sorted({key for row in content for key in row}), restval="")
                rows.writeheader()
                rows.writerows(content)
    assert _rows(load(tmp_path / "again")) == _rows(architecture)


def test_json_numbers_are_never_rounded():
    told = json.dumps(
        [Decimal("0.1"), Decimal("12345678901234567890.123456789"), Decimal("1E+3")],
        default=export.json_value,
    )
    assert json.loads(told) == [0.1, "12345678901234567890.123456789", 1000]
    assert export.json_value(date(2020, 1, 31)) == "2020-01-31"


def test_nothing_is_overwritten_and_nothing_half_done_stays(tmp_path, monkeypatch):
    architecture = load(write(tmp_path / "in"))
    (tmp_path / "out").mkdir()
    with pytest.raises(WrongUse, match="exists already"):
        export.write(architecture, None, tmp_path / "out")
    before = sorted(tmp_path.iterdir())

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export.csv, "DictWriter", full)
    with pytest.raises(OSError, match="No space"):
        export.write(architecture, None, tmp_path / "other")
    assert sorted(tmp_path.iterdir()) == before

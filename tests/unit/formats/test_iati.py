"""IATI through the door, converted, and over every real file at hand: no number is lost."""

import gzip
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from typer.testing import CliRunner

from istmo.cli.app import app
from istmo.formats import door, iati
from istmo.formats._registers import write_beside
from istmo.formats._shared import Read
from istmo.kernel.problem import InputProblem
from tests.unit.formats.iati_files import (
    activity,
    came_of,
    codes,
    document,
    indicator,
    period,
    register,
    told,
)

SHARED = Path(__file__).parents[4] / "shared"
DATA, CASES = SHARED / "data" / "iati", SHARED / "conformance" / "iati"
NUMBER = re.compile(r"[ \t\r\n]*-?([0-9]+(\.[0-9]*)?|\.[0-9]+)[ \t\r\n]*")
ROLES = {"baseline": "baseline", "target": "target", "actual": "result"}

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the reference material is not beside the checkout")


def numbers(content: bytes) -> Counter[str]:
    """How many elements of each role have a number, counted in the whole tree at once."""
    found: Counter[str] = Counter()
    for element in etree.fromstring(content).iter(*ROLES):
        if NUMBER.fullmatch(element.get("value") or ""):
            found[ROLES[element.tag]] += 1
    return found


def counted(path: Path | None) -> Counter[str]:
    rows: list[tuple[Any, ...]] = told(path, "role, value")
    return Counter(role for role, value in rows if value is not None)


def read_or_refused(file: Path, into: Path) -> Read | InputProblem:
    try:
        return iati.read(file, into)
    except InputProblem as refused:
        return refused


@pytest.mark.shared
@needs_data
@pytest.mark.parametrize("file", sorted(DATA.rglob("*.xml*")), ids=lambda path: path.name)
def test_rows_with_a_value_are_the_numeric_elements(tmp_path: Path, file: Path) -> None:
    content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    came = iati.read(file, tmp_path)
    assert counted(came.figures) == numbers(content)
    key = "indicator, period_start, period_end, role, breakdown, as_of"
    keys = told(came.figures, key)
    assert len(set(keys)) == len(keys)
    assert not [problem.sentence for problem in came.problems if problem.severity == "error"]


@pytest.mark.shared
@needs_data
def test_all_118_activities_of_central_america_are_read(tmp_path: Path) -> None:
    came = iati.read(DATA / "central_america_with_results.xml", tmp_path)
    content = (DATA / "central_america_with_results.xml").read_bytes()
    assert len(register(came, "activities")) == 118
    assert len(register(came, "indicators")) == content.count(b"<indicator ")
    kinds = (b"1", b"2", b"3", b"4", b"11")
    staged = sum(content.count(b'<transaction-type code="%s"' % kind) for kind in kinds)
    assert len(told(came.transactions, "stage")) == staged + len(re.findall(rb"<budget[ >]", content))


@pytest.mark.shared
@needs_data
def test_cases_of_others_are_read_or_refused_in_a_sentence(tmp_path: Path) -> None:
    read = 0
    for place, file in enumerate(sorted(CASES.rglob("*.xml"))):
        into = tmp_path / str(place)
        into.mkdir()
        came = read_or_refused(file, into)
        if isinstance(came, InputProblem):
            assert came.problems[0].code in ("no_activities", "not_xml")
            continue
        read += 1
        assert counted(came.figures) == numbers(file.read_bytes())
    assert read > 500


def test_door_brings_registers_out_of_the_child(tmp_path: Path) -> None:
    file = tmp_path / "given.xml"
    file.write_bytes(document(activity(indicator(period('<actual value="1"/>')))))
    came = door.read([file], into=tmp_path / "into")
    assert sorted(path.name for path in (tmp_path / "into").iterdir()) == [
        "activities.parquet",
        "activity_places.parquet",
        "agencies.parquet",
        "figures.parquet",
        "indicators.parquet",
        "places.parquet",
        "sources.parquet",
    ]
    assert register(came, "activities")[0]["code"] == "XX-1-A"


def test_registers_of_two_files_are_united(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.xml").write_bytes(document(activity(identifier=name)))
    came = door.read([tmp_path / "a.xml", tmp_path / "b.xml"], into=tmp_path / "into")
    assert [row["code"] for row in register(came, "activities")] == ["a", "b"]
    assert [row["code"] for row in register(came, "agencies")] == ["XX-1"]


def test_file_without_activities_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="holds no iati-activity"):
        came_of(tmp_path, b"<iati-organisations version='2.03'><iati-organisation/></iati-organisations>")


def test_activities_are_found_wherever_they_stand(tmp_path: Path) -> None:
    inside = document(activity(indicator(period('<actual value="1"/>')))).partition(b"?>")[2]
    came = came_of(tmp_path, b"<result><ok>True</ok>" + inside + b"</result>")
    assert counted(came.figures) == {"result": 1}


def test_attributes_of_other_vocabularies_do_not_matter(tmp_path: Path) -> None:
    given = activity(indicator(period('<actual value="1" x:value="2"/><x:actual value="3"/>')))
    content = document(given).replace(b"<iati-activities ", b'<iati-activities xmlns:x="urn:x" ')
    assert counted(came_of(tmp_path, content).figures) == {"result": 1}


def test_convert_writes_the_registers_beside(tmp_path: Path) -> None:
    head = '<recipient-country code="SV"/><recipient-country code="GT"/>'
    (tmp_path / "given.xml").write_bytes(document(activity(indicator(period('<actual value="1"/>')), head)))
    told_ = CliRunner().invoke(
        app,
        [
            "convert",
            str(tmp_path / "given.xml"),
            "--from",
            "iati",
            "--to",
            "csv",
            "--out",
            str(tmp_path / "out.csv"),
        ],
    )
    assert told_.exit_code == 0, told_.output
    names = sorted(path.name for path in tmp_path.glob("out.*"))
    assert names == [
        "out.activities.csv",
        "out.activity_places.csv",
        "out.agencies.csv",
        "out.csv",
        "out.indicators.csv",
        "out.places.csv",
        "out.sources.csv",
    ]
    assert (
        tmp_path / "out.agencies.csv"
    ).read_text() == "code,name,own,kind\nXX-1,Ministry of Roads,no,government\n"
    assert (tmp_path / "out.places.csv").read_text().splitlines()[3].endswith(",GT|SV")


def test_figures_come_back_from_csv_as_they_went(tmp_path: Path) -> None:
    inside = period(
        '<target value="TBD"/><actual value="0.5"><dimension name="Sex" value="Women, all"/></actual>'
    )
    came = came_of(tmp_path, document(activity(indicator(inside, "2"))))
    from istmo.formats import csv

    csv.write(came.figures, came.transactions, tmp_path / "out.csv")
    (tmp_path / "again").mkdir()
    again = csv.read(tmp_path / "out.csv", tmp_path / "again")
    assert told(again.figures, "*") == told(came.figures, "*")
    assert codes(again) == []


def test_write_beside_gives_nothing_for_formats_without_registers(tmp_path: Path) -> None:
    assert write_beside({}, tmp_path / "out.csv") == []

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from istmo.kernel.tables import TABLES
from istmo.release.datapackage import schema
from tests.unit.release.made import Plan, figure, part, release, row


def validated(folder: Path) -> Any:
    return Package(str(folder / "datapackage.json")).validate()


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    """A release with empty and filled cells of every kind."""
    registers = {
        "calls": [row(TABLES["calls"], code="c", title="Call")],
        "submissions": [
            row(TABLES["submissions"], code="a", call="c", agency="usaid", version=1),
            row(TABLES["submissions"], code="b"),
        ],
        "expected": [
            row(TABLES["expected"], call="c", agency="inl", indicator="wells", place="", activity="")
        ],
    }
    plan = Plan(
        applicability=[
            row(TABLES["applicability"], indicator="wells", place="", agency=""),
            row(TABLES["applicability"], indicator="wells", place="SV", agency="inl"),
        ],
        nodes=[
            row(TABLES["nodes"], framework="plan", code=c, level="line", title=c, position=1) for c in "ab"
        ],
        node_parents=[row(TABLES["node_parents"], framework="plan", node="a", parent="b", position=1)],
        place_members=[row(TABLES["place_members"], place="SV", member="PA", since=date(2014, 1, 1))],
    )
    rows = [
        figure(),
        figure(place="PA", value=None, state="withheld", row=None, period_end=None, source="s1"),
    ]
    release(tmp_path / "r", part(tmp_path / "a.parquet", rows), architecture=plan, registers=registers)
    return tmp_path / "r"


def test_release_validates_with_frictionless(rich: Path) -> None:
    told = validated(rich)
    assert told.flatten(["taskName", "type", "fieldName", "message"]) == []
    assert told.valid
    assert told.stats["tasks"] == len(TABLES)


def test_frictionless_sees_a_code_that_its_register_lacks(rich: Path) -> None:
    package = json.loads((rich / "datapackage.json").read_bytes())
    places = next(r for r in package["resources"] if r["name"] == "places")
    agencies = next(r for r in package["resources"] if r["name"] == "agencies")
    places["path"], agencies["path"] = agencies["path"], places["path"]
    (rich / "datapackage.json").chmod(0o644)
    (rich / "datapackage.json").write_text(json.dumps(package))
    assert not validated(rich).valid


def test_every_table_has_key_types_and_references() -> None:
    told = schema(TABLES["node_parents"])
    assert told["primaryKey"] == ["framework", "node", "parent"]
    assert {field["name"]: field["type"] for field in told["fields"]}["position"] == "integer"
    assert told["foreignKeys"][0] == {
        "fields": ["framework", "node"],
        "reference": {"resource": "nodes", "fields": ["framework", "code"]},
    }


def test_table_that_refers_to_itself_names_itself_by_empty_text() -> None:
    (key,) = schema(TABLES["places"])["foreignKeys"]
    assert key["reference"]["resource"] == ""


def test_closed_lists_are_told() -> None:
    fields = {field["name"]: field for field in schema(TABLES["figures"])["fields"]}
    assert fields["role"]["constraints"] == {
        "required": True,
        "enum": ["baseline", "target", "result", "context"],
    }
    assert "constraints" not in fields["note"]

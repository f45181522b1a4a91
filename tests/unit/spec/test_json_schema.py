"""The published schemas, held by another program's reading of them."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from istmo.spec.json_schema import FOLDER, schemas, write_all
from tests.unit.spec.small import FILES

EXAMPLE = Path(__file__).parents[3] / "examples" / "central-america"


def _as_json(value):
    if isinstance(value, dict):
        return {key: _as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _validator(name):
    schema = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def _file(name):
    [text] = [text for file, text in FILES.items() if file.endswith(f"{name}.yaml")]
    return _as_json(YAML(typ="safe", pure=True).load(text))


def test_published_schemas_are_current(tmp_path):
    write_all(tmp_path)
    assert {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.json")} == schemas()
    assert {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()} == schemas()


@pytest.mark.parametrize("name", ["strategy", "indicators", "claims", "benchmarks", "undertakings"])
def test_schema_accepts_what_we_accept(name):
    _validator(name).validate(_file(name))


@pytest.mark.parametrize("file", sorted(EXAMPLE.rglob("*.yaml")), ids=lambda file: file.stem)
def test_schema_accepts_the_worked_example(file):
    if file.stem != "demo":
        _validator(file.stem).validate(
            _as_json(YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8")))
        )


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("strategy", lambda told: told.pop("title")),
        ("strategy", lambda told: told.update(kpi=1)),
        ("strategy", lambda told: told.update(title={"english": "x"})),
        ("strategy", lambda told: told["mission"].update(span=[1])),
        ("strategy", lambda told: told["nodes"][0]["children"][0].update(code="H 1")),
        ("strategy", lambda told: told["links"][0].update(match="same")),
        ("indicators", lambda told: told["indicators"][0].update(kind="metric")),
        ("indicators", lambda told: told["indicators"][0].update(preset="kpi")),
        ("indicators", lambda told: told["indicators"][0].update(dimensions=[{"required": True}])),
        ("indicators", lambda told: told["dimensions"][0].update(exclusive="perhaps")),
        ("claims", lambda told: told[0].pop("source")),
        ("benchmarks", lambda told: told[0].update(scope="local")),
    ],
)
def test_schema_refuses_what_we_refuse(name, change):
    told = _file(name)
    change(told)
    assert not _validator(name).is_valid(told)

"""`istmo source claims`: from an invented report to findings; and every way of being asked wrongly."""

import csv
import io
import json
from hashlib import sha256
from pathlib import Path

import pytest

from istmo.cli.app import main
from tests.unit.publish.proposal import health


def istmo(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([*map(str, arguments)])
    return int(ended.value.code or 0)


@pytest.fixture
def framework(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(health.REPORT, encoding="utf-8")
    return health.written(tmp_path / "framework")


def claims(folder: Path, *more: object, name: str = "report.txt", source: str = "report") -> int:
    where = ("--framework", folder, "--out", folder.parent / "new.yaml")
    return istmo("source", "claims", folder.parent / name, "--source", source, *where, *more)


def test_the_way_from_a_text_to_findings(framework: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = framework.parent
    assert claims(framework) == 0
    told = capsys.readouterr()
    assert (
        "sentences: 10; numbers that stand for a figure: 10\nproposed: 10, 1 of them without a number"
        in told.err
    )
    assert f"cat {home / 'new.yaml'} >> {framework / 'claims.yaml'}" in told.err
    with (framework / "claims.yaml").open("a", encoding="utf-8") as stream:
        stream.write((home / "new.yaml").read_text(encoding="utf-8"))
    assert istmo("framework", "check", framework) == 0
    assert "11 claims" in capsys.readouterr().out
    (home / "figures.csv").write_text(health.FIGURES, encoding="utf-8")
    made = (
        "--framework",
        framework,
        "--figures",
        home / "figures.csv",
        "--title",
        "T",
        "--out",
        home / "release",
    )
    assert istmo("release", "build", *made) == 0
    capsys.readouterr()
    assert istmo("ask", "claims", "--release", home / "release", "--where", "row=finding", "--csv") == 0
    found: dict[str, set[str]] = {}
    for row in csv.DictReader(io.StringIO(capsys.readouterr().out)):
        found.setdefault(row["rule"], set()).add(row["claim"])
    expected = {
        "lower_bound": "P001",
        "begins_before_funds": "P001",
        "causal_without_evidence": "P001",
        "value_differs": "P001",
        "percent_without_base": "P002",
        "causal_on_context": "P003",
        "preliminary": "P004",
        "sums": "P005",
        "effect_without_figure": "P009",
        "no_date": "P010",
    }
    for rule, code in expected.items():
        assert code in found[rule], rule


def test_claims_as_json_tells_what_was_left_out(framework: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert claims(framework, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["proposals"], told["numbers"]) == (True, 10, 10)
    assert told["left_out"] == {"date": 1, "reference": 1, "year": 6}


def test_text_without_claims_writes_nothing(framework: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (framework.parent / "report.txt").write_text("Nothing is told here.", encoding="utf-8")
    assert claims(framework) == 0
    assert "Nothing to propose" in capsys.readouterr().err
    assert not (framework.parent / "new.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"source": "nobody"}, "sources.csv has no source nobody"),
        ({"name": "report.exe"}, "report.exe"),
        ({"name": "missing.txt"}, "missing.txt"),
    ],
)
def test_wrong_use_is_told(
    framework: Path, capsys: pytest.CaptureFixture[str], arguments: dict[str, str], sentence: str
) -> None:
    (framework.parent / "report.exe").write_text("x", encoding="utf-8")
    assert claims(framework, **arguments) not in (0, 70)
    told = capsys.readouterr().err
    assert sentence in told
    assert "Traceback" not in told


def test_language_nobody_reads_is_refused(framework: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert claims(framework, "--lang", "xx") == 2
    assert "“xx”" in capsys.readouterr().err


def test_file_that_exists_is_left_alone(framework: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (framework.parent / "new.yaml").write_text("mine", encoding="utf-8")
    assert claims(framework) == 2
    assert (framework.parent / "new.yaml").read_text(encoding="utf-8") == "mine"


def test_another_document_than_the_registered_one_is_refused(
    framework: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = framework / "sources.csv"
    listed = sources.read_text(encoding="utf-8")
    other, own = (sha256(text.encode()).hexdigest() for text in ("other", health.REPORT))
    sources.write_text(listed.replace("2021,\npress", f"2021,{other}\npress"), encoding="utf-8")
    assert claims(framework) == 2
    assert "is not the document that sources.csv registers for report" in capsys.readouterr().err
    sources.write_text(listed.replace("2021,\npress", f"2021,{own}\npress"), encoding="utf-8")
    assert claims(framework) == 0

"""`istmo ask` starts quickly: no question imports what reads frameworks, translates SQL or serves the workspace."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house._tree import ROOT

EXAMPLE = ROOT / "examples" / "central-america"
FIGURES = EXAMPLE / "submissions" / "documents-2017" / "documents.csv"
HEAVY = ("pydantic", "sqlglot", "django", "istmo.spec", "altair", "scipy", "statsmodels")
#: The one question that needs the extra `analytics`.
OWN = {"effect": "scipy"}
#: What a question needs to be asked at all.
NEEDED = {
    "provenance": ["indicator=sme-jobs", "place=SV", "period=2011/2016"],
}
_ASK = """
import contextlib, io, json, sys
from istmo.cli.app import main
told = {}
for question, *arguments in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
        try:
            main(["ask", question, *arguments])
            code = 0
        except SystemExit as left:
            code = left.code or 0
    told[question] = [code, said.getvalue(), sorted(sys.modules)]
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of what the documents say, built in a process of its own."""
    out = tmp_path_factory.mktemp("light") / "1"
    made = ["--figures", str(FIGURES), "--number", "1", "--title", "T", "--out", str(out)]
    build = [sys.executable, "-m", "istmo", "release", "build", "--framework", str(EXAMPLE), *made]
    subprocess.run(build, check=True, capture_output=True)
    return out


def loaded(release: Path, questions: list[list[str]]) -> dict[str, tuple[int, str, list[str]]]:
    """Exit code, talk, and the modules of a fresh interpreter after each of these questions."""
    asked = [[*question, "--release", str(release)] for question in questions]
    done = subprocess.run(
        [sys.executable, "-c", _ASK, json.dumps(asked)],
        check=True,
        capture_output=True,
        text=True,
        cwd=release.parent,
    )
    told: dict[str, tuple[int, str, list[str]]] = json.loads(done.stdout.splitlines()[-1])
    return told


def heavy(modules: list[str], question: str = "") -> list[str]:
    """Those that a question must not import."""
    kept = [one for one in HEAVY if one != OWN.get(question)]
    return [name for name in modules if any(name == one or name.startswith(f"{one}.") for one in kept)]


def test_no_question_imports_what_is_heavy(release: Path) -> None:
    from istmo.analyse import catalogue

    asked = []
    # All are asked in one process: what one of them brings in stays for those after it.
    for question in sorted(catalogue.names(), key=lambda name: name in OWN):
        where = [part for condition in NEEDED.get(question, []) for part in ("--where", condition)]
        asked.append([question, *where, *([] if question == "sample" else ["--csv"])])
    told = loaded(release, asked)
    assert set(told) == set(catalogue.names())
    assert {name: said for name, (code, said, _) in told.items() if code} == {}
    found = {name: heavy(modules, name) for name, (_, _, modules) in told.items()}
    assert {name: modules for name, modules in found.items() if modules} == {}


def test_heavy_tells_a_planted_import() -> None:
    assert heavy(["json", "django.db", "istmo.spec.models", "djangoish"]) == [
        "django.db",
        "istmo.spec.models",
    ]
    assert heavy(["scipy.special", "statsmodels"], "effect") == ["statsmodels"]
    assert heavy(["scipy.special"], "trend") == ["scipy.special"]

"""Frameworks that are broken: `framework check` and `submission check` say the same clear sentence."""

import shutil
from pathlib import Path

import pytest

from tests.hostile.cli import EXAMPLE, HEADER, ROW, is_clean, istmo

STRATEGY = "frameworks/strategy-2017/strategy.yaml"

#: name -> file, its new text (`{}` is the old one), what the sentence says.
BROKEN = {
    "tabs": (STRATEGY, "code: x\nnodes:\n\t- code: A\n", "row 3: a tab stands in this line, and YAML wants spaces"),
    "empty": (STRATEGY, "", "strategy.yaml: the file is empty"),
    "no keys": (STRATEGY, "hello\n", "Keys with values were expected"),
    "bracket": (STRATEGY, "code: [open\n", "this is not YAML"),
    "key twice": (STRATEGY, "code: strategy-2017\ncode: x\n", "row 2 (“code”): the key “code” stands here twice"),
    "code that runs": (STRATEGY, 'code: !!python/object/apply:os.system ["id"]\n', "is not used here"),
    "zero byte": (STRATEGY, "code: a\0b\n", "this is not a text file"),
    "no places": ("places.csv", "code,name,kind\n", "there is no place northern-triangle"),
    "agency twice": ("agencies.csv", "{}usaid,Once more,yes,,,,\n", "usaid"),
}  # fmt: skip


@pytest.fixture
def framework(tmp_path: Path) -> Path:
    """A copy of the worked example that a test may break."""
    folder = tmp_path / "marco (copia)"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("submissions"))
    return folder


@pytest.mark.parametrize("name", BROKEN)
def test_broken_framework_is_told_in_a_sentence(name: str, framework: Path, tmp_path: Path) -> None:
    path, text, sentence = BROKEN[name]
    file = framework / path
    file.write_text(text.format(file.read_text(encoding="utf-8")) if "{}" in text else text, encoding="utf-8")
    ended = istmo("framework", "check", framework, temporary=tmp_path / "temporary")
    assert (ended.code, is_clean(ended)) == (1, True), ended
    assert ended.out == ""
    assert any(line.startswith("error: ") and sentence in line for line in ended.said.splitlines()), (
        ended.said
    )


def test_yaml_that_grows_by_repeating_itself_is_refused(framework: Path, tmp_path: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for before, name in ("ab", "bc", "cd", "de", "ef", "fg", "gh", "hi"):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]")
    (framework / STRATEGY).write_text("\n".join([*lines, "code: *i", ""]), encoding="utf-8")
    ended = istmo("framework", "check", framework, temporary=tmp_path / "temporary")
    assert (ended.code, is_clean(ended)) == (1, True), ended
    assert "instead of repeating" in ended.said


def test_submission_check_tells_the_framework_fault_and_leaves_the_file(
    framework: Path, tmp_path: Path
) -> None:
    (framework / STRATEGY).write_text("code: x\nnodes:\n\t- code: A\n", encoding="utf-8")
    file = tmp_path / "figures.csv"
    file.write_text(HEADER + ROW, encoding="utf-8")
    ended = istmo("submission", "check", file, "--framework", framework, temporary=tmp_path / "temporary")
    assert (ended.code, is_clean(ended), ended.out) == (1, True, ""), ended
    assert "a tab stands in this line" in ended.said


@pytest.mark.parametrize(
    ("name", "code", "sentence"), [("none", 2, "does not exist"), ("", 1, "no framework")]
)
def test_no_framework_is_told_in_a_sentence(name: str, code: int, sentence: str, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    ended = istmo("framework", "check", empty / name, temporary=tmp_path / "temporary")
    assert (ended.code, is_clean(ended)) == (code, True), ended
    assert sentence in ended.said

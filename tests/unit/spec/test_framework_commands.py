"""`istmo framework check` and `export` on paths: what a user sees, and the exit codes."""

import json

import pytest

from istmo.cli.app import main
from istmo.spec.architecture import load
from tests.unit.spec.small import instead, write


def _run(capsys, *arguments):
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return left.value.code, *capsys.readouterr()


def test_check_of_a_right_folder_tells_what_is_in_it(tmp_path, capsys):
    code, out, err = _run(capsys, "framework", "check", write(tmp_path / "con espacio y ñ"))
    assert (code, err) == (0, "")
    assert out == (
        "health: 4 nodes, 5 indicators, 1 dimensions, 4 places, 1 agencies, 1 activities, 2 sources, 0 forums, "
        "2 claims, 1 benchmarks, 0 comparisons, 3 undertakings, 0 evaluations\n"
    )


def test_check_of_a_wrong_folder_tells_every_problem_on_stderr(tmp_path, capsys):
    wrong = write(tmp_path, claims_yaml=instead("claims.yaml", "twin: c1", "twin: c9"), sources_csv="")
    code, out, err = _run(capsys, "framework", "check", wrong)
    assert (code, out) == (1, "")
    assert [line.partition(": ")[0] for line in err.splitlines()] == ["error", "error"]


def test_check_as_json_has_the_one_shape(tmp_path, capsys):
    code, out, _ = _run(capsys, "framework", "check", write(tmp_path), "--json")
    told = json.loads(out)
    assert (code, told["ok"], told["frameworks"], told["counts"]["nodes"]) == (0, True, ["health"], 4)
    code, out, err = _run(
        capsys, "framework", "check", write(tmp_path / "x", agencies_csv="code\n"), "--json"
    )
    told = json.loads(out)
    assert (code, told["ok"], err) == (1, False, "")
    assert told["problems"][0]["where"]["file"] == "agencies.csv"


@pytest.mark.parametrize("path", ["nowhere", "places.csv"])
def test_check_of_no_folder_is_wrong_use(tmp_path, capsys, path):
    code, out, err = _run(capsys, "framework", "check", write(tmp_path) / path)
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_export_gives_a_folder_that_reads_the_same(tmp_path, capsys):
    code, out, _ = _run(capsys, "framework", "export", write(tmp_path / "in"), "--out", tmp_path / "out")
    assert (code, out.strip()) == (0, str(tmp_path / "out"))
    assert load(tmp_path / "out").tables() == load(tmp_path / "in").tables()


def test_export_as_json_goes_to_stdout(tmp_path, capsys):
    one = write(tmp_path) / "frameworks" / "health"
    code, out, _ = _run(capsys, "framework", "export", one, "--format", "json")
    assert code == 0
    assert json.loads(out)["frameworks/health/strategy.yaml"]["code"] == "health"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--format", "stratml", "--part", "3"], "no part 3"),
        (["--format", "xml", "--out", "x"], "“xml” is no format"),
        (["--format", "yaml"], "say where: --out FOLDER"),
    ],
)
def test_export_wrong_use_is_told_in_a_sentence(tmp_path, capsys, options, words):
    code, out, err = _run(capsys, "framework", "export", write(tmp_path), *options)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert words in err


def test_export_of_a_wrong_folder_tells_the_problems(tmp_path, capsys):
    wrong = write(tmp_path / "in", sources_csv="")
    code, _, err = _run(capsys, "framework", "export", wrong, "--out", tmp_path / "out")
    assert code == 1
    assert "the file is empty" in err
    assert not (tmp_path / "out").exists()


def test_a_stratml_file_is_checked_and_exported_like_a_folder(tmp_path, capsys):
    plan = tmp_path / "plan.xml"
    code, text, _ = _run(capsys, "framework", "export", write(tmp_path / "in"), "--format", "stratml")
    plan.write_text(text, encoding="utf-8")
    code, out, err = _run(capsys, "framework", "check", plan)
    assert (code, out.partition(",")[0]) == (0, "health: 4 nodes")
    assert "of indicator births-attended this is left out: “Broken down by: sex.”" in err
    code, out, _ = _run(capsys, "framework", "export", plan, "--out", tmp_path / "out")
    assert (code, out.strip()) == (0, str(tmp_path / "out"))
    assert load(tmp_path / "out").tables()["node_parents"] == load(tmp_path / "in").tables()["node_parents"]

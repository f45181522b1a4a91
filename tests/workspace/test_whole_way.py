"""A figure's whole way on the command line, on whichever database."""

from pathlib import Path

from tests.cast import BAD
from tests.workspace.commands import APPROVE, FREEZE, HOLD, SUBMIT, Workspace, prepare


def test_whole_way_from_a_file_to_a_restored_release(made: Workspace, new_workspace, tmp_path: Path) -> None:
    file = prepare(made, tmp_path)

    sent = made.done("submission", "submit", file, *SUBMIT, "--json").json
    assert (sent["ok"], sent["submission"], sent["state"], sent["new"]) == (
        True,
        "c1/usaid/1",
        "submitted",
        True,
    )
    again = made.done("submission", "submit", file, *SUBMIT, "--json").json
    assert (again["submission"], again["hash"], again["new"]) == ("c1/usaid/1", sent["hash"], False)
    assert [row["hash"] for row in made.done("review", "list", "--json").json["submissions"]] == [
        sent["hash"]
    ]

    own = made.istmo("review", "approve", "c1/usaid/1", "--as", "ana")
    assert (own.code, own.err.count("\n")) == (2, 1)
    other = made.istmo(*APPROVE, "--hash", "f" * 64)
    assert (other.code, other.err.count("\n")) == (2, 1)
    made.done(*APPROVE, "--hash", sent["hash"])

    first = made.done(*FREEZE, "--json").json
    second = made.done(*FREEZE, "--json").json
    assert (first["number"], first["new"]) == (1, True)
    assert (second["content"], second["new"]) == (first["content"], False)
    assert [row["content"] for row in made.done("release", "list", "--json").json["releases"]] == [
        first["content"]
    ]
    assert made.done("call", "status", "--json").json["answers"][0]["state"] == "approved"
    made.done("verify")

    made.done("backup", tmp_path / "all.istmo")
    assert (tmp_path / "all.istmo").stat().st_mode & 0o077 == 0
    restored = new_workspace("restored")
    restored.done("restore", tmp_path / "all.istmo")
    assert restored.done("verify", "--json").json == {"ok": True, "problems": []}
    assert restored.done("people", "list", "--json").json == made.done("people", "list", "--json").json
    # Goes on counting where the backup ended.
    restored.done("people", "add", "eva", "--name", "Eva", "--role", "viewer")
    assert restored.done(*FREEZE, "--json").json["content"] == first["content"]


def test_a_held_figure_waits_while_the_rest_is_published(
    made: Workspace, new_workspace, tmp_path: Path
) -> None:
    made.done("submission", "submit", prepare(made, tmp_path), *SUBMIT)
    (before,) = made.done("review", "list", "--json").json["submissions"]
    own = made.istmo(*HOLD[:-1], "ana")
    assert (own.code, own.err.count("\n")) == (2, 1)
    made.done(*HOLD)
    (after,) = made.done("review", "list", "--json").json["submissions"]
    assert (before["held"], after["held"]) == ("", "row 3")
    stale = made.istmo(*APPROVE, "--hash", before["hash"])
    assert (stale.code, stale.err.count("\n")) == (2, 1)
    made.done(*APPROVE, "--hash", after["hash"])
    settled = ("trained", "SV", "FY2017", "max", "--reason", "one training", "--as", "diego")
    made.done("review", "overlap", *settled)
    made.done(*FREEZE)
    asked = (
        "--where",
        "indicator=trained",
        "--where",
        "place=SV",
        "--where",
        "period=FY2016",
        "--where",
        "kind_of_row=figure",
        "--json",
    )
    release = made.folder / "releases" / "1"
    (told,) = made.done("ask", "provenance", "--release", release, *asked).json["rows"]
    assert (told["standing"], told["held"], told["value"], told["row"]) == ("held", "too high", None, 3)
    made.done("review", "lift", "c1/usaid/1", "3", "--reason", "confirmed", "--as", "diego")
    second = made.done(*FREEZE, "--json").json
    assert (second["number"], second["new"]) == (2, True)
    (told,) = made.done("ask", "provenance", "--release", made.folder / "releases" / "2", *asked).json["rows"]
    assert (told["standing"], told["held"], told["value"]) == ("stands", None, "90")
    made.done("verify")
    made.done("backup", tmp_path / "all.istmo")
    restored = new_workspace("restored")
    restored.done("restore", tmp_path / "all.istmo")
    restored.done("verify")


def test_a_file_with_errors_is_kept_as_a_draft(made: Workspace, tmp_path: Path) -> None:
    file = prepare(made, tmp_path)
    file.write_text(BAD, encoding="utf-8")
    sent = made.istmo("submission", "submit", file, *SUBMIT)
    assert sent.code == 1
    assert "Kept as draft c1/usaid/1" in sent.err
    assert made.istmo(*APPROVE).code == 2
    made.done("verify")


def test_init_again_changes_nothing(made: Workspace) -> None:
    made.done("init", made.folder)
    before = {path.name: path.stat().st_mtime_ns for path in made.folder.iterdir()}
    told = made.done("init", made.folder)
    assert "nothing was changed" in told.err
    assert {path.name: path.stat().st_mtime_ns for path in made.folder.iterdir()} == before
    assert (made.folder / "secret.key").stat().st_mode & 0o077 == 0


def test_a_broken_byte_is_named(made: Workspace, tmp_path: Path) -> None:
    file = prepare(made, tmp_path)
    made.done("submission", "submit", file, *SUBMIT)
    made.done(*APPROVE)
    made.done(*FREEZE)
    release = made.folder / "releases" / "1"
    figures = release / "figures.parquet"
    figures.chmod(0o600)
    raw = bytearray(figures.read_bytes())
    raw[len(raw) // 2] ^= 1
    figures.write_bytes(raw)
    (release / "more.csv").write_text("")
    told = made.istmo("verify")
    assert told.code == 1
    assert "figures.parquet" in told.err
    assert "more.csv" in told.err

"""`istmo publish report`."""

from pathlib import Path

import pytest

from istmo.cli.app import main
from tests.unit.publish import basin


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return basin.write(tmp_path_factory.mktemp("published") / "release")


def ran(*arguments: object) -> object:
    """The exit code of one command."""
    with pytest.raises(SystemExit) as left:
        main(["publish", "report", *map(str, arguments)])
    return left.value.code


def test_publish_report_writes_the_page_and_names_it(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran("--release", release, "--out", tmp_path / "out") == 0
    out, err = capsys.readouterr()
    assert (out.strip(), err) == (str(tmp_path / "out" / "report.html"), "")
    assert (tmp_path / "out" / "report.html").is_file()


def test_publish_report_writes_every_format_asked_for(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    formats = ("--format", "pdf", "--format", "docx")
    assert ran("--release", release, "--out", tmp_path / "out", *formats) == 0
    written = [str(tmp_path / "out" / name) for name in ("report.docx", "report.pdf")]
    assert capsys.readouterr().out.splitlines() == written


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("--format", "odt"), "Nothing can be written as odt. There are html, docx, pdf."),
        (("--lang", "fr"), "The report cannot be written in “fr” yet. Use --lang en or es."),
    ],
)
def test_publish_report_refuses_what_it_cannot_do_yet(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, str], sentence: str
) -> None:
    assert ran("--release", release, "--out", tmp_path / "out", *asked) == 2
    out, err = capsys.readouterr()
    assert (out, err.strip()) == ("", sentence)
    assert not (tmp_path / "out").exists()


def test_publish_report_refuses_a_file_as_folder(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_text("")
    assert ran("--release", release, "--out", file) == 2
    assert "is a file" in capsys.readouterr().err


def test_publish_report_refuses_what_is_no_release(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran("--release", tmp_path, "--out", tmp_path / "out") == 2
    assert "is not a release" in capsys.readouterr().err

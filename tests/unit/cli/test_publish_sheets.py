"""`istmo publish factsheet` and `istmo publish countries`."""

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
        main(["publish", *map(str, arguments)])
    return left.value.code


@pytest.mark.parametrize(
    ("product", "files"),
    [
        ("factsheet", ["factsheet.html", "factsheet.pdf"]),
        (
            "countries",
            [f"countries/{place}.{ending}" for place in ("AA", "BB", "CC") for ending in ("html", "pdf")],
        ),
    ],
)
def test_publish_writes_every_format_and_names_the_files(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], product: str, files: list[str]
) -> None:
    out = tmp_path / "out"
    assert ran(product, "--release", release, "--out", out, "--format", "html", "--format", "pdf") == 0
    assert capsys.readouterr().out.splitlines() == [str(out / file) for file in files]
    assert all((out / file).stat().st_size > 5000 for file in files)


@pytest.mark.parametrize("product", ["factsheet", "countries"])
def test_publish_refuses_a_file_as_folder(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], product: str
) -> None:
    file = tmp_path / "file"
    file.write_text("")
    assert ran(product, "--release", release, "--out", file) == 2
    assert "is a file" in capsys.readouterr().err

"""Importing a framework's folder and getting it back."""

from pathlib import Path

import pytest

from istmo.framework import pack, queries, stored
from istmo.framework.models import Architecture
from istmo.framework.services import import_folder
from istmo.kernel.problem import InputProblem, WrongUse
from istmo.people.models import Agency, Event
from tests.cast import AT, write_small


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write_small(tmp_path / "small")


def test_import_folder_keeps_versions_and_agencies(cast, small: Path) -> None:
    (version,) = import_folder(path=small, by=cast.operator, at=AT)
    assert (version.code, version.version) == ("small", "1")
    assert stored.vault().has(version.architecture.sha256)
    assert Agency.objects.filter(code="usaid", own=True).exists()
    assert Event.objects.filter(verb="framework.imported", subject="small").count() == 1


def test_import_folder_again_is_the_same_version(cast, small: Path) -> None:
    assert import_folder(path=small, by=cast.operator, at=AT) == import_folder(
        path=small, by=cast.operator, at=AT
    )
    assert Event.objects.filter(verb="framework.imported").count() == 1


def test_import_folder_of_one_framework_keeps_its_folder(cast, small: Path) -> None:
    assert import_folder(path=small, by=cast.operator, at=AT) == import_folder(
        path=small / "frameworks" / "small", by=cast.operator, at=AT
    )


def test_import_of_an_earlier_folder_holds_again(cast, small: Path) -> None:
    strategy = small / "frameworks" / "small" / "strategy.yaml"
    first = import_folder(path=small, by=cast.operator, at=AT)
    text = strategy.read_text()
    strategy.write_text(text.replace("A small strategy", "A larger strategy"))
    import_folder(path=small, by=cast.operator, at=AT)
    strategy.write_text(text)
    import_folder(path=small, by=cast.operator, at=AT)
    assert Architecture.objects.count() == 3
    assert queries.latest().sha256 == first[0].architecture.sha256


def test_import_folder_with_errors_keeps_nothing(cast, small: Path) -> None:
    (small / "frameworks" / "small" / "strategy.yaml").write_text("code: small\n\ttitle: tabs\n")
    with pytest.raises(InputProblem):
        import_folder(path=small, by=cast.operator, at=AT)
    assert not Architecture.objects.exists()
    assert not list(stored.vault().names())


def test_import_folder_by_someone_who_may_not(cast, small: Path) -> None:
    with pytest.raises(WrongUse, match=r"ana .* may not import a framework"):
        import_folder(path=small, by=cast.ana, at=AT)


def test_checkout_gives_the_files_back(cast, small: Path, tmp_path: Path) -> None:
    (small / "README.md").write_text("not of the architecture")
    import_folder(path=small, by=cast.operator, at=AT)
    back = queries.checkout("small", tmp_path / "back")
    assert {name: path.read_bytes() for name, path in pack.parts(back).items()} == {
        name: path.read_bytes() for name, path in pack.parts(small).items()
    }
    assert not (back / "README.md").exists()


def test_checkout_unknown_names_those_there_are(cast, small: Path, tmp_path: Path) -> None:
    import_folder(path=small, by=cast.operator, at=AT)
    with pytest.raises(WrongUse, match=r"no framework “x”.*Known: small"):
        queries.checkout("x", tmp_path / "back")


def test_latest_without_any_tells_the_cure(workspace) -> None:
    with pytest.raises(WrongUse, match="istmo framework import"):
        queries.latest()


def test_pack_does_not_depend_on_times_or_order(small: Path, tmp_path: Path) -> None:
    import os

    files = pack.parts(small)
    pack.pack(files, tmp_path / "a.tar")
    for path in files.values():
        os.utime(path, (1, 1))
        path.chmod(0o600)
    pack.pack(dict(reversed(files.items())), tmp_path / "b.tar")
    assert (tmp_path / "a.tar").read_bytes() == (tmp_path / "b.tar").read_bytes()


def test_scratch_is_removed_and_sweeps_what_the_dead_left(workspace: Path) -> None:
    import subprocess
    import sys

    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = workspace / f".work-{dead.pid}-x"
    left.mkdir()
    with stored.scratch() as folder, stored.scratch() as other:
        assert folder.is_dir()
        assert other != folder
        assert not left.exists()
    assert not folder.exists()

"""A backup that is cut off, edited or made to harm is refused in a sentence and writes nothing outside its folder."""

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from istmo.freeze.carried import CONTENTS, HEAD, KEY, ROWS, Packing, unpack
from istmo.kernel.problem import WrongUse


def backup(folder: Path, also: Callable[[tarfile.TarFile], None] = lambda tar: None) -> Path:
    """A small backup; `also` puts in more before the end."""
    files = {HEAD: b'{"istmo": "0", "format": 1}', ROWS: b"", KEY: b"key", "vault/ab/abc": b"bytes"}
    with tarfile.open(folder / "backup", "w:") as tar:
        packing = Packing(tar)
        for name, content in files.items():
            (folder / "part").write_bytes(content)
            packing.add(name, folder / "part")
        also(tar)
        packing.finish(folder)
    return folder / "backup"


def test_unpack_gives_back_every_file(tmp_path: Path) -> None:
    assert unpack(backup(tmp_path), tmp_path / "into") == {"istmo": "0", "format": 1}
    found = {
        p.relative_to(tmp_path / "into").as_posix() for p in (tmp_path / "into").rglob("*") if p.is_file()
    }
    assert found == {ROWS, KEY, "vault/ab/abc"}
    assert (tmp_path / "into" / KEY).stat().st_mode & 0o077 == 0


def _put(
    name: str, content: bytes = b"x", kind: bytes = tarfile.REGTYPE, link: str = ""
) -> Callable[..., None]:
    def put(tar: tarfile.TarFile) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.type, entry.linkname = len(content), kind, link
        tar.addfile(entry, io.BytesIO(content))

    return put


@pytest.mark.parametrize(
    "also",
    [
        _put("../outside"),
        _put("vault/../../outside"),
        _put("/etc/outside"),
        _put("vault\\..\\outside"),
        _put("vault/c:outside"),
        _put("outside"),
        _put("vault"),
        _put("vault//twice"),
        _put("vault/./x"),
        _put("istmo.sqlite3"),
        _put("vault/link", b"", tarfile.SYMTYPE, "/etc/passwd"),
        _put("vault/link", b"", tarfile.LNKTYPE, KEY),
        _put("vault/device", b"", tarfile.CHRTYPE),
        _put("vault/pipe", b"", tarfile.FIFOTYPE),
        _put("vault/folder", b"", tarfile.DIRTYPE),
        _put(KEY),
        _put("vault/ab/not-listed"),
    ],
)
def test_unpack_refuses_what_has_no_place(tmp_path: Path, also: Callable[..., None]) -> None:
    with pytest.raises(WrongUse, match="is not a whole backup"):
        unpack(backup(tmp_path, also), tmp_path / "into")
    assert {path.name for path in tmp_path.iterdir()} <= {"into", "backup", "part", CONTENTS}


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
def test_unpack_refuses_what_is_cut_off(tmp_path: Path, share: float) -> None:
    whole = backup(tmp_path).read_bytes()
    end = whole.rindex(b'{"' + HEAD[:3].encode())
    (tmp_path / "cut").write_bytes(whole[: int(end * share)])
    with pytest.raises(WrongUse, match="is not a whole backup"):
        unpack(tmp_path / "cut", tmp_path / "into")


def test_unpack_refuses_changed_bytes(tmp_path: Path) -> None:
    whole = backup(tmp_path).read_bytes()
    (tmp_path / "changed").write_bytes(whole.replace(b"bytes", b"other", 1))
    with pytest.raises(WrongUse, match="not what it lists"):
        unpack(tmp_path / "changed", tmp_path / "into")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x00" * 4096, b"text " * 1000])
def test_unpack_refuses_other_files(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other").write_bytes(content)
    with pytest.raises(WrongUse, match="is not a whole backup"):
        unpack(tmp_path / "other", tmp_path / "into")


def test_unpack_of_a_newer_istmo_says_so(tmp_path: Path) -> None:
    path = backup(tmp_path)
    with tarfile.open(path, "w:") as tar:
        _put(HEAD, json.dumps({"istmo": "9.0", "format": 99}).encode())(tar)
    with pytest.raises(WrongUse, match=r"made by istmo 9.0, newer"):
        unpack(path, tmp_path / "into")

import hashlib
from pathlib import Path

import pytest

from istmo.kernel.problem import WrongUse
from istmo.vault.store import Vault

BYTES = b"indicator,place\n"
SHA = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault")


def test_put_names_the_bytes_by_their_hash(vault: Vault) -> None:
    assert vault.put(BYTES) == SHA
    assert vault.path(SHA).read_bytes() == BYTES
    assert vault.path(SHA).relative_to(vault.root).parts == (SHA[:2], SHA)


def test_put_of_a_file_equals_put_of_its_bytes(vault: Vault, tmp_path: Path) -> None:
    large = tmp_path / "añual report.csv"
    large.write_bytes(BYTES * 200_000)
    assert vault.put(large) == vault.put(large.read_bytes())
    assert len(list(vault.names())) == 1


def test_put_again_leaves_the_file_as_it_is(vault: Vault) -> None:
    vault.put(BYTES)
    before = vault.path(SHA).stat()
    vault.put(BYTES)
    after = vault.path(SHA).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_put_makes_the_file_read_only_and_leaves_nothing_beside_it(vault: Vault) -> None:
    vault.put(BYTES)
    assert vault.path(SHA).stat().st_mode & 0o222 == 0
    assert [path for path in vault.root.rglob("*") if path.is_file()] == [vault.path(SHA)]


def test_put_that_fails_leaves_nothing(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        vault.put(tmp_path / "missing.csv")
    assert list(vault.names()) == []


def test_has_is_false_for_what_is_no_hash(vault: Vault) -> None:
    vault.put(BYTES)
    assert vault.has(SHA)
    assert not vault.has("../" + SHA)
    assert not vault.has("0" * 64)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", SHA.upper(), "0" * 64])
def test_path_of_unknown_name_is_one_sentence(vault: Vault, name: str) -> None:
    with pytest.raises(WrongUse, match=r"\.$"):
        vault.path(name)


def test_verify_of_an_empty_vault_is_clean(vault: Vault) -> None:
    assert vault.verify() == []


def test_verify_of_an_untouched_vault_is_clean(vault: Vault) -> None:
    vault.put(BYTES)
    vault.put(b"")
    assert vault.verify() == []


def test_verify_ignores_what_a_crash_left_unnamed(vault: Vault) -> None:
    vault.put(BYTES)
    (vault.root / "incoming" / "tmp1").write_bytes(b"half")
    assert vault.verify() == []


def test_verify_names_an_altered_file(vault: Vault) -> None:
    vault.put(BYTES)
    place = vault.path(SHA)
    place.chmod(0o644)
    place.write_bytes(BYTES.replace(b"p", b"q"))
    (problem,) = vault.verify()
    assert problem.code == "vault_altered"
    assert problem.where.file == f"{SHA[:2]}/{SHA}"


def test_verify_names_a_misnamed_file(vault: Vault) -> None:
    vault.put(BYTES)
    (vault.root / "zz").mkdir()
    vault.path(SHA).rename(vault.root / "zz" / SHA)
    (problem,) = vault.verify()
    assert problem.code == "vault_misnamed"
    assert f"{SHA[:2]}/{SHA}" in problem.sentence


def test_verify_names_foreign_files_at_any_depth(vault: Vault) -> None:
    vault.put(BYTES)
    (vault.root / "notes.txt").write_text("x")
    (vault.root / SHA[:2] / "deep").mkdir()
    (vault.root / SHA[:2] / "deep" / "more.txt").write_text("x")
    assert {problem.code for problem in vault.verify()} == {"vault_foreign"}
    assert {problem.where.file for problem in vault.verify()} == {"notes.txt", f"{SHA[:2]}/deep/more.txt"}

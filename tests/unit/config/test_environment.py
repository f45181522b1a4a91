"""Variables are read strictly."""

from pathlib import Path

import pytest

from istmo.config import environment
from istmo.kernel.problem import WrongUse


def test_value_from_a_file(monkeypatch, tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgresql://a/b\n")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "url"))
    assert environment.value("DATABASE_URL") == "postgresql://a/b"


def test_value_given_twice_is_refused(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "x")
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path))
    with pytest.raises(WrongUse, match="both set"):
        environment.value("DATABASE_URL")


def test_value_of_a_missing_file_is_refused(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "none"))
    with pytest.raises(WrongUse, match=r"DATABASE_URL_FILE is “.*none”, which cannot be read"):
        environment.value("DATABASE_URL")


@pytest.mark.parametrize(("given", "means"), [("1", True), ("0", False), ("", False)])
def test_yes(monkeypatch, given: str, means: bool) -> None:
    monkeypatch.setenv("ISTMO_DEBUG", given)
    assert environment.yes("ISTMO_DEBUG") is means


def test_yes_refuses_anything_else(monkeypatch) -> None:
    monkeypatch.setenv("ISTMO_DEBUG", "true")
    with pytest.raises(WrongUse, match="ISTMO_DEBUG is “true”: set it to 1 or 0"):
        environment.yes("ISTMO_DEBUG")


def test_database_is_sqlite_in_the_workspace(monkeypatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert environment.database(Path("w"))["NAME"] == str(Path("w/istmo.sqlite3"))


@pytest.mark.parametrize(
    ("url", "name", "host", "port", "password"),
    [
        ("postgresql://ana:s%40t@db:5433/istmo", "istmo", "db", "5433", "s@t"),
        ("postgres://db/my%20istmo", "my istmo", "db", "", ""),
        ("postgresql://ana@/istmo?host=/var/run", "istmo", "/var/run", "", ""),
    ],
)
def test_database_of_a_url(monkeypatch, url: str, name: str, host: str, port: str, password: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    told = environment.database(Path("w"))
    assert (told["NAME"], told["HOST"], told["PORT"], told["PASSWORD"]) == (name, host, port, password)


@pytest.mark.parametrize(
    "url", ["mysql://a/b", "postgresql://db", "db", "postgresql://db:x/istmo", "postgresql://a/b/c"]
)
def test_database_refuses_other_urls(monkeypatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(WrongUse, match=r"DATABASE_URL is “.*write it as postgresql://"):
        environment.database(Path("w"))


def test_database_refused_does_not_tell_the_password(monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://ana:secret@db/istmo")
    with pytest.raises(WrongUse) as refused:
        environment.database(Path("w"))
    assert "secret" not in str(refused.value)
    assert "ana" in str(refused.value)

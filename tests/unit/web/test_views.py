"""Pages over frozen releases: for reading only, guarded, and nothing that the manifest does not list."""

import re
from pathlib import Path

import pytest
from django.test import Client

from istmo.freeze import queries
from istmo.freeze.services import freeze
from istmo.web.reading import reports
from tests.cast import AT

PAGES = ("/", "/releases/1/", "/releases/1/report/")


@pytest.fixture
def frozen(cast, approved):
    """A workspace with release 1."""
    approved()
    return freeze(title="First <b>release</b>", by=cast.operator, at=AT)[0]


def test_first_page_lists_releases(frozen, client: Client) -> None:
    page = client.get("/").content.decode()
    assert "First &lt;b&gt;release&lt;/b&gt;" in page
    assert 'href="/releases/1/report/"' in page


def test_first_page_of_an_empty_workspace_says_what_to_do(workspace, client: Client) -> None:
    assert "istmo release freeze" in client.get("/").content.decode()


def test_release_page_lists_every_file_and_gives_each(frozen, client: Client) -> None:
    page = client.get("/releases/1/files/").content.decode()
    assert frozen.content in page
    folder = queries.folder(1)
    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert set(re.findall(r'href="/releases/1/files/([^"?]+)"', page)) == names
    for name in names:
        answer = client.get(f"/releases/1/files/{name}")
        assert b"".join(answer) == (folder / name).read_bytes()
        assert answer.headers["Content-Disposition"].startswith("attachment")


def test_report_is_made_from_the_release_where_none_was_published(frozen, client: Client) -> None:
    page = client.get("/releases/1/report/").content.decode()
    assert "Is it working?" in page
    assert page == client.get("/releases/1/report/").content.decode()


def test_report_is_the_published_one_where_there_is_one(frozen, workspace: Path, client: Client) -> None:
    out = workspace / "out" / "1"
    out.mkdir(parents=True)
    (out / "report.html").write_text("<style>p{}</style><p>As sent out")
    answer = client.get("/releases/1/report/")
    assert answer.content == b"<style>p{}</style><p>As sent out"
    assert reports.policy_of("<style>p{}</style>") in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", [*PAGES, "/nowhere/", "/releases/1/files/manifest.json"])
def test_pages_allow_nothing_of_strangers_and_no_frame(frozen, client: Client, address: str) -> None:
    answer = client.get(address)
    answer.close()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_report_allows_no_script_at_all(frozen, client: Client) -> None:
    answer = client.get("/releases/1/report/")
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "<script" not in answer.content.decode()


@pytest.mark.parametrize("address", PAGES[:2])
def test_page_stands_in_two_languages(frozen, client: Client, address: str) -> None:
    english, spanish = client.get(address).content.decode(), client.get(f"/es{address}").content.decode()
    assert f'<a href="/es{address}" hreflang="es" lang="es">Español</a>' in english
    assert f'<a href="{address}" hreflang="en" lang="en">English</a>' in spanish
    assert '<html lang="es"' in spanish


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_for_reading_only(frozen, client: Client, address: str) -> None:
    assert client.head(address).status_code == 200
    assert [client.generic(method, address).status_code for method in ("POST", "PUT", "DELETE")] == [405] * 3


@pytest.mark.parametrize(
    "address",
    [
        "/releases/2/",
        "/releases/2/report/",
        "/releases/2/files/manifest.json",
        "/releases/1/files/figures.csv",
        "/releases/1/files/..%2F..%2Fsecret.key",
    ],
)
def test_what_is_not_there_is_told(frozen, workspace: Path, client: Client, address: str) -> None:
    (workspace / "secret.key").write_text("secret")
    answer = client.get(address)
    assert answer.status_code == 404
    assert b"secret" not in answer.content


def test_style_sheet_is_kept_by_browsers(frozen, client: Client) -> None:
    address = re.findall(r'<link rel="stylesheet" href="([^"]+)"', client.get("/").content.decode())[0]
    answer = client.get(address)
    assert answer.headers["Content-Type"].startswith("text/css")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "url(http" not in answer.content.decode()


def test_fonts_and_scripts_come_from_here(workspace, client: Client) -> None:
    for address in (
        "/static/fonts/PublicSans.woff2",
        "/static/fonts/SourceSerif4.woff2",
        "/static/django_htmx/htmx-2.min.js",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert b"".join(answer)
        answer.close()

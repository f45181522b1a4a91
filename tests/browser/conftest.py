"""A real Chromium, the report of a small release, and a workspace served by `istmo serve`."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from istmo.publish import countries, factsheet, report
from istmo.release.reader import open_release
from tests.cast import RESTATED
from tests.unit.publish import basin
from tests.unit.web.accounts import PASSWORD, code
from tests.workspace import commands


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium; for one module only, since Playwright's loop runs in this thread while it lives."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium on this machine: install Debian's package chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def report_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the small release about a river."""
    folder = tmp_path_factory.mktemp("river")
    opened = basin.opened(folder / "release")
    (written,) = report.write(opened, folder / "out")
    opened.close()
    return written


@pytest.fixture(scope="module")
def sheet_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Fact sheet and country sheets of the same release as an exercise."""
    folder = tmp_path_factory.mktemp("sheets")
    opened = open_release(basin.write(folder / "release", illustrative=True))
    written = [*factsheet.write(opened, folder / "out"), *countries.write(opened, folder / "out")]
    opened.close()
    return written


@pytest.fixture(scope="module")
def spanish_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Report, fact sheet and country sheets of the release about a river, in Spanish."""
    folder = tmp_path_factory.mktemp("rio")
    opened = basin.opened(folder / "release")
    papers = (report.write, factsheet.write, countries.write)
    written = [file for write in papers for file in write(opened, folder / "out", lang="es")]
    opened.close()
    return written[:3]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a context of its own.

    `page.faults` are the errors the browser told, such as a broken policy; `page.asked` is all it asked for,
    `page.answered` the status of the answer.
    """
    contexts = []

    def opened(address: str, *, width: int = 1280, **context: object) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, **context))
        page = contexts[-1].new_page()
        page.faults, page.asked = [], []
        page.on("console", lambda told: page.faults.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        answer = page.goto(address)
        page.answered = answer.status if answer else None
        return page

    yield opened
    for context in contexts:
        context.close()


_BEGIN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from istmo.config.workspace import start
start(Path(sys.argv[1]))
from istmo.framework import queries, services
from istmo.freeze.services import freeze_provisional
from istmo.people.queries import user
from tests.cast import AT
operator, now = user("operator"), datetime.now(UTC)
draft = services.begin_draft(title="Version 2", base=queries.latest(), by=operator, at=now)
listed = "vocabulary,standard_code,title,definition,unit,disaggregates,status\\nUS-F,EG.6-12,Persons trained for work,,,,\\n"
seen = services.drafts.hash_of("")
services.replace_file(draft=draft, path="standards.csv", text=listed, seen=seen, by=operator, at=now)
freeze_provisional(title="Not final", by=operator, at=AT)
"""


def begin(workspace: commands.Workspace) -> None:
    """A draft with a list of standard indicators, and a provisional release of a day long ago; in a process of its own."""
    subprocess.run(
        [sys.executable, "-c", _BEGIN, str(workspace.folder)], check=True, cwd=Path(__file__).parents[2]
    )


def let_wait(workspace: commands.Workspace, file: Path) -> None:
    """A second version that waits for a decision, with a figure held and a comment on it."""
    file.write_text(RESTATED, encoding="utf-8")
    workspace.done("submission", "submit", file, *commands.SUBMIT)
    of = ("c1/usaid/2", "3")
    workspace.done("review", "hold", *of, "--reason", "in doubt", "--as", "diego")
    workspace.done("review", "comment", *of, "--text", "Is this the whole year?", "--as", "diego")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[commands.Workspace, str]]:
    """A workspace with one release, and its address: served in a process of its own."""
    folder = tmp_path_factory.mktemp("served")
    workspace = commands.Workspace(folder / "workspace", {"DATABASE_URL": ""})
    file = commands.prepare(workspace, folder)
    workspace.done("submission", "submit", file, *commands.SUBMIT)
    workspace.done(*commands.APPROVE)
    workspace.done(*commands.FREEZE)
    begin(workspace)
    let_wait(workspace, file)
    with serving(workspace) as address:
        yield workspace, address


@contextmanager
def serving(workspace: commands.Workspace) -> Iterator[str]:
    """The workspace served as `istmo serve` does; its address."""
    with workspace.begun("serve", "--port", "0") as server:
        told = server.stderr.readline() if server.stderr else ""
        address = re.search(r"http://[\d.:]+", told)
        try:
            yield address[0] if address else pytest.fail(told)
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def site(served: tuple[commands.Workspace, str]) -> str:
    """The address of that workspace."""
    return served[1]


@pytest.fixture(scope="module")
def signed_in(browser: Browser, served: tuple[commands.Workspace, str]) -> Callable[[str | None], object]:
    """What a browser keeps of somebody who has signed in on the site, by the account's code; None is the public."""
    workspace, site = served

    @cache
    def state(code: str | None) -> object:
        if code is None:
            return None
        link = workspace.done("people", "invite", code, "--site", site).out.strip()
        context = browser.new_context()
        page = context.new_page()
        page.goto(link)
        page.get_by_label("New password").fill(PASSWORD)
        page.get_by_label("The same password again").fill(PASSWORD)
        page.get_by_role("button", name="Set the password").click()
        page.get_by_label("Account or e-mail").fill(code)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_role("link", name=code, exact=True).wait_for()
        kept = context.storage_state()
        context.close()
        return kept

    return state


@pytest.fixture
def coordinator(browser: Browser, served: tuple[commands.Workspace, str]) -> Iterator[Callable[..., Page]]:
    """Signs in a new coordinator with password and app; gives a page of theirs."""
    from tests.browser.test_sign_in import (
        come_in,
    )  # a module of tests, which asks for the fixtures of this one

    workspace, site = served
    contexts = []

    def signed_in(name: str, **options: object) -> Page:
        link = workspace.done(
            "people", "invite", name, "--role", "coordinator", "--name", name.title(), "--site", site
        ).out.strip()
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}, **options))
        page = contexts[-1].new_page()
        page.goto(link)
        come_in(page, name)
        page.locator("main a[href$='/totp/activate/']").click()
        key = page.locator("main code").inner_text()
        page.locator("#id_code").fill(code(key))
        page.locator("main form button").first.click()
        expect(page.locator(".codes code")).to_have_count(10)
        return page

    yield signed_in
    for context in contexts:
        context.close()

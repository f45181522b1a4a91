"""The tutorial on the exercise, done as it is written: the page itself is the list of what is pressed, typed and seen.

`ISTMO_PICTURES=1` makes its pictures anew, which takes ImageMagick: `ISTMO_PICTURES=1 pytest -m slow tests/browser/test_tutorial.py`.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.workspace.commands import Workspace

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tutorial" / "a-year.md"
TEXT = PAGE.read_text(encoding="utf-8")
#: A picture may weigh so much.
WEIGHT = 60_000
#: Presses, fields and commands that fit into ten minutes, at six and a half seconds each.
MOST = 90

_TOLD = re.compile(
    r"^```sh ?(?P<how>\w*)\n(?P<sh>.*?)^```"
    r"|!\[[^]]*\]\((?P<picture>[^)]+)\)"
    r"|\*\*(?P<control>[^*]+)\*\*(?: in the line of (?P<line>\w+))?"
    r"|Sign in as `(?P<person>[^`]+)`"
    r"|`(?P<typed>[^`\n]+)`"
    r"|“(?P<seen>[^”]+)”",
    re.MULTILINE | re.DOTALL,
)


class Step(NamedTuple):
    """One thing to do or see: its kind, such as `control` or `seen`, and its words."""

    kind: str
    words: str
    line: str = ""


def steps() -> list[Step]:
    """What the page tells, in its order, from *Begin* to *Next*."""
    told = TEXT[TEXT.index("## Begin") : TEXT.index("That was the year")]
    return [_step(found) for found in _TOLD.finditer(told)]


def _step(found: re.Match[str]) -> Step:
    if found["sh"]:
        return Step(found["how"] or "sh", found["sh"])
    if found["control"]:
        return Step("control", found["control"], found["line"] or "")
    kind = str(found.lastgroup)
    return Step(kind, found[kind])


def pictures() -> list[Path]:
    return [(PAGE.parent / step.words).resolve() for step in steps() if step.kind == "picture"]


def test_tutorial_fits_into_ten_minutes() -> None:
    # To sign in takes four: the link, two fields, the button. What is typed into a field is counted with it.
    told = steps()
    done = [4 if step.kind == "person" else step.kind in ("control", "sh", "serve") for step in told]
    cells = [
        step for before, step in pairwise(told) if step.kind == "typed" and before.kind in ("typed", "seen")
    ]
    assert 50 < sum(done) + len(cells) <= MOST


def test_every_picture_is_there_and_small() -> None:
    assert len(pictures()) == 7
    for picture in pictures():
        assert picture.read_bytes().startswith(b"\x89PNG"), picture
        assert picture.stat().st_size < WEIGHT, picture


@cache
def _sources() -> str:
    """All words that pages may show: templates, views, what the papers say, and the exercise."""
    folders = (
        "src/istmo/web",
        "src/istmo/collect",
        "src/istmo/publish",
        "src/istmo/review",
        "examples/exercise",
    )
    files = [file for folder in folders for file in sorted((ROOT / folder).rglob("*.*"))]
    readable = {".html", ".py", ".yaml", ".csv"}
    return " ".join(file.read_text(encoding="utf-8") for file in files if file.suffix in readable)


@pytest.mark.parametrize("control", sorted({step.words for step in steps() if step.kind == "control"}))
def test_control_is_still_called_so(control: str) -> None:
    """A quick look that no button was renamed; the slow test presses them."""
    made = r"^\d[\d,]*$| of release \d$|FY\d{4}| \((works|health-alta)\)$|\(illustrative\)$"
    assert control in _sources() or re.search(made, control)


class Player:
    """Does the steps in one browser, as a newcomer with one window would."""

    def __init__(self, page: Page, folder: Path) -> None:
        """Pages are asked for below the address that `serve` told; commands run in `folder`."""
        self.page, self.folder = page, folder
        self.site = self.password = ""
        #: What was seen or filled in last: a picture shows what is around it.
        self.at = page.locator("h1")

    def do(self, step: Step, following: Step | None) -> None:
        """One step; a control is filled in where something to type follows."""
        if step.kind == "control" and following and following.kind == "typed":
            self._fill(step.words, following.words)
        elif step.kind == "typed":
            self._type_on(step.words)
        elif step.kind == "control":
            self._press(step.words, step.line)
        else:
            {"sh": self._run, "person": self._sign_in, "seen": self._see}[step.kind](step.words)

    def _run(self, command: str) -> None:
        scripts = str(Path(sys.executable).parent)
        environment = {**os.environ, "PATH": scripts + os.pathsep + os.environ["PATH"]}
        done = subprocess.run(
            ["sh", "-e", "-c", command],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        told = re.search(r"shown once: (\S+)", done.stdout)
        self.password = told[1] if told else self.password

    def _sign_in(self, person: str) -> None:
        self._press("Sign in")
        self._fill("Account or e-mail", person)
        self._fill("Password", self.password)
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name="Sign in", exact=True).click()

    def _press(self, name: str, line: str = "") -> None:
        """A button or link, which leads to another page; else a box to tick."""
        inside = self.page.get_by_role("row").filter(has_text=line).first if line else self.page
        for wanted in (re.compile(f"^{re.escape(name)}$"), re.compile(f"^{re.escape(name)}")):
            leads = (
                inside.get_by_role("button", name=wanted).or_(inside.get_by_role("link", name=wanted)).first
            )
            if leads.count():
                # The report is drawn when it is first asked for.
                with self.page.expect_navigation(timeout=120_000):
                    leads.click()
                return
        self.page.get_by_label(name).first.check()

    def _fill(self, name: str, text: str) -> None:
        field = self.page.get_by_label(name).first
        if self.page.get_by_role("columnheader", name=name).count():
            column = self.page.get_by_role("columnheader", name=name).get_attribute("id")
            field = self.page.locator(f"input[aria-labelledby$=' {column}']").first
        if field.get_attribute("type") == "file":
            field.set_input_files(self.folder / text)
        else:
            field.fill(text)
            self.at = field

    def _type_on(self, text: str) -> None:
        """Down, to the next cell of a grid."""
        self.page.keyboard.press("Enter")
        self.page.keyboard.type(text)

    def _see(self, text: str) -> None:
        self.at = self.page.get_by_text(text).locator("visible=true")
        expect(self.at.first).to_be_visible(timeout=30_000)

    def picture(self, to: Path) -> None:
        """The window as it is, in few colours."""
        self.at.last.evaluate("shown => shown.scrollIntoView({block: 'center'})")
        drawn = self.folder / "drawn.png"
        self.page.screenshot(path=drawn, animations="disabled", timeout=120_000)
        to.parent.mkdir(parents=True, exist_ok=True)
        fewer = ["+dither", "-colors", "96", "-define", "png:compression-level=9", "-strip"]
        subprocess.run(["convert", str(drawn), *fewer, f"PNG8:{to}"], check=True)


@pytest.fixture
def player(browser: Browser, tmp_path: Path) -> Iterator[Player]:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    context = browser.new_context(viewport={"width": 1000, "height": 760}, color_scheme="light")
    yield Player(context.new_page(), tmp_path)
    context.close()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the tutorial is written for a POSIX shell")
def test_tutorial_is_played_as_written(player: Player) -> None:
    begun = steps()
    at = next(number for number, step in enumerate(begun) if step.kind == "serve")
    for step in begun[:at]:
        player.do(step, None)
    with Workspace(player.folder / "practice", {}).begun("serve", "--port", "0") as server:
        try:
            told = re.search(r"http://[\d.:]+", server.stderr.readline() if server.stderr else "")
            assert told
            player.page.goto(told[0])
            _play(player, begun[at + 1 :])
        finally:
            server.terminate()


def _play(player: Player, told: list[Step]) -> None:
    filled = False
    for step, following in zip(told, [*told[1:], None], strict=True):
        if step.kind == "picture":
            if os.environ.get("ISTMO_PICTURES"):
                player.picture((PAGE.parent / step.words).resolve())
        elif not filled:
            player.do(step, following)
        filled = step.kind == "control" and following is not None and following.kind == "typed"

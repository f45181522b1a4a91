"""Writing a framework as people do: two on one draft without scripts, and with the keyboard alone until it is published."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_sign_in import looked_at, press, reach
from tests.workspace.commands import Workspace

STRATEGY = quote("frameworks/small/strategy.yaml")
A = f"/drafts/1/item/?path={STRATEGY}&item=nodes:A"
Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def root(served: tuple[Workspace, str]) -> str:
    return served[1]


def test_two_people_on_one_draft_without_scripts(coordinator: Opened, root: str) -> None:
    dora, emil = (coordinator(name, java_script_enabled=False) for name in ("dora", "emil"))
    for page in (dora, emil):
        page.goto(root + A)
    dora.get_by_label("English").first.fill("People find work near home")
    dora.get_by_role("button", name="Save").click()
    expect(dora.get_by_role("status")).to_contain_text("Saved: A.")
    emil.get_by_label("Spanish").first.fill("Las personas encuentran trabajo")
    emil.get_by_role("button", name="Save").click()
    expect(emil.get_by_role("heading", level=1)).to_have_text("Two of you changed it")
    expect(emil.get_by_role("alert")).to_contain_text("changed by dora")
    assert "near home" in emil.locator("ins").first.inner_text()
    own = emil.get_by_label("How it is to be")
    assert "Las personas encuentran trabajo" in own.input_value()
    own.fill(
        own.input_value().replace(
            "{en: People find work, es: Las personas encuentran trabajo}",
            "{en: People find work near home, es: Las personas encuentran trabajo}",
        )
    )
    emil.get_by_role("button", name="Save this").click()
    dora.goto(root + A)
    assert dora.get_by_label("English").first.input_value() == "People find work near home"
    assert dora.get_by_label("Spanish").first.input_value() == "Las personas encuentran trabajo"


def test_draft_is_searched_as_one_types_and_near_standard_indicators_are_told(
    open_page: Opened, signed_in: Callable[[str], object], root: str
) -> None:
    page = open_page(f"{root}/drafts/1/names/", storage_state=signed_in("operator"))
    page.get_by_label("A name, or a part of one").press_sequentially("salvad", delay=20)
    page.get_by_role("link", name="El Salvador", exact=True).wait_for()
    expect(page.locator("#count")).to_have_text("1 found for “salvad”.")
    assert page.url == f"{root}/drafts/1/names/?q=salvad"
    page.goto(f"{root}/drafts/1/add/?path=frameworks/small/indicators.yaml&into=indicators")
    name = page.get_by_role("group", name="Name").get_by_label("English")
    name.press_sequentially("People trained for jobs", delay=5)
    expect(page.get_by_text("US-F EG.6-12")).to_be_visible()
    assert name.input_value() == "People trained for jobs"
    assert page.faults == []


def test_draft_is_searched_without_scripts(
    open_page: Opened, signed_in: Callable[[str], object], root: str
) -> None:
    page = open_page(
        f"{root}/drafts/1/names/", storage_state=signed_in("operator"), java_script_enabled=False
    )
    page.get_by_label("A name, or a part of one").fill("salvad")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("link", name="El Salvador", exact=True)).to_be_visible()


def retype(page: Page, selector: str, text: str) -> None:
    """Reach a control by Tab and put another text into it."""
    reach(page, selector)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def skip(page: Page) -> None:
    """Past the head of the page, as its first link offers."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def follow(page: Page, selector: str) -> None:
    """Past the head, to a link or button, and on."""
    skip(page)
    press(page, selector)


def test_keyboard_alone_from_the_tree_to_a_published_version(coordinator: Opened, root: str) -> None:
    page = coordinator("fina")
    page.goto(f"{root}/drafts/1/frameworks/small/")
    follow(page, "main .tree a[href*='nodes%3AA']")
    skip(page)
    retype(page, "[id='title.en']", "People find good work")
    press(page, "main .stick button")
    looked_at(page)
    page.goto(f"{root}/drafts/1/item/?path={STRATEGY}&item=head")
    skip(page)
    retype(page, "#version", "2")
    press(page, "main .stick button")
    page.goto(f"{root}/drafts/1/changes/")
    expect(page.locator("ins").first).to_be_visible()
    skip(page)
    reach(page, "textarea[name^='reason.']")
    page.keyboard.type("Work has to be good.")
    press(page, "main .stick button")
    looked_at(page)
    follow(page, "main a[href$='/publish/']")
    skip(page)
    retype(page, "#effective", "2199-10-01")
    looked_at(page)
    press(page, "main form button")
    expect(page.get_by_role("status")).to_contain_text("Published: small 2.")
    page.goto(root + A)
    expect(page.get_by_text("never changes again")).to_be_visible()
    expect(page.get_by_role("button", name="Save")).to_have_count(0)

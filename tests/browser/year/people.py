"""Who plays the year. Each is another person, and each signs in through the pages, with a second factor where the role asks."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, expect

from tests.browser.test_sign_in import come_in
from tests.unit.web.accounts import code
from tests.workspace.commands import Workspace


@dataclass(frozen=True)
class Person:
    """An account: its short name, what it is called, its role, and for which agency."""

    code: str
    name: str
    role: str
    agency: str = ""


DORA = Person("dora", "Dora", "coordinator")
ROSA = Person("rosa", "Rosa", "reviewer")
VERA = Person("vera", "Vera", "reporter", "works")
PIA = Person("pia", "Pia", "approver", "works")
INES = Person("ines", "Inés", "reporter", "health-alta")
EVERYBODY = (DORA, ROSA, VERA, PIA, INES)
#: Whose role asks for a second factor (people/roles.csv) wherever figures are real.
_TWO_FACTORS = ("coordinator", "reviewer", "approver")

Desk = Callable[[Person], Page]


def desks(browser: Browser, office: Workspace, site: str) -> Desk:
    """Gives the page of a person, signed in at the first time and kept: everybody has a browser of their own."""
    pages: dict[str, Page] = {}

    def desk(person: Person) -> Page:
        if person.code not in pages:
            pages[person.code] = _signed_in(browser, office, site, person)
        return pages[person.code]

    return desk


def _signed_in(browser: Browser, office: Workspace, site: str, person: Person) -> Page:
    """From the invitation over the password, and the digits of an app, to the first page."""
    link = office.done("people", "invite", person.code, "--site", site).out.strip()
    page = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True).new_page()
    page.goto(link)
    come_in(page, person.code)
    if person.role in _TWO_FACTORS:
        # An exercise does not ask for it; these persons are as careful as in a real office.
        page.goto(f"{site}/account/factors/")
        page.locator("main a[href$='/totp/activate/']").click()
        page.locator("#id_code").fill(code(page.locator("main code").inner_text()))
        page.locator("main form button").first.click()
        expect(page.locator(".codes code")).to_have_count(10)
    page.goto(f"{site}/")
    expect(page.get_by_role("link", name=person.code, exact=True)).to_be_visible()
    return page

"""Every page there is, found by walking the addresses of the project."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from tests.browser.addresses import PAGES, Page

#: A page may weigh so much as it is sent, with its scripts; without the style sheet and fonts that a browser keeps.
WEIGHT = 100_000
#: And ask the database so often.
QUERIES = 10


def routes() -> list[str]:
    """The names of all addresses, `namespace:name`."""
    return sorted(_names(get_resolver(), ""))


def _names(resolver: URLResolver, inside: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _names(entry, f"{inside}{entry.namespace}:" if entry.namespace else inside)
        elif isinstance(entry, URLPattern):
            assert entry.name, f"an address without a name: {entry.pattern}"
            yield inside + entry.name


def examples() -> list[tuple[str, Page]]:
    """Every example of every page."""
    return [(name, page) for name, pages in sorted(PAGES.items()) for page in pages]


def address(name: str, page: Page, language: str) -> str:
    """Where it stands in that language."""
    with override(language):
        return reverse(name, kwargs=page.kwargs) + page.query


def told(example: tuple[str, Page]) -> str:
    """Its name in the list of tests."""
    name, page = example
    return "-".join([name, *map(str, page.kwargs.values()), page.query]).rstrip("-")

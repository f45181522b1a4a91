"""Where every page is opened, folder by folder: one file here for each folder of `istmo.web`.

A file holds `PAGES`, by route name one or more :class:`Page`, and `NOT_PAGES`, by route name why there is nothing to open
(a file, an address that is only posted to). `test_pages.py` refuses a route that stands in neither.
"""

from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules


@dataclass(frozen=True)
class Page:
    """One example of a page: what its address needs, and which account opens it; None is the public."""

    kwargs: dict[str, object] = field(default_factory=dict)
    query: str = ""
    opened_by: str | None = None
    status: int = 200


def _gathered(name: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for module in iter_modules(__path__):
        found |= getattr(import_module(f"{__name__}.{module.name}"), name)
    return found


#: Route name -> pages of it.
PAGES: dict[str, tuple[Page, ...]] = _gathered("PAGES")  # type: ignore[assignment]
#: Route name -> why it is no page.
NOT_PAGES: dict[str, str] = _gathered("NOT_PAGES")  # type: ignore[assignment]

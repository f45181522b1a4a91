"""Where the pages of one release stand: everything below the release's own address."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

#: A period's code may hold a slash, which would be two steps of an address.
_SLASH, _INSTEAD = "/", "_"


@dataclass(frozen=True)
class Addresses:
    """The addresses below `base`, such as /releases/1/."""

    base: str

    def to(self, *steps: str, **query: object) -> str:
        """The page at these steps; each ends with a slash. Empty values of `query` are left out."""
        asked = urlencode({name: value for name, value in query.items() if value not in ("", None)})
        path = "".join(f"{quote(step, safe='')}/" for step in steps)
        return f"{self.base}{path}{f'?{asked}' if asked else ''}"

    def file(self, name: str) -> str:
        """A file of the release."""
        return f"{self.base}files/{quote(name)}"

    def number(self, indicator: str, place: str, period: str) -> str:
        """The page of one total: an indicator at a place in a period."""
        return self.to("indicators", indicator, place or "-", spelled(period))

    def node(self, framework: str, node: str) -> str:
        """A line of effort or an objective."""
        return self.to("strategy", framework, node)


def spelled(period: str) -> str:
    """A period's code as one step of an address."""
    return period.replace(_SLASH, _INSTEAD)


def read(step: str) -> str:
    """Undo :func:`spelled`."""
    return step.replace(_INSTEAD, _SLASH)

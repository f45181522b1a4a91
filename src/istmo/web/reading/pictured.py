"""Pictures on the pages: those of the report, drawn once and kept. Each stands beside its table."""

from collections.abc import Callable

from django.utils.safestring import SafeString, mark_safe

from istmo.web.reading.kept import Kept
from istmo.web.reading.opened import Opened

#: A picture heavier than this is left out: its table tells the same within a page's weight.
_HEAVIEST = 40_000

_drawn: Kept[str] = Kept(64)


def standing(opened: Opened, indicator: str) -> SafeString | str:
    """Where places stand in a context indicator; empty text where there is nothing to draw."""
    return _of(opened, ("standing", indicator), lambda: _standing(opened, indicator))


def money(opened: Opened) -> SafeString | str:
    """Money by year."""
    return _of(opened, ("money",), lambda: _money(opened))


# The drawing engine takes longer to bring in than most pages to tell: only a page with a picture waits for it.


def _money(opened: Opened) -> str:
    from istmo.publish import pictures

    return pictures.of_money(opened.desk.money.stages, opened.words)


def _standing(opened: Opened, indicator: str) -> str:
    from istmo.publish import pictures

    environments = (one for one in opened.desk.context.environments if one.indicator.code == indicator)
    found = next(environments, None)
    return pictures.of_environment(found, opened.words).standing if found else ""


def _of(opened: Opened, what: tuple[str, ...], draw: Callable[[], str]) -> SafeString | str:
    def made() -> str:
        with opened.locked():
            return draw()

    drawn = _drawn.get((opened.manifest.content, opened.words.lang, *what), made)
    return mark_safe(drawn) if 0 < len(drawn.encode()) <= _HEAVIEST else ""  # noqa: S308  (our own drawing)

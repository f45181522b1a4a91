"""What every page of ours is laid out with: templates, style, running heads, and the mark of an exercise."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from istmo.publish import display, foreign, marking, style
from istmo.publish.desk import Desk
from istmo.publish.terms import TERMS
from istmo.publish.words import Words, mark


def page(desk: Desk, template: str, names: Mapping[str, Any], *sheets: str) -> str:
    """A template filled with what every page needs and with `names`; `sheets` are further style sheets."""
    mark = marking.of(desk.release, desk.words)
    running = f"{desk.framework.title} · {_name(desk)}"
    sheet = style.sheet("base.css", "report.css", *sheets) + style.foot(running)
    told = {**_everywhere(desk), **names, "mark": mark, "running": running}
    told |= {"style": Markup(sheet), "policy": style.policy(sheet)}  # noqa: S704  (our own style sheet)
    whole = environment(desk.words).get_template(template).render(told)
    return marking.marked(foreign.settled(whole), mark)


def _name(desk: Desk) -> str:
    """What the release is called."""
    number = desk.release.manifest.number
    if desk.release.manifest.illustrative:
        one, none = mark("illustrative release %(number)s"), mark("illustrative provisional release")
    else:
        one, none = mark("release %(number)s"), mark("provisional release")
    return desk.words.say(none) if number is None else desk.words.say(one, number=number)


def environment(words: Words) -> Environment:
    """Templates that escape everything and refuse unknown names; `_` and `ngettext` speak the language of `words`."""
    env = Environment(
        loader=PackageLoader("istmo.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_translations(words.translations, newstyle=True)  # type: ignore[attr-defined]
    env.policies["ext.i18n.trimmed"] = True
    env.filters["count"] = lambda number: display.count(number, words)
    return env


def _everywhere(desk: Desk) -> dict[str, Any]:
    """What the macros and most sections name."""
    told, manifest = desk.registers, desk.release.manifest
    return {
        "words": desk.words,
        "desk": desk,
        "manifest": manifest,
        "release_name": _name(desk),
        "years": desk.years,
        "framework": desk.framework,
        "line_word": desk.line,
        "registers": told,
        "indicators": {indicator.code: indicator for indicator in (*told.indicators, *told.theirs)},
        "passages": desk.passages,
        "ledger": desk.ledger,
        "purse": desk.purse,
        "source_numbers": {code: number for number, code in enumerate(told.sources, 1)},
        "Markup": Markup,
        **TERMS,
    }

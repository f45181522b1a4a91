"""The annual report of a release as one HTML page: self-contained, printable, the same bytes for the same release."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from istmo.kernel.problem import WrongUse
from istmo.kernel.quantity import plain
from istmo.publish import (
    answer,
    assessment,
    context,
    display,
    edition,
    figures,
    pictures,
    registers,
    strategy,
    style,
)
from istmo.publish.edition import Page
from istmo.publish.outline import CONTENTS, TERMS
from istmo.publish.words import Words
from istmo.release.reader import Release

NAME = "report"


def write(release: Release, out: Path, *, lang: str = "en", formats: Sequence[str] = ("html",)) -> list[Path]:
    """Write the report of a release into the folder `out`, once in every format; returns the paths.

    WrongUse if there is no catalogue for `lang`, no such format, or no framework to report on in the release.
    """
    wanted = edition.known(formats)
    return edition.write([Page(NAME, render(release, lang=lang))], out, wanted)


def render(release: Release, *, lang: str = "en") -> str:
    """The page as text."""
    words = Words(lang)
    told = registers.read(release)
    if not told.frameworks:
        raise WrongUse("This release holds no framework, so there is nothing to report on.")
    return environment(words).get_template("report.html.j2").render(_gather(release, told, words))


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


def _gather(release: Release, told: registers.Registers, words: Words) -> dict[str, Any]:
    """Everything the templates name."""
    framework = strategy.reported(told)
    every = figures.read(release)
    records = assessment.records(release, every, told, words)
    results = Counter(record.indicator.code for record in records if record.result)
    tree = strategy.plant(told, framework.code, results)
    around = context.context(release, every, told, words)
    horizons = [horizon for horizon in told.horizons if horizon.framework == framework.code]
    sheet = style.sheet("base.css", "report.css") + _running_heads(framework.title, release)
    return {
        "words": words,
        "manifest": release.manifest,
        "release_name": release.manifest.name,
        "years": sorted({call.reporting_year for call in told.calls if call.reporting_year}),
        "contents": CONTENTS,
        "indicators": {indicator.code: indicator for indicator in told.indicators},
        "performance": [indicator for indicator in told.indicators if indicator.kind != "context"],
        "registers": told,
        "framework": framework,
        "tree": tree,
        "passages": _passages(told, framework.code),
        "horizons": horizons,
        "terms": {horizon.code: horizon.title for horizon in horizons},
        "horizon_picture": Markup(pictures.of_horizons(horizons, words)),  # noqa: S704  (our own drawing, escaped in svg.inline)
        "lines": assessment.lines(tree, records, words),
        "answer": answer.answer(tree, records, every, told, words),
        "gaps": answer.gaps(tree, records, told.indicators, words),
        "context": around,
        "pictures": {env.indicator.code: pictures.of_environment(env, words) for env in around.environments},
        "beside": strategy.beside(told, framework.code),
        "figures": every,
        "ledger": figures.Ledger.of(every),
        "source_numbers": {code: number for number, code in enumerate(told.sources, 1)},
        "Markup": Markup,
        "periods": {
            f.code: display.period(f.period_start, f.period_end, f.period_as_written, words) for f in every
        },
        "exact": {f.code: plain(f.value) if f.value is not None else "" for f in every},
        **TERMS,
        "style": Markup(sheet),  # noqa: S704  (our own style sheet)
        "policy": style.policy(sheet),
    }


def _passages(told: registers.Registers, framework: str) -> dict[str, list[registers.Passage]]:
    parts: dict[str, list[registers.Passage]] = {}
    for passage in told.passages:
        if passage.framework == framework:
            parts.setdefault(passage.part, []).append(passage)
    return parts


def _running_heads(title: str, release: Release) -> str:
    return f"@page{{@bottom-left{{content:{style.quoted(f'{title} · {release.manifest.name}')}}}}}"

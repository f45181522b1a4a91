"""Authors' sections among those of the report."""

from collections.abc import Sequence

from istmo.publish import sections
from istmo.publish.authored.sections import Authored, Written
from istmo.publish.sections import Section
from istmo.publish.words import mark

_TEMPLATE, _OVERRIDES = "authored.html.j2", "overrides.html.j2"


def contents(written: Written) -> tuple[Section, ...]:
    """The sections of the report with those of authors where these want to stand, and the overrides behind them all."""
    told = list(sections.contents())
    for one in written.sections:
        told.insert(_behind(told, one), _section(one))
    if written.overrides:
        title = mark("Overrides")
        told.append(Section("overrides", title, "appendix", 0, sections.nothing, template=_OVERRIDES))
    return sections.numbered(told)


def _behind(told: Sequence[Section], one: Authored) -> int:
    """Behind the section it names and those of authors that stand there already; else behind the last body section."""
    wanted = [at for at, section in enumerate(told) if section.id == one.after]
    at = wanted[0] if wanted else max(n for n, section in enumerate(told) if section.kind == "body")
    while at + 1 < len(told) and told[at + 1].is_authored:
        at += 1
    return at + 1


def _section(one: Authored) -> Section:
    return Section(one.id, one.title, "body", 0, sections.nothing, template=_TEMPLATE, parts=one.parts)

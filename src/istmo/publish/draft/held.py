"""What a text is held against: the facts of a release, the words of its papers, and the facts of an older one."""

from collections.abc import Sequence
from dataclasses import dataclass

from istmo.publish import countries, factsheet, report
from istmo.publish.desk import Desk
from istmo.publish.draft import facts as gathered
from istmo.publish.draft import papers
from istmo.publish.draft.facts import Fact, Facts
from istmo.publish.draft.findings import UNKNOWN
from istmo.publish.draft.judge import Judge
from istmo.publish.draft.language import Language, language
from istmo.publish.draft.mention import SHARE
from istmo.publish.draft.numbers import mentions
from istmo.publish.draft.places import Atlas
from istmo.publish.draft.surmise import Knowledge
from istmo.publish.draft.surroundings import Surroundings
from istmo.publish.draft.vocabulary import stems
from istmo.publish.words import Words
from istmo.release.reader import Release


@dataclass(frozen=True)
class Typed:
    """A number typed by hand: its words, the kind of finding it is (empty: the release has it), and what the release has."""

    text: str
    kind: str
    has: tuple[str, ...]


def judge(release: Release, older: Release | None, lang: str) -> Judge:
    """A judge of texts in a language that knows the release, its papers, and the older release."""
    spoken, desk = language(lang), Desk(release, Words())
    lines = _papers(desk)
    return Judge(
        _knowledge(desk, spoken, lines),
        Surroundings(lines, spoken),
        _knowledge(Desk(older, Words()), spoken, ()) if older else None,
    )


def own(desk: Desk, lang: str) -> Judge:
    """A judge that knows the release alone: what papers say is about to be written."""
    spoken = language(lang)
    return Judge(_knowledge(desk, spoken, ()), Surroundings((), spoken))


def typed(text: str, known: Judge) -> list[Typed]:
    """The numbers of a text that stand for a figure; counts in words that name none are only words."""
    found = []
    for mention, verdict in known.numbers(text):
        is_figure = any(fact.is_figure for fact in verdict.facts)
        if mention.in_words and not mention.unit and not is_figure:
            continue
        has = verdict.has or tuple(fact.told for fact in verdict.facts[:1])
        found.append(Typed(mention.text, verdict.kind or ("" if has else UNKNOWN), has))
    return found


def context_of(text: str, known: Judge) -> str:
    """The context indicator that a number of a text is of; empty if none is."""
    return next((f.context for _, verdict in known.numbers(text) for f in verdict.facts[:1] if f.context), "")


def _papers(desk: Desk) -> list[list[papers.Line]]:
    """The lines of the report, the fact sheet and the country sheets."""
    pages = [report.page(desk), factsheet.page(desk), *countries.pages(desk)]
    return [list(papers.lines(page.document)) for page in pages]


def _knowledge(desk: Desk, spoken: Language, told: Sequence[Sequence[papers.Line]]) -> Knowledge:
    known = gathered.gather(desk, spoken)
    for number, paper in enumerate(told):
        for at, line in enumerate(paper):
            if not line.is_appendix:
                _add_line(known, f"paper {number}|{line.caption}|{at}", line, spoken)
    return Knowledge(known, _atlas(desk), spoken)


def _add_line(known: Facts, code: str, line: papers.Line, spoken: Language) -> None:
    """The numbers of a line of our papers, as facts: the exact value where the line holds it."""
    if not line.above:
        gathered.add_text(known, code, "the report", line.text, spoken, is_paper=True)
        return
    exact = [value for run in line.runs if run.value and (value := gathered.exact(run.value)) is not None]
    found = [one for one in mentions(line.text, spoken, is_cell=True) if one.is_figure]
    known.describe(code, stems(line.above, spoken), 1.0)
    for at, one in enumerate(found):
        value = exact[at] if len(exact) == len(found) else one.readings[0]
        unit = "percent" if one.unit == SHARE else one.unit
        told = f"{one.text} (the report: {' '.join(line.above.split())})"
        known.every.append(Fact(value, unit, code, f"{code}:{at}", told, is_paper=True))


def _atlas(desk: Desk) -> Atlas:
    query = desk.release.query
    names = [*query("SELECT name, code FROM places ORDER BY code")]
    names += query("SELECT alias, code FROM aliases WHERE kind = 'place' ORDER BY alias")
    names += query(
        "SELECT text, code FROM texts WHERE \"table\" = 'places' AND field = 'name' ORDER BY code, language"
    )
    parents = {place.code: place.parent for place in desk.registers.places.values() if place.parent}
    return Atlas(names, parents, [(m.place, m.member) for m in desk.registers.members])

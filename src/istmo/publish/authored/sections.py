"""Authors' sections made ready for the report: every number named, every other one and every strong word settled by a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from istmo.kernel.problem import InputProblem, Problem, Severity, Where
from istmo.publish.authored import folder as texts_of
from istmo.publish.authored import marked_text, named, overrides
from istmo.publish.authored.folder import Text
from istmo.publish.authored.marked_text import CLOSE, OPEN, Read, Stretch
from istmo.publish.authored.named import Named, Namer, Refused
from istmo.publish.authored.overrides import Override
from istmo.publish.desk import Desk
from istmo.publish.draft import held, wording
from istmo.publish.draft.findings import CHANGED, UNKNOWN
from istmo.publish.draft.judge import Judge
from istmo.publish.figures import Cell


@dataclass(frozen=True)
class Authored:
    """One section: parts are HTML and figures in turn."""

    id: str
    title: str
    after: str
    parts: tuple[Markup | Cell, ...]


@dataclass(frozen=True)
class Written:
    """All sections of authors, and the overrides that let something stand in them."""

    sections: tuple[Authored, ...] = ()
    overrides: tuple[Override, ...] = ()


def write(folder: Path, desk: Desk) -> Written:
    """Read a folder of sections. InputProblem with everything that stops publication, in all files at once."""
    texts, problems = texts_of.read(folder, desk.words.lang)
    told, wrong = overrides.read(folder)
    problems = [*problems, *wrong]
    namer, judge = Namer(desk), held.own(desk, desk.words.lang)
    used: set[Override] = set()
    made = []
    for number, text in enumerate(texts, 1):
        one = _Writer(text, namer, judge, told)
        made.append(one.section(number))
        problems += one.problems
        used |= one.used
    problems += _idle(told, used)
    if problems:
        raise InputProblem(problems)
    return Written(tuple(made), tuple(one for one in told if one in used))


def _idle(told: Sequence[Override], used: set[Override]) -> Iterator[Problem]:
    for one in told:
        if one not in used:
            found = f"the override of “{one.words}” in {one.file} lets nothing stand: nothing there stops publication"
            yield Problem(
                "idle_override",
                Severity.ERROR,
                found,
                Where(file=overrides.NAME, row=one.line),
                fix="take it out, or quote the words as they stand",
            )


class _Writer:
    """One text on its way into the report."""

    def __init__(self, text: Text, namer: Namer, judge: Judge, told: Sequence[Override]) -> None:
        self.text, self.namer, self.judge, self.told = text, namer, judge, told
        self.problems: list[Problem] = []
        self.used: set[Override] = set()

    def section(self, number: int) -> Authored:
        """The section; what stops it is in `problems`."""
        text = self.text
        try:
            read = marked_text.read(text.body)
        except ValueError as wrong:
            self._stop(1, "private_characters", str(wrong), "type the text anew")
            return Authored(f"own-{number}", text.title, text.after, ())
        found = dict(self._named(read))
        for stretch in (Stretch(text.title, 0, ()), *read.stretches):
            self._judge(stretch, found)
        parts = tuple(
            found[p].cell if isinstance(p, int) else p
            for p in read.parts
            if not isinstance(p, int) or p in found
        )
        return Authored(f"own-{number}", text.title, text.after, parts)

    def _named(self, read: Read) -> Iterator[tuple[int, Named]]:
        for number, (said, line) in enumerate(read.calls):
            if number in read.misplaced:
                self._stop(
                    line,
                    "misplaced_figure",
                    f"“{said}” stands where no figure can be shown",
                    "take it out of the address or title of a link",
                )
                continue
            try:
                yield number, self.namer.find(named.call(said))
            except Refused as refused:
                self._stop(line, "unknown_figure", refused.found, refused.fix)

    def _judge(self, stretch: Stretch, found: Mapping[int, Named]) -> None:
        """Hand-typed numbers, and strong words in a sentence with a context figure."""
        text = stretch.text
        for number in stretch.calls:
            text = text.replace(f"{OPEN}{number}{CLOSE}", "…")
        for one in held.typed(text, self.judge):
            self._settle(stretch, text, one.text, self._typed(one.kind, one.text, one.has))
        is_context = {
            n: found[n].indicator.title
            for n in stretch.calls
            if n in found and found[n].indicator.kind == "context"
        }
        about = next(iter(is_context.values()), "") or held.context_of(text, self.judge)
        for strong in wording.strong(text, self.judge.known.language) if about else ():
            said = f"look here: “{strong.text}” stands beside {about}, a context indicator, to which the strategy can only contribute"
            self._settle(
                stretch,
                text,
                strong.text,
                ("strong_wording", said, "say that the strategy contributed to it"),
            )

    @staticmethod
    def _typed(kind: str, text: str, has: Sequence[str]) -> tuple[str, str, str]:
        if kind == CHANGED:
            return (
                "typed_number",
                f"“{text}” is typed by hand, and the release has {has[0]}",
                "name the figure: {{ figure INDICATOR place=… period=… }}",
            )
        if kind == UNKNOWN:
            return (
                "typed_number",
                f"“{text}” is typed by hand and in nothing that the release says",
                "have the figure reported, or take it out",
            )
        return (
            "typed_number",
            f"“{text}” is typed by hand; it is {has[0]}",
            "name the figure: {{ figure INDICATOR place=… period=… }}",
        )

    def _settle(self, stretch: Stretch, passage: str, words: str, stop: tuple[str, str, str]) -> None:
        one = next((one for one in self.told if one.covers(self.text.file, passage, words)), None)
        if one:
            self.used.add(one)
            return
        code, found, fix = stop
        self._stop(stretch.line, code, found, f"{fix}, or let a named person override it in {overrides.NAME}")

    def _stop(self, line: int, code: str, found: str, fix: str) -> None:
        row = self.text.first + line - 1 if line else 1
        self.problems.append(
            Problem(code, Severity.ERROR, found, Where(file=self.text.file, row=row), fix=fix)
        )

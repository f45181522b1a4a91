"""`istmo draft check`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from istmo.cli import face

if TYPE_CHECKING:
    from istmo.publish.draft.findings import Checked


def run(
    file: Annotated[Path, typer.Argument(help="The text: .docx, .pdf, .txt, .md or .html.")],
    release: Annotated[Path, typer.Option(help="Folder of the release it is held against.")],
    against: Annotated[
        Path | None, typer.Option(help="Folder of an older release, to tell numbers that were so before.")
    ] = None,
    lang: Annotated[str, typer.Option(help="Language of the text: en or es.")] = "en",
    marked: Annotated[
        Path | None, typer.Option(help="File to write: a copy with a comment at every number in question.")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Tell it as JSON.")] = False,
) -> None:
    """Check a draft that came back from clearance: every number is in the release, or is told with its sentence.

    A number is told as changed (with what the release has), as stale (a later statement replaced it) or as unknown.
    Words that say that the strategy caused what a context indicator shows are told too. Needs no workspace.

    Example: istmo draft check cleared.docx --release workspace/releases/1 --marked marked.docx
    """
    from istmo.formats.door import read_document
    from istmo.publish.draft import check, held, marking
    from istmo.release.reader import open_release

    if marked:
        marking.refuse_name(file, marked)
    document = read_document(file)  # first: what cannot be read is told at once, before the release is asked
    judge = held.judge(open_release(release), open_release(against) if against else None, lang)
    told = check.check(document, file.name, judge)
    if marked:
        marking.write(file, told, marked)
    if json_:
        face.show(face.as_json(told.problems, **told.to_json()))
    else:
        face.tell(told.problems)
        face.show(_summary(told))
    if marked:
        face.say(f"Written: {marked}")
    face.stop_on_errors(told.problems)


def _summary(told: "Checked") -> str:
    counts = told.counts
    numbers = told.found + counts["changed"] + counts["stale"] + counts["unknown"]
    left_out = ", ".join(f"{count} {what}" for what, count in told.no_figures.items())
    where = f"{told.found:,} in the release, {counts['changed']} changed, {counts['stale']} stale"
    lines = [f"numbers: {numbers:,}; {where}, {counts['unknown']} unknown"]
    lines.append(f"wording: {counts['too_strong']} to look at")
    return "\n".join([*lines, *([f"no figures: {left_out}"] if left_out else [])])

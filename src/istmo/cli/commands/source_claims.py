"""`istmo source claims`."""

from hashlib import file_digest, sha256
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from istmo.cli import face
from istmo.kernel.problem import WrongUse

if TYPE_CHECKING:
    from istmo.publish.proposal.propose import Read


def run(
    file: Annotated[Path, typer.Argument(help="The document: TXT, Markdown, DOCX, HTML or PDF.")],
    source: Annotated[str, typer.Option("--source", help="Code or name of the source in sources.csv.")],
    framework: Annotated[Path, typer.Option(help="Folder of the framework's files.")],
    out: Annotated[Path, typer.Option(help="File to write, such as new.yaml; it must not exist.")],
    lang: Annotated[str, typer.Option(help="Language of the text: en or es.")] = "en",
    json_: Annotated[bool, typer.Option("--json", help="Tell it as JSON.")] = False,
) -> None:
    """Propose entries for claims.yaml out of a document, for a person to read and mend. Needs no workspace.

    One entry for every number that stands for a figure, and for every effect that is told without one: place in the
    text, value, unit, how exact, how strongly it is tied to assistance. No sentence of the document is copied.

    Example: istmo source claims report.pdf --source report-2017 --framework examples/central-america --out new.yaml
    """
    from istmo.formats.door import read_document
    from istmo.publish.draft.language import language
    from istmo.publish.proposal import known, propose, written
    from istmo.spec.architecture import load

    if out.exists():
        raise WrongUse(f"{out} exists already. Choose another name, or move it away first.")
    spoken, architecture = language(lang), load(framework)
    code = architecture.resolve("source", source)
    if code is None:
        raise WrongUse(
            f"sources.csv has no source {source}. Register the document there first, with its publisher and kind."
        )
    document = read_document(file)
    _refuse_other(file, code, document.text, architecture.records("sources"))
    knows = known.Known(architecture, spoken)
    read = propose.propose(document, code, knows, spoken)
    if read.proposals:
        written.write(read, code, knows, out)
    if json_:
        told = {
            "sentences": read.sentences,
            "numbers": read.numbers,
            "left_out": read.left_out,
            "open": read.open_,
        }
        face.show(
            face.as_json(document.problems, proposals=len(read.proposals), standing=read.standing, **told)
        )
        return
    face.tell(document.problems)
    face.say("\n".join(_told(read)))
    if not read.proposals:
        face.say("Nothing to propose, so nothing is written.")
        return
    face.show(str(out))
    claims = quote(str(architecture.path / "claims.yaml"))
    face.say(f"Read and mend each entry. Then put them behind the others: cat {quote(str(out))} >> {claims}")


def _refuse_other(file: Path, source: str, text: str, registered: list[dict[str, Any]]) -> None:
    """Spans count in the document that is registered: another one is refused, as when a document is attached."""
    named = next(row["sha256"] for row in registered if row["code"] == source)
    with file.open("rb") as stream:
        own = {file_digest(stream, "sha256").hexdigest(), sha256(text.encode()).hexdigest()}
    if named and named not in own:
        raise WrongUse(
            f"{file.name} is not the document that sources.csv registers for {source}, whose SHA-256 is {named}. Read the "
            "same edition, or register this one as a source of its own."
        )


def _told(read: "Read") -> list[str]:
    effects = sum(one.counted is None for one in read.proposals)
    lines = [
        f"sentences: {read.sentences:,}; numbers that stand for a figure: {read.numbers:,}",
        f"proposed: {len(read.proposals):,}, {effects:,} of them without a number",
    ]
    if read.left_out:
        told = ", ".join(f"{count} {what}" for what, count in read.left_out.items())
        lines.append(f"left out, no figures: {told}")
    if read.open_:
        told = ", ".join(f"{what} of {count}" for what, count in read.open_.items())
        lines.append(f"not clear from the text, so not given: {told}")
    if read.standing:
        lines.append(f"left out, in claims.yaml already: {', '.join(read.standing)}")
    return lines

"""`istmo source attach`."""

from pathlib import Path
from typing import Annotated

import typer

from istmo.cli import face, opened


def run(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The document: TXT, Markdown, DOCX, HTML or PDF.")],
    source: Annotated[str, typer.Option("--source", help="Code of the source in sources.csv.")],
    by: opened.As = "operator",
    json_: Annotated[bool, typer.Option("--json", help="Tell it as JSON.")] = False,
) -> None:
    """Keep a document as it is, under its SHA-256, so that the places of its claims can be opened.

    A document other than the one that sources.csv registers is refused.

    Example: istmo source attach report.pdf --source report-2017
    """
    opened.open_workspace(ctx)
    from istmo.framework.documents import attach

    kept = attach(path=file, source=source, by=opened.acting(by), at=opened.now())
    if json_:
        told = {
            name: getattr(kept, name) for name in ("source", "sha256", "text_sha256", "characters", "named")
        }
        face.show(face.as_json(kept.problems, **told))
        return
    face.tell(kept.problems)
    face.show(f"{kept.source}\t{kept.sha256}\t{kept.characters:,} characters of text")
    if not kept.named:
        face.say(
            f"sources.csv names no SHA-256 for {kept.source}. Write {kept.text_sha256} there, in which the spans of its "
            "claims count, and import the framework again."
        )

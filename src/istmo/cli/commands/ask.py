"""`istmo ask`: one question, one release, one table."""

import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from istmo.cli import face
from istmo.kernel.problem import WrongUse

if TYPE_CHECKING:
    from rich.text import Text

    from istmo.analyse.answer import Answer
    from istmo.release.reader import Release

#: Longer cells are wrapped; a pipe has no edge to wrap at.
LONG, PIPED = 24, 1000
#: The question whose answer comes with its evidence.
SAMPLE, USUAL_SEED = "sample", "7"


def run(
    ctx: typer.Context,
    question: Annotated[str, typer.Argument(help="Name of the question; --list tells them.")] = "",
    release: Annotated[Path | None, typer.Option("--release", help="Folder of the release.")] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where", help="Only rows whose column reads so: column=value. May be given several times."
        ),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option("--against", help="Of revisions: the earlier release that it is held against."),
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Exact numbers as JSON on stdout.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Exact numbers as CSV on stdout.")] = False,
    engine: Annotated[
        str, typer.Option("--engine", help="duckdb, in this process; no other engine answers yet.")
    ] = "duckdb",
    n: Annotated[int | None, typer.Option("--n", help="Of sample: how many figures are drawn (30).")] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", help="Of sample: another seed, another draw (7).")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", help="Of sample: the zip file of evidence; else evidence-….zip is written here."
        ),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Tell the questions there are.")] = False,
    sql: Annotated[
        bool, typer.Option("--sql", help="The question as SQL, to run by hand in DuckDB.")
    ] = False,
) -> None:
    """Ask a frozen release a question; the table goes to stdout.

    The question sample also packs the evidence for what it drew into a zip file and tells its name on stdout; with --csv
    or --json it gives the table, and the file only where --out names one. Named with -w, a workspace puts the files in as
    they were submitted.

    Example: istmo ask progress --release workspace/releases/1 --where place=HN --csv
    """
    from istmo.analyse import catalogue

    if list_:
        face.show("\n".join(f"{name}: {catalogue.about(name)}" for name in catalogue.names()))
        return
    if sql:
        face.show(catalogue.sql(question))
        return
    conditions = _conditions(question, release, where or [], engine)
    conditions |= _of_one_question(question, against, {"n": n, "seed": seed}, out)
    if json_ and csv:
        raise WrongUse("Choose one of --json and --csv.")
    from istmo.release.reader import open_release

    catalogue.real(question)
    opened = open_release(release or Path())
    answer = catalogue.ask(question, opened, **conditions)
    if json_:
        face.show(answer.to_json())
    elif csv:
        for part in answer.csv_parts():
            typer.echo(part, nl=False)
    elif question != SAMPLE:
        _table(answer)
    if question == SAMPLE and (out or not (json_ or csv)):
        _pack(ctx, opened, answer, out, seed=conditions.get("seed", USUAL_SEED), told=json_ or csv)


def _of_one_question(
    question: str, against: Path | None, drawn: dict[str, int | None], out: Path | None
) -> dict[str, str]:
    """Options that are of one question only, as its conditions."""
    told = {name: str(value) for name, value in drawn.items() if value is not None}
    if question != SAMPLE and (told or out):
        raise WrongUse(f"--n, --seed and --out are of the question {SAMPLE}. To keep a table: --csv > FILE.")
    return told if against is None else told | {"against": str(against)}


def _pack(
    ctx: typer.Context, release: "Release", answer: "Answer", out: Path | None, *, seed: str, told: bool
) -> None:
    """Write the evidence for a sample; its name is the product where no table is."""
    from istmo.publish.evidence.pack import write
    from istmo.vault.store import Vault

    source = ctx.parent.get_parameter_source("workspace") if ctx.parent else None
    named = source is not None and source.name != "DEFAULT"
    vault = Vault(ctx.obj / "vault") if named else None
    if vault and not vault.root.is_dir():
        raise WrongUse(
            f"{ctx.obj} is no workspace with a vault: leave -w out, and the hashes of files are told only."
        )
    number = release.manifest.number or "provisional"
    path = out or Path(f"evidence-{number}-n{len(answer.rows)}-seed{seed}.zip")
    write(release, answer, path, vault=vault)
    (face.say if told else face.show)(str(path))
    for note in () if told else answer.notes:
        face.say(note)


def _conditions(question: str, release: Path | None, where: list[str], engine: str) -> dict[str, str]:
    """`column=value` as a mapping; WrongUse for what cannot be asked."""
    from istmo.analyse import catalogue

    if engine != "duckdb":
        raise WrongUse(
            f"The engine {engine} does not answer questions yet; leave --engine out to ask in this process."
        )
    if not question:
        raise WrongUse(f"Name a question: {', '.join(catalogue.names())}.")
    catalogue.real(question)
    if release is None:
        raise WrongUse("Name the release to ask: --release DIR, such as workspace/releases/1.")
    pairs = [condition.partition("=") for condition in where]
    wrong = [name for name, equals, _ in pairs if not equals or not name]
    if wrong:
        raise WrongUse(f"--where takes column=value, not {', '.join(wrong)}.")
    twice = sorted({name for name, _, _ in pairs if sum(name == other for other, _, _ in pairs) > 1})
    if twice:
        raise WrongUse(f"--where names {', '.join(twice)} twice; no row can hold two values in one column.")
    return {name: value for name, _, value in pairs}


def _table(answer: "Answer") -> None:
    """For reading: columns with nothing in them are left out and numbers are set right."""
    from rich.console import Console
    from rich.table import Table

    wanted = [answer.columns.index(name) for name in answer.reading or answer.columns]
    filled = [at for at in wanted if any(row[at] is not None for row in answer.rows)]
    table = Table(show_edge=False, pad_edge=False)
    for at in filled:
        numeric = all(isinstance(row[at], (Decimal, int)) for row in answer.rows if row[at] is not None)
        wide = any(len(_cell(row[at])) > LONG for row in answer.rows)
        table.add_column(answer.columns[at], justify="right" if numeric else "left", no_wrap=not wide)
    for row in answer.rows:
        table.add_row(*(_cell(row[at]) for at in filled))
    if answer.rows:
        Console(width=None if sys.stdout.isatty() else PIPED).print(table)
    face.say("1 row" if len(answer.rows) == 1 else f"{len(answer.rows)} rows")
    for note in answer.notes:
        face.say(note)
    if answer.reading:
        face.say("These are some of the columns; --csv and --json give all, exact.")


def _cell(cell: object) -> "Text":
    """Decimals to at most two places with thousands set apart; never markup or control, whatever a stranger wrote."""
    from rich.text import Text

    from istmo.analyse.answer import text
    from istmo.kernel.quantity import rounded, shown

    if isinstance(cell, Decimal):
        return Text(shown(rounded(cell, 2)))
    return Text("".join(letter if letter.isprintable() else " " for letter in text(cell)))

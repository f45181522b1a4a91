"""What an evidence pack says of itself, in plain words: how it was drawn, what is in it, and what is not."""

from collections.abc import Sequence

from istmo.publish.evidence.gathered import Sheet
from istmo.publish.words import Words, mark
from istmo.release.illustrative import TOLD
from istmo.release.manifest import Manifest

_ABOUT = {
    "figures": mark("the figures drawn, as they stand in the release, with who sent and who approved them"),
    "submissions": mark("the approved submissions they came in, with the SHA-256 of the bytes received"),
    "submission_problems": mark("what the checks said of these submissions, and was let travel with them"),
    "waivers": mark("checks that a reviewer let pass for these submissions, and why"),
    "holds": mark("figures of these submissions that are held back, and why; never their values"),
    "revisions": mark("earlier statements of the same figures, which a later submission restated"),
    "overlaps": mark("what persons decided where the same people may have been counted twice, and why"),
    "claims": mark("published statements that rest on these figures"),
    "sources": mark("documents and data sources they name"),
    "indicators": mark("what each indicator counts, and by which rules"),
}


def readme(
    manifest: Manifest, sheets: Sequence[Sheet], notes: Sequence[str], files: Sequence[str], words: Words
) -> str:
    """The page. notes: how the sample was drawn; files: of the submissions, as far as they are put in."""
    lines = [f"# {words.say('Evidence for a sample of figures')}", ""]
    if manifest.illustrative:
        lines += [TOLD, ""]
    lines += [
        words.say("Drawn from %(name)s, “%(title)s”. Its hash: %(hash)s.", name=manifest.name, title=manifest.title,
                  hash=manifest.content),
        "", *notes, "", f"## {words.say('How to work with it')}", "",
        words.say("Open evidence.xlsx. On the working sheet stands one line for each figure: what the release says, and at "
                  "the right what you fill in. The other sheets hold what is around it; their column “draws” says to which "
                  "figures a line belongs. The folder csv has the same tables, exact, for machines; to read them in a "
                  "spreadsheet take the workbook, in which a text is never run as a formula."),
        "",
        words.say("To see how a figure came into a total, ask: istmo ask provenance --release DIR --where indicator=… "
                  "--where place=… --where period=…"),
        "", f"## {words.say('What is in it')}", "",
        *(f"- {sheet.name} ({len(sheet.rows)}): {words.say(_ABOUT[sheet.name])}" for sheet in sheets),
        *_submitted(sheets, files, words),
        "", f"## {words.say('What is not in it')}", "",
        words.say("Persons are told by number; their names, the days on which they acted and the remarks of reviewers stay in "
                  "the log of the workspace. Who keeps it can tell. A remark of a reporter stands beside its figure as “note”."),
        "",
    ]  # fmt: skip
    return "\n".join(lines)


def _submitted(sheets: Sequence[Sheet], files: Sequence[str], words: Words) -> list[str]:
    wanted = next(len(sheet.rows) for sheet in sheets if sheet.name == "submissions")
    if not files:
        told = words.say(
            "The files as they were submitted are not in this pack: the release carries their hashes only. Name the "
            "workspace (istmo -w WORKSPACE ask sample …) to have them put in."
        )
        return ["", told]
    told = words.say(
        "submitted: %(n)s of %(wanted)s files as they were received, byte for byte. They may hold more than the release: "
        "figures that were held back, names, remarks. Treat them so.",
        n=len(files),
        wanted=wanted,
    )
    return ["", told, "", *(f"- {name}" for name in files)]

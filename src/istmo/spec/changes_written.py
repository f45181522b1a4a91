"""The other way round for `changes.yaml`: from rows of mappings and change_reasons to what the file says."""

from istmo.spec.written import Record, Writing, filled


def changes(writing: Writing, framework: str) -> Record:
    """What `changes.yaml` of one framework says; empty where nothing is declared."""
    mappings = writing.of("mappings", framework=framework)
    reasons = writing.of("change_reasons", framework=framework)
    if not mappings and not reasons:
        return {}
    step = (mappings or reasons)[0]
    other = step["old_framework"] if step["old_framework"] != framework else None
    return filled(
        **{"from": filled(framework=other, version=step["old_version"])},
        nodes=_fates([row for row in mappings if row["what"] == "node"]),
        indicators=_fates([row for row in mappings if row["what"] == "indicator"]),
        changes=[
            filled(kind=row["kind"], of=row["code"], field=row["field"], reason=row["reason"])
            for row in reasons
        ],
    )


def _fates(rows: list[Record]) -> list[Record]:
    entries: dict[str, Record] = {}
    for row in rows:
        entry = entries.setdefault(
            row["old"],
            {"old": row["old"], "fate": row["fate"], "new": [], "shares": [], "reason": row["reason"]},
        )
        entry["new"] += [row["new"]] if row["new"] else []
        entry["shares"] += [row["share"]] if row["share"] is not None else []
    return [filled(**entry) for entry in entries.values()]

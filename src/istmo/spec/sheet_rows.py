"""Reference sheets: from the key `sheet` of an indicator to rows."""

from istmo.kernel.tables import TABLES
from istmo.spec.items import Reader
from istmo.spec.models import Sheet
from istmo.spec.yaml_file import Loc

#: The texts of a sheet, in the order its table has them.
TEXTS = tuple(name for name in TABLES["sheets"].names if name not in ("indicator", "updated_on"))


def add_sheet(reader: Reader, indicator: str, sheet: Sheet, loc: Loc) -> None:
    """The sheet of one indicator and its history."""
    if not sheet.model_fields_set:
        return
    draft, at = reader.draft, reader.at(loc, indicator=())
    words = draft.words("sheets", indicator, at, **{name: getattr(sheet, name) for name in TEXTS})
    draft.add("sheets", at, indicator=indicator, updated_on=sheet.updated_on, **words)
    for place, change in enumerate(sheet.changes):
        here = reader.at((*loc, "changes", place), indicator=(), position=())
        told = draft.words(
            "sheet_changes", f"{indicator}:{place + 1}", here, what=change.what, why=change.why
        )
        draft.add("sheet_changes", here, indicator=indicator, position=place + 1, on=change.on, **told)

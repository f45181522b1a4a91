"""From a YAML document to models: the file's own keys once, its long lists item by item.

Item by item, so that one wrong indicator does not hide what is wrong with the next.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from istmo.spec.draft import At, Draft
from istmo.spec.wording import shown, told
from istmo.spec.yaml_file import Document, Loc

Model = TypeVar("Model", bound=BaseModel)


@dataclass
class Reader:
    """Reads parts of one document and notes what is wrong in the draft."""

    document: Document
    draft: Draft

    def at(self, loc: Loc, **renamed: Loc) -> At:
        """The places of the columns of an item at `loc`; `renamed` gives the keys of columns that are called otherwise."""

        def place(column: str) -> Any:
            return self.document.where((*loc, *renamed.get(column, (column,))))

        return place

    def one(self, model: type[Model], raw: Any, loc: Loc) -> Model | None:
        """One item; None if anything in it is wrong."""
        try:
            return model.model_validate(raw)
        except ValidationError as wrong:
            errors = wrong.errors(include_url=False)
            self.draft.problems.extend(told(self.document, model, loc, error) for error in errors)
            return None

    def many(self, model: type[Model], raw: Any, loc: Loc, *tables: str) -> list[tuple[Model, Loc]]:
        """The right items of a list, each with its path; `tables` are incomplete if one is wrong."""
        if raw is None:
            return []
        if not isinstance(raw, list):
            self.draft.incomplete.update(tables)
            found = f"{'the file' if not loc else loc[-1]} is {shown(raw)}"
            fix = "begin each item with a dash"
            self.draft.wrong(
                "wrong_shape", self.document.where(loc), found, fix, expected="a list was expected"
            )
            return []
        read = [(self.one(model, item, (*loc, place)), (*loc, place)) for place, item in enumerate(raw)]
        right = [(item, path) for item, path in read if item is not None]
        if len(right) < len(read):
            self.draft.incomplete.update(tables)
        return right

"""What a call's workbook says of itself: which call, agency and unit it was made for, under which framework, and when.

It stands on a sheet that no menu shows, and once more among the properties of the document, with a signature that only
the workspace which made it can check. A workbook without it is read all the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

#: The first cell of the hidden sheet; with what the properties of the document begin that say the same.
MARK, PROPERTY = "istmo.manifest", "istmo."


@dataclass(frozen=True)
class Manifest:
    """All texts; `signature` is made of all the others. architecture: the hash of the framework's files."""

    call: str = ""
    agency: str = ""
    unit: str = ""
    framework: str = ""
    architecture: str = ""
    year: str = ""
    language: str = ""
    made_at: str = ""
    signature: str = ""

    @property
    def told(self) -> dict[str, str]:
        """Every field and what it says, in order."""
        return {each.name: " ".join(str(getattr(self, each.name)).split()) for each in fields(self)}

    @property
    def signed(self) -> str:
        """What is signed: every field but the signature."""
        return "\n".join(f"{name}={value}" for name, value in replace(self, signature="").told.items())

    @classmethod
    def of(cls, told: Mapping[str, str]) -> "Manifest":
        """From its fields; what is not known is left out."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in told.items() if name in known})


@dataclass(frozen=True)
class Origin:
    """What one file tells of where it comes from; a file that is no call's workbook has none.

    manifest: as it stands in the file, its signature not checked; None where it was stripped. codes: of its first rows;
    agencies and years: those its rows name, so that a workbook without a manifest is known by what is in it.
    """

    file: str
    manifest: Manifest | None = None
    codes: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    years: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Origin":
        """From plain dicts and lists, as `dataclasses.asdict` gives them."""
        manifest = Manifest.of(raw["manifest"]) if raw["manifest"] is not None else None
        codes, agencies, years = (tuple(raw[name]) for name in ("codes", "agencies", "years"))
        return cls(raw["file"], manifest, codes, agencies, years)

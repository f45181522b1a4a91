"""What istmo answers differently on purpose: read from `differently.yaml`, which also makes a page of the docs."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FILE = Path(__file__).with_name("differently.yaml")
AGGREGATION, DHIS2, WAITING = "aggregation", "dhis2", "waiting"


def entries(section: str) -> dict[str, dict[str, Any]]:
    """By the case's name: what istmo `says` instead, and `why`."""
    return {entry["id"]: entry for entry in YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))[section]}

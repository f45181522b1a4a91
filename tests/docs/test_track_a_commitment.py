"""The page on undertakings says what the code does: its states, its statuses, and entries that can be read."""

import re
from pathlib import Path

from istmo.analyse.undertaking_counts import STATUSES
from istmo.kernel.undertaking import STATES
from istmo.spec.undertaking_models import Undertaking
from istmo.spec.yaml_file import read_yaml

PAGE = (Path(__file__).parents[2] / "docs/how-to/track-a-commitment.md").read_text(encoding="utf-8")


def test_states_of_every_kind_are_told() -> None:
    for kind, states in STATES.items():
        assert f"| {kind} | {', '.join(states)} |" in PAGE


def test_every_status_is_explained() -> None:
    told = re.findall(r"^\| ([a-z_, ]+) \|", PAGE.partition("| status |")[2], re.MULTILINE)
    assert {status for cell in told for status in cell.split(", ")} == set(STATUSES)


def test_the_entry_with_its_follow_ups_can_be_read(tmp_path: Path) -> None:
    entry, follow_ups = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    file = tmp_path / "undertakings.yaml"
    file.write_text(entry + follow_ups, encoding="utf-8")
    document, problems = read_yaml(file, file.name)
    assert problems == []
    assert document is not None
    undertaking = Undertaking.model_validate(document.value[0])
    assert [told.state for told in undertaking.follow_ups] == ["begun", "kept"]

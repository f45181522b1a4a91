"""The states an undertaking goes through, from first to last, by kind.

A register may give an undertaking states of its own instead. `dropped` is possible from every state and stands in no
list, because it is no step on the way.
"""

DROPPED = "dropped"

STATES: dict[str, tuple[str, ...]] = {
    "commitment": ("made", "begun", "partly-kept", "kept"),
    "reform": ("announced", "drafted", "adopted", "in-force"),
    "plan": ("drafted", "adopted", "begun", "carried-out"),
    "transition": ("planned", "begun", "shared", "handed-over"),
}


def kinds_with(state: str) -> tuple[str, ...]:
    """The kinds whose undertakings have this state by default; none if there is no such state."""
    return tuple(kind for kind, states in STATES.items() if state in states)

"""The tables that tell how a framework changed from one version to the next, and what that means for its figures."""

from istmo.kernel.schema import Table, date, flag, must, number, text, to, whole

#: What became of an old node or indicator.
FATES = ("kept", "reworded", "split", "merged", "dropped")
#: How it is known what became of it.
KNOWN_BY = ("mapping", "code", "wording")

MAPPINGS = Table(
    "mappings",
    "What became of each node and indicator of an earlier version; old results are told under the new node",
    (
        must("framework", "Framework of the later version"),
        must("what", "What is mapped", "node", "indicator"),
        must("old_framework", "Framework of the earlier version; the same where only its version changed"),
        must("old_version", "The earlier version; empty where the authors name none"),
        must("old", "Code then"),
        must("new", "Code now; empty where it was dropped"),
        must("fate", "What became of it", *FATES),
        number("share", "Of a split: the share of the old total that the authors give this part"),
        text("reason", "Why, as the authors declare it"),
        text("by", "How it is known; empty in what the authors declare", *KNOWN_BY),
        text("version", "The later version"),
        text("old_title", "Name then"),
        text("old_level", "Of a node: what it was called then, such as objective"),
    ),
    ("framework", "what", "old_framework", "old_version", "old", "new"),
    (to("frameworks"),),
)

CHANGE_REASONS = Table(
    "change_reasons",
    "Why something of a framework changed, as its authors declare it",
    (
        must("framework", "Framework of the later version"),
        must("old_framework", "Framework of the earlier version; the same where only its version changed"),
        must("old_version", "The earlier version; empty where the authors name none"),
        must("kind", "Kind of change, such as redefined"),
        must("code", "What changed: its code now, or then where it is gone"),
        must("field", "What of it; empty: everything of that kind"),
        must("reason", "Why"),
    ),
    ("framework", "old_framework", "old_version", "kind", "code", "field"),
    (to("frameworks"),),
)

FRAMEWORK_CHANGES = Table(
    "framework_changes",
    "What differs between the framework of the parent release and that of this one, compared by meaning",
    (
        must("framework", "Framework of this release"),
        whole("position", "Order", True),
        must("old_framework", "Framework it is compared with"),
        must("old_version", "Version it is compared with"),
        must("version", "Version of this release"),
        must("kind", "Kind of change: added, dropped, reworded, moved, split, merged, redefined …"),
        must("what", "What it is of", "framework", "node", "indicator", "horizon"),
        text("old", "Codes then, separated by |"),
        text("new", "Codes now, separated by |"),
        text("title", "Its name now, or then where it is gone"),
        text("field", "What of it changed"),
        text("earlier", "What it said"),
        text("later", "What it says"),
        text("by", "How the two are known to be the same", *KNOWN_BY),
        text("reason", "Why, as the authors declare it; empty where they give no reason"),
    ),
    ("framework", "position"),
    (to("frameworks"),),
)

BREAKS = Table(
    "breaks",
    "Days from which an indicator means something else, or stands under other nodes: values on both sides do not compare",
    (
        must("indicator", "Indicator"),
        date("first_day", "First day of the later meaning"),
        flag(
            "dated",
            "Whether the framework states the day; else it follows the last value of the earlier version",
        ),
        must("part", "What changed: definition, unit, measure … or node"),
        text("earlier", "What held before"),
        text("later", "What holds from that day"),
        text("framework", "Framework that changed it"),
        text("version", "Its version that changed it"),
        text("reason", "Why, as the authors declare it"),
    ),
    ("indicator", "first_day", "part"),
    (to("indicators"),),
)

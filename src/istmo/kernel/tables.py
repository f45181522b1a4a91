"""The tables of a release: columns, keys and foreign keys, as data.

Two tables hold everything that is counted, `figures` and `transactions` (DESIGN.md section 3); the others hold what
the figures are about and how they came to be approved. Readers, checks, the builder and `datapackage.json` are all
made from what stands here, so that a column exists in one place only.
"""

from istmo.kernel._approval import (
    CALLS,
    DECLARATIONS,
    EXPECTED,
    HOLDS,
    OVERLAPS,
    SUBMISSION_PROBLEMS,
    SUBMISSIONS,
    WAIVERS,
)
from istmo.kernel._changed import BREAKS, CHANGE_REASONS, FRAMEWORK_CHANGES, MAPPINGS
from istmo.kernel._compared import COMPARISONS
from istmo.kernel._counted import FIGURES, REVISIONS, SAME_MONEY, TRANSACTION_REVISIONS, TRANSACTIONS
from istmo.kernel._learned import (
    CONDITIONS,
    EVALUATION_LINKS,
    EVALUATIONS,
    RECOMMENDATION_FOLLOW_UPS,
    RECOMMENDATIONS,
    REFORM_DECISIONS,
)
from istmo.kernel._plan import (
    APPLICABILITY,
    CATEGORIES,
    DIMENSIONS,
    FRAMEWORKS,
    HORIZONS,
    INDICATOR_DIMENSIONS,
    INDICATOR_NODES,
    INDICATORS,
    LINKS,
    NODE_PARENTS,
    NODES,
    SECTIONS,
)
from istmo.kernel._quality import QUALITY_ASSESSMENTS, QUALITY_RESULTS, SHEET_CHANGES, SHEETS, STANDARDS
from istmo.kernel._registers import (
    ACTIVITIES,
    ACTIVITY_PARTIES,
    ACTIVITY_PLACES,
    ACTIVITY_SECTORS,
    AGENCIES,
    ALIASES,
    BENCHMARKS,
    FOLLOW_UPS,
    FORUMS,
    PLACE_MEMBERS,
    PLACES,
    TEXTS,
    UNDERTAKING_NODES,
    UNDERTAKING_PARTIES,
    UNDERTAKINGS,
)
from istmo.kernel._told import CLAIM_LINKS, CLAIMS, REPAIRS, SOURCES
from istmo.kernel.schema import Column, ForeignKey, Table, Type

#: The version of these schemas. A reader refuses a release of a newer one in a sentence.
SCHEMA_VERSION = 3

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        FIGURES,
        TRANSACTIONS,
        REVISIONS,
        TRANSACTION_REVISIONS,
        FRAMEWORKS,
        NODES,
        NODE_PARENTS,
        LINKS,
        HORIZONS,
        SECTIONS,
        INDICATORS,
        INDICATOR_NODES,
        APPLICABILITY,
        DIMENSIONS,
        CATEGORIES,
        INDICATOR_DIMENSIONS,
        MAPPINGS,
        CHANGE_REASONS,
        FRAMEWORK_CHANGES,
        BREAKS,
        SHEETS,
        SHEET_CHANGES,
        QUALITY_ASSESSMENTS,
        QUALITY_RESULTS,
        STANDARDS,
        PLACES,
        PLACE_MEMBERS,
        ALIASES,
        AGENCIES,
        ACTIVITIES,
        ACTIVITY_PLACES,
        ACTIVITY_SECTORS,
        ACTIVITY_PARTIES,
        SOURCES,
        REPAIRS,
        CLAIMS,
        CLAIM_LINKS,
        BENCHMARKS,
        COMPARISONS,
        CALLS,
        SUBMISSIONS,
        SUBMISSION_PROBLEMS,
        WAIVERS,
        HOLDS,
        OVERLAPS,
        EXPECTED,
        DECLARATIONS,
        FORUMS,
        UNDERTAKINGS,
        UNDERTAKING_PARTIES,
        UNDERTAKING_NODES,
        FOLLOW_UPS,
        CONDITIONS,
        REFORM_DECISIONS,
        EVALUATIONS,
        EVALUATION_LINKS,
        RECOMMENDATIONS,
        RECOMMENDATION_FOLLOW_UPS,
        TEXTS,
    )
}

__all__ = [
    "FIGURES",
    "SAME_MONEY",
    "SCHEMA_VERSION",
    "TABLES",
    "TRANSACTIONS",
    "Column",
    "ForeignKey",
    "Table",
    "Type",
]

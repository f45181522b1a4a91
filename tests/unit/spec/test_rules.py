"""Each way an architecture can be wrong: the problem's code, its file and line, and a word of its sentence."""

import pytest

from istmo.spec.architecture import read
from tests.unit.spec.small import FILES, instead, line_of, write

STRATEGY, INDICATORS = "strategy.yaml", "indicators.yaml"

#: (file, what stands there, what stands there instead, code, lines below it, words of the sentence)
WRONG = [
    (STRATEGY, "code: health\n", "code: welfare\n", "folder_name", 0, "give both the same name"),
    (STRATEGY, "also_under: [W]", "also_under: [H]", "duplicate_code", 0, "given twice"),
    (STRATEGY, "  - code: W\n", "  - code: W\n    also_under: [H2]\n", "ring", -1, "H2 under W under H2"),
    (
        STRATEGY,
        "  - code: W\n",
        "  - code: W\n    also_under: [H1]\n",
        "also_under_top",
        1,
        "among the children of H1",
    ),
    (STRATEGY, "  - code: W\n", "  - code: H1\n", "duplicate_code", 0, "it was first given in"),
    (STRATEGY, "{node: H1, to: W,", "{node: H1, to: roads/W,", "unknown_framework", 0, "no framework roads"),
    (STRATEGY, "{node: H1, to: W,", "{node: HH, to: W,", "unknown_node", 0, "Write H"),
    (STRATEGY, "match: related", "match: same", "wrong_word", 0, "'exact', 'close'"),
    (
        STRATEGY,
        "source: plan, span: [3, 40]",
        "source: plann, span: [3, 40]",
        "unknown_source",
        0,
        "Write plan",
    ),
    (STRATEGY, "source: plan, span: [3, 40]", "span: [3, 40]", "span_without_source", 0, "names no source"),
    (STRATEGY, "span: [3, 40]", "span: [40, 3]", "wrong_value", 0, "first character and then"),
    (STRATEGY, "span: [3, 40]", "span: [3]", "missing_key", 0, "span"),
    (STRATEGY, "years: [1, 3]", "years: [3, 1]", "years_order", 0, "upside down"),
    (STRATEGY, "[3, null], open", "[5, null], open", "horizon_gap", 0, "between 3 and 5 belong to no"),
    (STRATEGY, "[3, null], open", "[2, null], open", "horizon_overlap", 0, "short and long overlap"),
    (
        STRATEGY,
        "title: Births, source",
        "title: Births, horizon: lang, source",
        "unknown_horizon",
        0,
        "Write long",
    ),
    (INDICATORS, "    unit: people\n", "    horizon: never\n", "unknown_horizon", 0, "no horizon never"),
    (STRATEGY, "[3, null], open_ended: true", "[3, null]", "years_open", 0, "has no last year"),
    (STRATEGY, "funds_from: FY2018", "funds_from: 2018-Q1", "wrong_value", 0, "not a year, such as FY2016"),
    (STRATEGY, "share_needed: 0.5", "share_needed: 50", "out_of_range", 0, "at most 1"),
    (STRATEGY, "effective_on: 2020-01-31", "effective_on: 31.1.2020", "wrong_value", 0, "such as 2017-06-30"),
    (STRATEGY, "legal_basis: An act", "leagl_basis: An act", "unknown_key", 0, "Write legal_basis instead"),
    (STRATEGY, "legal_basis: An act", "kpi: 7", "unknown_key", 0, "The keys here are code, title"),
    (STRATEGY, "level: goal\n    title: {en", "level:\n    title: {en", "wrong_value", 0, "is empty"),
    (
        STRATEGY,
        "{code: H1, level: objective,",
        "{code: H 1, level: objective,",
        "wrong_code",
        0,
        "without spaces",
    ),
    (STRATEGY, "title: Births,", "title: {en: Births, babies},", "wrong_shape", 0, "stands in quotes"),
    (STRATEGY, "  mission:\n    -", "  mision:\n    -", "unknown_key", 0, "Write mission instead"),
    (STRATEGY, "title: Births", "tilte: Births", "missing_key", 0, "has no title"),
    (INDICATORS, "nodes: [H1]", "nodes: [H9]", "unknown_node", 0, "Write H"),
    (INDICATORS, "health/W]", "roads/W]", "unknown_framework", 0, "no framework roads"),
    (INDICATORS, "agency: ministry", "agency: ministery", "unknown_agency", 0, "Write ministry"),
    (INDICATORS, "{place: NO}", "{place: NOR}", "unknown_place", 0, "Write NO"),
    (INDICATORS, "{place: NO}", "{}", "empty_applies", 0, "neither a place nor an agency"),
    (INDICATORS, "[{code: sex, required: true}]", "[gender]", "unknown_dimension", 0, "no dimension gender"),
    (INDICATORS, "preferred_source: who", "preferred_source: hwo", "unknown_source", 0, "Write who"),
    (INDICATORS, "within: births-attended", "within: births", "unknown_indicator", 0, "no indicator births"),
    (
        INDICATORS,
        "within: births-attended",
        "within: water-share",
        "ring",
        0,
        "water-share under water-share",
    ),
    (INDICATORS, "min: 0, max: 100000", "min: 9, max: 1", "valid_order", 0, "upside down"),
    (INDICATORS, "max: 100000", "max: 1e400", "wrong_value", 0, "at most 20 digits"),
    (INDICATORS, "max: 100000", "max: NaN", "wrong_value", 0, "a number was expected"),
    (INDICATORS, "max: 100000", "max: many", "wrong_value", 0, "a number was expected"),
    (INDICATORS, "unit: m3\n", "caveat: none\n", "no_unit", -5, "such as USD"),
    (
        INDICATORS,
        "{measure: amount, counts: null}",
        "{counts: people}",
        "algebra_contradiction",
        -1,
        "people_reached",
    ),
    (
        INDICATORS,
        "{measure: amount, counts: null}",
        "{measure: score}",
        "algebra_contradiction",
        -1,
        "never added",
    ),
    (INDICATORS, "[drafted, passed]", "[passed]", "algebra_contradiction", -1, "at least two states"),
    (INDICATORS, "per: 100000", "per: 0", "out_of_range", 0, "above 0"),
    (INDICATORS, "per: 100000", "algebra: {over_places: sum}", "context_adds", -1, "context never does"),
    (INDICATORS, "per: 100000", "applies: [{agency: ministry}]", "context_agency", 0, "credited to nobody"),
    (INDICATORS, "per: 100000", "input: both", "context_input", 0, "nobody is credited"),
    (INDICATORS, "direction: up\n", "caveat: none\n", "no_direction", -5, "which way is good"),
    (
        INDICATORS,
        "custom_reason: None fits",
        "custom_reason: x\n    standard: {vocabulary: a, code: b}",
        "standard_and_custom",
        0,
        "Keep one",
    ),
    (INDICATORS, "code: law", "code: reserves", "duplicate_code", 0, "the indicator reserves is given twice"),
    (INDICATORS, "m, title: {en: Men", "f, title: {en: Men", "duplicate_code", 0, "the category sex / f"),
    (INDICATORS, "exclusive: true\n    ", "", "missing_key", -2, "has no exclusive"),
    (INDICATORS, "exclusive: true\n", "exclusive: perhaps\n", "wrong_value", 0, "yes or no"),
    (
        INDICATORS,
        "aliases: [SBA]",
        "aliases: [law]",
        "ambiguous_alias",
        0,
        "points to two: law and births-attended",
    ),
    (
        "places.csv",
        "SE,Sweden,,country,world",
        "NO,Sweden,,country,world",
        "duplicate_code",
        0,
        "places.csv, A3",
    ),
    (
        "places.csv",
        "world,World,Mundo,world,,",
        "world,World,Mundo,world,NO,",
        "ring",
        1,
        "NO under world under NO",
    ),
    ("places.csv", "SE@1995-01-01/..", "DK", "unknown_place", 0, "no place DK"),
    ("places.csv", "SE@1995-01-01/..", "SE@1995-13", "wrong_value", 0, "SE@2014-01-01/2020-12-31"),
    ("places.csv", "NO|SE@1995", "north|SE@1995", "ring", 0, "north under north"),
    ("places.csv", "Norge|NOR", "Norge|SE", "ambiguous_alias", 0, "points to two: SE and NO"),
    ("places.csv", "The North,,group", "The North,,club", "wrong_value", 0, "is not one of world, region"),
    ("places.csv", "61.5", "61;5", "wrong_value", 0, "I3 (“latitude”)"),
    ("agencies.csv", "ministry,yes,,", "ministry,maybe,,", "wrong_value", 0, "neither yes nor no"),
    ("agencies.csv", "ministry,yes,,", "ministry,,,", "missing_value", 0, "own is empty"),
    ("agencies.csv", "ministry,yes,,", "ministry,yes,ministry,", "ring", 0, "ministry under ministry"),
    ("activities.csv", "NO,H1,", "NO,H3,", "unknown_node", 0, "no node H3"),
    ("activities.csv", "2020-02-01", "Feb 2020", "wrong_value", 0, "is not a day"),
    ("activities.csv", "Midwives,ministry", "Midwives,usaid", "unknown_agency", 0, "add it to agencies.csv"),
    ("sources.csv", "own,P1", "own,who", "ambiguous_alias", 0, "points to two: who and plan"),
    (
        "claims.yaml",
        "indicator: births-attended",
        "indicator: births",
        "unknown_indicator",
        0,
        "any indicators.yaml",
    ),
    ("claims.yaml", "twin: c1", "twin: c7", "unknown_claim", 0, "no claim c7"),
    ("claims.yaml", "twin: c1", "twin: c2", "chained_twin", 0, "its own twin"),
    ("claims.yaml", "period: FY2020", "period: FY20", "wrong_value", 0, "did you mean FY2020?"),
    ("benchmarks.yaml", "place: north", "place: south", "unknown_place", 0, "no place south"),
]


def _named(case: tuple) -> str:
    return f"{case[3]}: {case[2].strip()[:30]}"


@pytest.mark.parametrize("case", WRONG, ids=_named)
def test_wrong_architecture_is_told_with_place_and_cure(tmp_path, case):
    file, old, new, code, lines, words = case
    line = line_of(file, old) + lines
    _, problems = read(write(tmp_path, **{file.replace(".", "_"): instead(file, old, new)}))
    told = [p for p in problems if p.code == code and words.casefold() in p.sentence.casefold()]
    assert [p.where.row for p in told] == [line], [(p.code, p.where.row, p.sentence) for p in problems]
    assert all(p.fix and p.where.file.endswith(file) for p in told)


def test_right_architecture_has_no_problem(tmp_path):
    assert read(write(tmp_path))[1] == []


def test_a_chain_of_twins_is_refused_and_a_pair_is_not(tmp_path):
    pair = FILES["claims.yaml"].replace("period: FY2020", "twin: c2")
    assert read(write(tmp_path / "pair", claims_yaml=pair))[1] == []
    chain = FILES["claims.yaml"] + "- {code: c3, source: who, text: Again, twin: c2}\n"
    [problem] = read(write(tmp_path / "chain", claims_yaml=chain))[1]
    assert (problem.code, problem.where.row) == ("chained_twin", 3)
    assert "names c2 as its twin, which itself has the twin c1" in problem.sentence


def test_a_node_of_two_frameworks_must_be_named_with_its_framework(tmp_path):
    root = write(tmp_path, undertakings_yaml=None)
    other = root / "frameworks" / "roads"
    other.mkdir()
    (other / "strategy.yaml").write_text(
        "{code: roads, title: Roads, version: v1, nodes: [{code: H1, level: goal, title: x}]}"
    )
    [problem] = read(root)[1]
    assert (
        problem.sentence
        == "activities.csv, E2 (“node”): H1 is a node of health, roads. Write framework/node."
    )


def test_an_unreadable_file_does_not_drown_the_others(tmp_path):
    root = write(tmp_path, strategy_yaml="code: health\n\tnodes:\n", places_csv="", agencies_csv="x,y\n1,2\n")
    told = {(p.code, p.where.file) for p in read(root)[1]}
    assert told == {
        ("yaml_tab", "frameworks/health/strategy.yaml"),
        ("empty_file", "places.csv"),
        ("unknown_column", "agencies.csv"),
        ("missing_column", "agencies.csv"),
    }


def test_a_dimension_without_categories(tmp_path):
    text = "dimensions: [{code: sex, title: Sex, exclusive: true, complete: true, categories: []}]\n"
    _, problems = read(write(tmp_path, indicators_yaml=text, claims_yaml=None))
    assert [p.code for p in problems] == ["no_categories"]


@pytest.mark.parametrize(
    ("file", "text", "code", "words"),
    [
        ("strategy", "- a\n- b\n", "wrong_shape", "the file is a list. Keys with values were expected"),
        ("strategy", "just words\n", "wrong_shape", "the file is “just words”"),
        ("strategy", "{code: health, title: x, version: v, nodes: {H: x}}", "wrong_shape", "nodes is a map"),
        ("strategy", "{code: health, title: x, version: v, nodes: [H]}", "wrong_shape", "nodes 1 is “H”"),
        ("indicators", "{indicator: []}", "unknown_key", "write indicators instead"),
        ("indicators", "indicators:\n", "", ""),
        ("indicators", "indicators: many\n", "wrong_shape", "begin each item with a dash"),
        ("claims", "{code: c1}\n", "wrong_shape", "the file is a map"),
        (
            "claims",
            "- {code: c1, source: plan, text: a, period: [2016]}\n",
            "wrong_value",
            "period is a list",
        ),
        (
            "benchmarks",
            "- {code: %s, title: a, scope: regional, method: mean, place: NO}\n" % ("x" * 101),
            "wrong_value",
            "at most 100 characters",
        ),
    ],
)
def test_wrong_shapes_are_told(tmp_path, file, text, code, words):
    alone = dict.fromkeys(("claims_yaml", "activities_csv", "indicators_yaml", "undertakings_yaml"))
    _, problems = read(write(tmp_path, **(alone | {f"{file}_yaml": text})))
    told = [
        (p.code, p.where.file.rpartition("/")[2])
        for p in problems
        if words.casefold() in p.sentence.casefold()
    ]
    assert told == ([(code, f"{file}.yaml")] if code else [])


def test_node_of_a_framework_without_nodes(tmp_path):
    text = "{code: health, title: x, version: v}"
    _, problems = read(write(tmp_path, strategy_yaml=text, activities_csv=None))
    assert {p.code for p in problems} == {"unknown_node"}
    assert problems[0].sentence.startswith(
        "frameworks/health/indicators.yaml, row 16 (“nodes”): there is no node H1 of health"
    )

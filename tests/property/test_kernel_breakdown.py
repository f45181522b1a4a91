"""One part of a total has one text, however it is written."""

from hypothesis import given
from hypothesis import strategies as st

from istmo.kernel.breakdown import canonical, normal, parse, within

CODES = st.text(alphabet="abcXYZ0159-_+.áñ", min_size=1, max_size=6)
PAIRS = st.dictionaries(CODES, CODES, max_size=5)


@given(PAIRS)
def test_parse_undoes_canonical(pairs):
    assert dict(parse(canonical(pairs))) == pairs


@given(PAIRS, st.randoms(use_true_random=False), st.sampled_from(["", " ", "  "]))
def test_order_and_spaces_do_not_matter(pairs, rng, space):
    listed = list(pairs.items())
    rng.shuffle(listed)
    text = f"{space};{space}".join(f"{dimension}{space}={space}{category}" for dimension, category in listed)
    assert normal(text) == canonical(pairs)


@given(PAIRS, PAIRS)
def test_more_said_is_a_part(pairs, more):
    narrower = canonical({**more, **pairs})
    assert within(narrower, canonical(pairs))
    assert within(narrower, "")


@given(st.text(max_size=20))
def test_any_text_is_a_breakdown_or_a_value_error(text):
    try:
        told = normal(text)
    except ValueError:
        told = ""
    assert normal(told) == told

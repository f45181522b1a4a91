from decimal import Decimal

import pytest

from istmo.kernel.quantity import Maturity, Qualifier, Quantity, plain, rounded, shown, total


def test_sum_keeps_unit_and_every_digit():
    big = Quantity(Decimal("99999999999999999999.123456789"), unit="USD")
    assert (big + Quantity(Decimal("0.000000001"), unit="USD")).value == Decimal(
        "99999999999999999999.123456790"
    )


def test_sum_refuses_two_units_and_nothing():
    with pytest.raises(ValueError, match="only one unit can be added, not USD, people"):
        total([Quantity(Decimal(1), unit="USD"), Quantity(Decimal(1), unit="people")])
    with pytest.raises(ValueError, match="nothing to add"):
        total([])


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (["exact", "exact"], "exact"),
        (["exact", "about"], "about"),
        (["about", "at_least"], "at_least"),
        (["at_most", "exact"], "at_most"),
        (["at_most", "at_least"], "about"),
    ],
)
def test_qualifiers_propagate(parts, told):
    assert total(Quantity(Decimal(5), qualifier=Qualifier(part)) for part in parts).qualifier == told


def test_missing_part_of_a_sum_of_people_makes_it_at_least():
    told = total([Quantity(Decimal(12000), unit="people"), Quantity(None, unit="people")])
    assert (told.value, told.qualifier, told.low, told.high) == (
        Decimal(12000),
        Qualifier.AT_LEAST,
        None,
        None,
    )


def test_missing_part_where_numbers_may_be_negative_makes_it_about():
    told = total([Quantity(Decimal(5)), Quantity(None)], non_negative=False)
    assert (told.value, told.qualifier) == (Decimal(5), Qualifier.ABOUT)


def test_only_missing_parts_leave_nothing():
    told = total([Quantity(None), Quantity(None)])
    assert told.is_missing
    assert told.bounds() == (Decimal(0), None)


def test_ranges_add_end_by_end():
    told = total([Quantity(None, Decimal(20), Decimal(30)), Quantity(Decimal(5))])
    assert (told.value, told.low, told.high) == (None, Decimal(25), Decimal(35))
    told = total(
        [Quantity(Decimal(25), Decimal(20), Decimal(30)), Quantity(Decimal(5), qualifier=Qualifier.AT_LEAST)]
    )
    assert (told.value, told.low, told.high, told.qualifier) == (
        Decimal(30),
        Decimal(25),
        None,
        Qualifier.AT_LEAST,
    )


def test_range_must_hold_its_value():
    with pytest.raises(ValueError, match="the range 20 to 30 does not hold 31"):
        Quantity(Decimal(31), Decimal(20), Decimal(30))


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (["final", "final"], "final"),
        (["final", "revised"], "revised"),
        (["final", ""], ""),
        (["final", "", "preliminary"], "preliminary"),
    ],
)
def test_maturity_is_that_of_the_least_settled_part(parts, told):
    assert total(Quantity(Decimal(1), maturity=Maturity(part)) for part in parts).maturity == told


def test_bounds_of_each_qualifier():
    assert Quantity(Decimal(5)).bounds() == (5, 5)
    assert Quantity(Decimal(5), qualifier=Qualifier.ABOUT).bounds() == (5, 5)
    assert Quantity(Decimal(5), qualifier=Qualifier.AT_LEAST).bounds() == (5, None)
    assert Quantity(Decimal(5), qualifier=Qualifier.AT_MOST).bounds() == (0, 5)
    assert Quantity(Decimal(5), qualifier=Qualifier.AT_MOST).bounds(non_negative=False) == (None, 5)


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [
        ("1234567.5", 0, "1,234,568"),
        ("-1234567.5", 0, "-1,234,568"),
        ("0.125", 2, "0.13"),
        ("-0.4", 0, "0"),
        ("-0.5", 0, "-1"),
        ("1E+3", None, "1,000"),
        ("2.500000000", None, "2.5"),
        ("0E-9", None, "0"),
        ("7", 1, "7.0"),
    ],
)
def test_shown_rounds_as_people_do(value, decimals, told):
    assert shown(Decimal(value), decimals) == told


def test_plain_has_no_exponent():
    assert [plain(Decimal(text)) for text in ("1E+3", "1E-9", "-0.0", "100")] == [
        "1000",
        "0.000000001",
        "0",
        "100",
    ]
    assert rounded(Decimal("2.5"), 0) == Decimal(3)

"""A line as data: what may stand in it, and in an officer's words why something may not."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.offer.models import Entitlement
from app.offer.record_problems import REASONS, NotALine, Problem
from app.offer.record_reading import FIELDS, read_line, read_record
from app.offer.records import Line, Record
from app.offer.rows import RECORD_COLUMNS, column_of, data_of, record_row
from app.offer.shipping import shipped_lines as read_shipped_lines
from tests.offer.lines import COUNCILS, entry

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def problems(**values) -> list[tuple[str, str]]:
    with pytest.raises(NotALine) as wrong:
        read_line(entry(**values), COUNCILS)
    return [(one.field, one.reason) for one in wrong.value.problems]


def test_what_ships_is_fit_and_no_two_lines_share_an_address_or_a_code():
    lines = read_shipped_lines()
    assert len(lines) > 50
    for names in ([one.slug for one in lines], [one.code for one in lines]):
        assert len(set(names)) == len(names)


def test_what_ships_goes_through_json_and_through_a_row_without_loss():
    for line in read_shipped_lines():
        as_json = json.loads(json.dumps(line.record.to_json()))
        assert Record.from_json(as_json) == read_record(as_json) == line.record
        assert read_record(data_of(record_row(line.record))) == line.record


def test_a_line_of_the_catalogue_says_what_was_put_on_it():
    for line in read_shipped_lines():
        row = Entitlement(slug=line.slug, code=line.code, council_code=line.council)
        line.record.put_on(row)
        assert Line.of(row) == line


def test_every_field_has_its_place_in_a_row():
    in_a_row = {column.split("_")[0] if "amount" in column else column for column in RECORD_COLUMNS}
    assert in_a_row == set(FIELDS)
    assert column_of("amount.unit") == "amount_unit"
    assert column_of("amount") == "amount_words"
    assert column_of("evidence.url") == "evidence"


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("slug", "", "needed"),
        ("slug", "Two words", "slug"),
        ("slug", "driving_", "slug"),
        ("slug", "d" * 61, "slug"),
        ("slug", "../desk", "slug"),
        ("slug", "desk", "reserved"),
        ("slug", "what_can_i_get", "reserved"),
        ("slug", "what-can-i-get", "reserved"),
        ("slug", "openapi", "reserved"),
        ("slug", "s", "reserved"),
        ("code", "CTW", "code"),
        ("code", "abcd", "code"),
        ("code", 123, "code"),
        ("council", "east", "council"),
        ("council", ["west"], "council"),
        ("heading", "money", "choice"),
        ("heading", None, "needed"),
        ("strength", True, "choice"),
        ("who", [], "needed"),
        ("who", "eligible", "list"),
        ("who", ["eligible", "eligible"], "twice"),
        ("who", ["everybody"], "choice"),
        ("needs", ["homeless", 5], "choice"),
        ("age_from", "18", "number"),
        ("age_from", True, "number"),
        ("age_from", 1e2, "number"),
        ("age_from", -1, "range"),
        ("until_birthday", 18, "upside_down"),
        ("no_referral", "yes", "yes_no"),
        ("title", "", "needed"),
        ("title", "t" * 121, "too_long"),
        ("title", ["a title"], "words"),
        ("title", "100% off", "percent_sign"),
        ("text", "bell \x07", "hidden"),
        ("text", "turned \u202eround", "hidden"),
        ("text", "half \ud83d a letter", "hidden"),
        ("text", "nul \x00", "hidden"),
        ("conditions", ["one", "two", "three", "four", "five", "six", "seven"], "too_many"),
        ("conditions", [["nested"]], "words"),
        ("bring", ["a pony"], "choice"),
        ("amount", "£50", "mapping"),
        ("evidence", [{"title": "a | b"}], "bar"),
        ("evidence", [{"title": "a", "url": "javascript:alert(1)"}], "address"),
    ],
)
def test_what_cannot_be_kept_has_its_field_and_its_reason(field, value, reason):
    named = {"bar": f"{field}.title", "address": f"{field}.url"}
    assert problems(**{field: value}) == [(named.get(reason, field), reason)]


@pytest.mark.parametrize(
    ("amount", "field", "reason"),
    [
        ({"value": 100, "unit": "percent"}, "amount.words", "needed"),
        ({"words": "£50", "value": 50}, "amount.unit", "sum_and_unit"),
        ({"words": "£50", "unit": "GBP"}, "amount.unit", "sum_and_unit"),
        ({"words": "£50", "value": "50", "unit": "GBP"}, "amount.value", "sum"),
        ({"words": "£50", "value": float("nan"), "unit": "GBP"}, "amount.value", "sum"),
        ({"words": "£50", "value": True, "unit": "GBP"}, "amount.value", "sum"),
        ({"words": "£50", "value": -1, "unit": "GBP"}, "amount.value", "range"),
        ({"words": "£50", "value": 50, "unit": "pounds"}, "amount.unit", "choice"),
        ({"words": "£50", "each": "week"}, "amount", "unknown_part"),
    ],
)
def test_a_sum_needs_its_words_and_its_unit(amount, field, reason):
    assert problems(amount=amount) == [(field, reason)]


def test_everything_that_is_wrong_is_said_at_once():
    found = problems(title="", heading="money", age_from="x", colour="red")
    assert sorted(found) == [
        ("age_from", "number"),
        ("colour", "unknown_field"),
        ("heading", "choice"),
        ("title", "needed"),
    ]


def test_spaces_are_made_single_and_dari_keeps_its_joiners():
    line = read_line(entry(title="  Help \n with\trent ", text="می\u200cخواهم"), COUNCILS)
    assert (line.record.title, line.record.text) == ("Help with rent", "می\u200cخواهم")


def test_a_council_is_known_by_its_code_in_any_letters():
    assert read_line(entry(council="West"), COUNCILS).council == "west"


def test_a_reason_repeats_only_a_little_of_what_was_found(app):
    with pytest.raises(NotALine) as wrong:
        read_line(entry(heading="x" * 10_000_000, topic="desk"), COUNCILS)
    for one in wrong.value.problems:
        assert len(one.words) < 300


def test_every_reason_has_words(app):
    facts = dict.fromkeys(("found", "wanted", "limit", "length", "count", "known", "name"), 1)
    facts |= {"low": 1, "high": 2, "place": 3}
    for reason in REASONS:
        assert Problem("title", reason, facts).words


@given(ANYTHING)
def test_nothing_that_is_brought_ends_otherwise_than_in_a_line_or_in_reasons(data):
    with pytest.raises(NotALine):
        read_line(data, COUNCILS)


@given(st.sampled_from(sorted(FIELDS)), ANYTHING)
def test_nothing_in_a_field_ends_otherwise_than_in_a_line_or_in_reasons(field, value):
    try:
        line = read_line(entry(**{field: value}), COUNCILS)
    except NotALine as wrong:
        assert {one.field.partition(".")[0] for one in wrong.problems} <= {field, "until_birthday"}
    else:
        assert read_line(json.loads(json.dumps(line.to_json())), COUNCILS) == line


def test_the_order_of_the_fields_is_one():
    kept = list(read_line(entry(amount={"words": "£5"}, law="s.1"), COUNCILS).record.to_json())
    order = list(FIELDS)
    assert all(order.index(one) < order.index(other) for one, other in pairwise(kept))

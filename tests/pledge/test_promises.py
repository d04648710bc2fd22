"""What a text of promises has to be before it can be published."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pledge import shipped
from app.pledge.promises import MOST_PROMISES, build, problems_of
from feedback.theming.codebook import codebook

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


@pytest.fixture
def content():
    """The pledge that ships for the west, to be spoiled."""
    return copy.deepcopy(shipped.pledges()["west"])


def fields(content):
    return [problem.field for problem in problems_of(content)]


def test_what_ships_is_fit_for_both_councils(app):
    assert set(shipped.pledges()) == {"west", "north"}
    assert [problems_of(content) for content in shipped.pledges().values()] == [[], []]


def test_the_pledge_that_ships_has_six_promises_and_all_the_indicators_of_the_codebook(content):
    text = build(content)
    known = {indicator for theme in codebook() for indicator in theme.indicators}
    assert [promise.key for promise in text.promises] == ["P1", "P2", "P3", "P4", "P5", "P6"]
    assert {one.key for promise in text.promises for one in promise.indicators} == known


def test_every_sub_theme_of_the_codebook_tells_about_one_promise(content):
    named = [code for promise in build(content).promises for code in promise.sub_themes]
    assert sorted(named) == sorted(sub_theme.id for sub_theme in codebook())


def test_the_charter_and_the_law_have_seven_each(app):
    assert len(shipped.charter().promises) == len(shipped.principles().promises) == 7


def test_every_picture_of_a_promise_is_drawn(app):
    from app.pledge.fields import SYMBOLS

    drawings = app.jinja_env.get_template("components/pictures.html").module.DRAWINGS
    texts = [build(one) for one in shipped.pledges().values()]
    used = {p.symbol for t in (*texts, shipped.charter(), shipped.principles()) for p in t.promises}
    assert used | set(SYMBOLS) <= set(drawings)


@pytest.mark.parametrize(
    ("spoil", "field"),
    [
        (lambda c: c.update(title=" "), "title"),
        (lambda c: c.update(intro="x" * 501), "intro"),
        (lambda c: c.update(verify=["ask", 3]), "verify"),
        (lambda c: c.update(promises=[]), "promises"),
        (lambda c: c["promises"][0].update(key="p1"), "1"),
        (lambda c: c["promises"].append("a promise"), "7"),
        (lambda c: c["promises"][1].update(key="P1"), "P1"),
        (lambda c: c["promises"][0].update(young=""), "P1.young"),
        (lambda c: c["promises"][0].update(words="100% of you"), "P1.words"),
        (lambda c: c["promises"][0].update(title="two\nlines"), "P1.title"),
        (lambda c: c["promises"][0].update(words="half \ud800 a letter"), "P1.words"),
        (lambda c: c["promises"][0].update(symbol="cat"), "P1.symbol"),
        (lambda c: c["promises"][0].update(sub_themes=["food"]), "P1.sub_themes"),
        (lambda c: c["promises"][1]["indicators"][0].update(key="P1.1"), "P2.indicators"),
        (lambda c: c["promises"][1]["indicators"][0].update(words=""), "P2.1"),
    ],
)
def test_what_is_wrong_is_said_where_it_is(app, content, spoil, field):
    spoil(content)
    assert field in fields(content)


def test_a_council_may_have_two_promises_or_nineteen_under_keys_of_its_own(app, content):
    one = content["promises"][0]
    for many in (2, MOST_PROMISES):
        made = [{**one, "key": f"NN{n}", "indicators": []} for n in range(1, many + 1)]
        assert problems_of({**content, "promises": made}) == []
    made.append({**one, "key": "NN99", "indicators": []})
    assert fields({**content, "promises": made}) == ["promises"]


@given(anything=ANY)
def test_whatever_is_brought_is_refused_and_never_an_error(app, anything):
    assert problems_of(anything)
    assert problems_of({"title": "Ours", "promises": [anything]})

"""Words inside a line: joined, quoted and kept apart as the page's language does it."""

import pytest
from markupsafe import Markup

from app.core.i18n import speaking
from app.core.in_line import apart, in_a_line, in_a_row, quoted


@pytest.mark.parametrize(
    ("language", "joined"),
    [("en", "Yes, No"), ("ar", "نعم، لا"), ("fa-AF", "بلی، نه"), ("ti", "እወ፣ ኣይፋል")],
)
def test_things_are_joined_with_the_comma_of_the_language(app, language, joined):
    with speaking(language):
        assert in_a_line(joined.replace("،", ",").replace("፣", ",").split(", ")) == joined


def test_what_has_a_comma_of_its_own_is_told_apart_by_a_semicolon(app):
    assert in_a_line(["4 to 7, with an adult", "8 to 11"]) == "4 to 7, with an adult; 8 to 11"
    with speaking("ar"):
        assert in_a_line(["مع شخص كبير، دائما", "لا"]) == "مع شخص كبير، دائما؛ لا"


def test_on_a_page_each_thing_is_isolated_and_markup_in_words_is_text(app):
    row = in_a_row([Markup("<bdi>West</bdi>"), "<b>"])
    assert row == "<bdi><bdi>West</bdi></bdi>, <bdi>&lt;b&gt;</bdi>"


def test_words_of_the_other_direction_are_isolated_and_no_others(app):
    assert (apart("Yes?"), apart("نعم")) == ("Yes?", "\u2068نعم\u2069")
    with speaking("ar"):
        assert (apart("Yes?"), apart("نعم")) == ("\u2068Yes?\u2069", "نعم")


def test_quotation_marks_are_those_of_the_language(app):
    assert quoted("No") == "“No”"
    with speaking("ar"):
        assert quoted("لا") == "«لا»"

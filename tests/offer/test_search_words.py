"""What young people really type finds the line it is about, whatever the line calls it itself."""

import pytest

from app.demo.factories import make_council, make_staff
from app.offer import catalogue, search
from app.offer.other_words import FILE, called
from app.offer.shipping import shipped_lines

FINDS = {
    "homeless": ("homeless_16_17", "priority_need_18_20"),
    "prescription": ("prescription_ppc_local", "health_under_19"),
    "bursary": ("he_bursary", "bursary_16_19"),
    "solicitor": ("separated_legal_help",),
    "counselling": ("mental_health_worker",),
    "therapy": ("mental_health_worker",),
    "depressed": ("mental_health_worker",),
    "baby": ("young_parents",),
    "pregnant": ("young_parents",),
    "nursery": ("young_parents",),
    "furniture": ("setting_up_home",),
    "debt": ("independent_living_programme",),
    "visa": ("separated_legal_help",),
    "wifi": ("digital",),
    "food": ("hub_drop_in",),
    "£3000": ("setting_up_home",),
    "3,000": ("setting_up_home",),
    "drivng": ("driving",),
    "universty": ("he_bursary", "uni_northampton"),
    "laywer": ("separated_legal_help",),
    "باص": ("travel",),
    "ዕቑባ": ("separated_legal_help",),
    "ስራሕቲ": ("prospects_dropin",),
    "دانشگاه": ("he_bursary",),
    "دارو": ("health_under_19",),
    "ورزش": ("leisure",),
    "لیسنس": ("driving",),
}
FIRST = {
    "university": {"he_bursary", "uni_northampton"},
    "staying put": {"staying_put"},
    "setting up home grant": {"setting_up_home"},
    "ID": {"id_documents"},
    "pa": {"personal_adviser"},
}


@pytest.fixture(scope="module")
def spoken_of():
    """The topics of the lines that ship."""
    return {line.record.topic for line in shipped_lines()}


def of_whichever_page(word: str) -> str:
    return "ar" if "\u0600" <= word[0] <= "\u06ff" else "ti" if word[0] > "\u1200" else "en"


def found(word: str) -> list[str]:
    return [one.slug for one in catalogue.by_ids(search.find(word, of_whichever_page(word)))]


def test_the_words_people_use_find_what_they_are_about(shipped):
    for word, lines in FINDS.items():
        assert set(lines) <= set(found(word)[:6]), (word, found(word)[:8])


def test_what_is_called_so_comes_before_what_mentions_it(shipped):
    for words, first in FIRST.items():
        assert found(words)[0] in first, (words, found(words)[:6])
    assert "uc_rates" not in found("university")[:4]
    assert len(found("pa")) < 6


def test_every_other_word_is_of_a_line_that_ships(spoken_of):
    written = {line.partition(":")[0] for line in FILE.read_text("utf-8").splitlines()}
    known = {name for name in written if name and not name.startswith("#")}
    assert known == spoken_of
    assert all(called(topic) for topic in spoken_of)


def test_a_slip_is_put_right_and_said(client, shipped):
    page = client.post("/offer/", data={"q": "drivng"}, follow_redirects=True).text
    assert "We looked for this" in page and "driving" in page


def test_whoever_finds_nothing_is_shown_ways_on(client, shipped):
    page = client.post("/offer/", data={"q": "univarsitee"}, follow_redirects=True).text
    assert "Did you mean one of these?" in page and 'value="university"' in page
    assert 'href="/help"' in page and "/tell/offer_missing/" in page


@pytest.mark.postgresql
def test_a_slip_is_found_on_postgresql_too(app):
    make_council()
    make_council("north", "North Northamptonshire")
    catalogue.publish_shipped()
    catalogue.approve_shipped(make_staff())
    assert found("laywer")[0] == "separated_legal_help"
    assert found("staying put")[0] == "staying_put"
    assert found("pa")[0] == "personal_adviser"

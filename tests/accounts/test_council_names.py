"""What a council is called, in the reader's language."""

import pytest
from markupsafe import Markup

from app.accounts.council_names import SHIPPED, council_name
from app.core.i18n import speaking
from tests.core.small_site import catalogue, write_all

WEST = "West Northamptonshire"


@pytest.fixture
def site(make_app, tmp_path):
    """In its Arabic the one council has a name, and the other has none."""
    words = catalogue("ar", {WEST: "غرب نورثهامبتونشير"})
    app = make_app(TRANSLATIONS=str(write_all(tmp_path / "words", ar=words)))
    with app.test_request_context():
        yield app


def test_the_names_of_the_councils_that_ship_can_be_translated(site):
    assert set(SHIPPED) == {WEST, "North Northamptonshire"}
    with speaking("ar"):
        assert council_name(WEST) == Markup("<bdi>غرب نورثهامبتونشير</bdi>")


@pytest.mark.parametrize("name", ["North Northamptonshire", "South & Shire"])
def test_a_name_nobody_translated_says_that_it_is_english(site, name):
    with speaking("ar"):
        assert council_name(name) == Markup('<bdi lang="en">{}</bdi>').format(name)


@pytest.mark.parametrize("name", [WEST, "<South>"])
def test_in_english_a_name_is_only_itself(site, name):
    assert council_name(name) == Markup("{}").format(name)

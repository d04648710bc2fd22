"""The catalogues that ship: in step with the English, faithful to it, and whole."""

import pytest
from babel.messages.plurals import get_plural

from app.core import catalogues, extract, merging
from app.core.catalogues import filled, po_file, read
from app.core.faithful import numbers_of_one_kind
from app.core.languages import LANGUAGES

TRANSLATED = [language for language in LANGUAGES if language != "en"]
LAUNCH = [language for language in TRANSLATED if language.launch]


@pytest.fixture(scope="module")
def english():
    return extract.all_messages()


@pytest.mark.parametrize("language", TRANSLATED)
def test_plural_forms_are_those_gettext_uses(language):
    forms, rule = get_plural(language.locale)
    header = f'"Plural-Forms: nplurals={forms}; plural={rule};\\n"'
    assert header in po_file(language.locale).read_text()


def test_the_launch_languages_have_six_one_and_two_plural_forms():
    counts = {str(one): read(one.locale).messages.num_plurals for one in LAUNCH}
    assert counts == {"ar": 6, "fa-AF": 1, "ti": 2}
    assert numbers_of_one_kind(read("ar").messages.plural_expr) == {0, 1, 2}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_translation_keeps_the_placeholders_and_the_markup_of_its_english(language):
    catalogue = read(language.locale)
    faults = [
        (message.id, fault)
        for message in catalogue
        if filled(message)
        for fault in catalogue.faults(message)
    ]
    assert faults == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_holds_exactly_the_english_there_is(language, english, tmp_path):
    """If this fails: flask --app wsgi languages --update."""
    catalogue = read(language.locale)
    merging.update(catalogue, english)
    catalogues.write(catalogue, language.locale, tmp_path)
    now = po_file(language.locale, tmp_path).read_text()
    assert po_file(language.locale).read_text() == now


@pytest.mark.parametrize("language", LAUNCH)
def test_everything_a_young_person_sees_is_said_in_every_launch_language(language):
    assert [task["msgid"] for task in merging.missing(read(language.locale))] == []

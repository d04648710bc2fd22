"""Lines are found by words in any language, on either database, whatever is typed."""

from dataclasses import replace

import pytest
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.core.catalogues import Catalogue, write
from app.demo.factories import make_council, make_staff
from app.offer import catalogue, indexing, search
from app.offer.folding import asked_words, fold
from app.offer.models import IndexedLanguage, SearchText
from app.offer.records import Record
from tests.offer.lines import make_line, make_shown_line

RENT = {
    "slug": "rent",
    "title": "Help with your rent",
    "text": "We can pay the landlord when you start at university.",
}
STUDY = {
    "slug": "study",
    "title": "Money for studying",
    "text": "You can get £1,200 a year. It helps with books, not with rent.",
    "how": "Ask your college’s office.",
}
LAPTOP = {"slug": "laptop", "title": "A laptop", "text": "Ask for one if you apprentice."}
TRANSLATED = {
    "ar": {
        RENT["title"]: "مُساعَدَة في دَفع الإيجار",
        RENT["text"]: "ندفع لصاحب السكن إذا بدأت الجامعة.",
    },
    "fa_AF": {RENT["title"]: "کمک برای کرایهٔ خانه", STUDY["title"]: "پول برای درس‌خواندن"},
    "ti": {RENT["title"]: "ሓገዝ ንክራይ ገዛ", STUDY["title"]: "ገንዘብ ንትምህርቲ"},
}


@pytest.fixture
def translations(tmp_path):
    """A folder of catalogues in which some of the lines' words are translated."""
    folder = tmp_path / "translations"
    translate(folder, TRANSLATED)
    return folder


def translate(folder, words):
    for locale, pairs in words.items():
        messages = Catalog(locale=locale)
        for english, there in pairs.items():
            messages.add(english, there)
        write(Catalogue(messages), locale, folder)


@pytest.fixture
def app(make_app, translations, tmp_path):
    app = make_app(TRANSLATIONS=str(translations))
    with app.app_context():
        yield app


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgresql)])
def lines(request, app):
    """Three lines that are shown, and one that is not."""
    make_council()
    make_council("north", "North Northamptonshire")
    make_line(title="Rent that nobody approved")
    return {one["slug"]: make_shown_line(**one) for one in (RENT, STUDY, LAPTOP)}


def found(query, language="en", **where) -> list[str]:
    return [one.slug for one in catalogue.by_ids(search.find(query, language, **where))]


def test_a_word_in_a_title_counts_for_more_than_one_in_the_text(lines):
    assert found("rent") == ["rent", "study"]


def test_all_the_words_have_to_be_there(lines):
    assert found("rent books") == ["study"]


def test_the_last_word_may_be_half_typed(lines):
    for half in ("re", "rent uni", "rent universi", "landl", "colle"):
        assert found(half)[:1] in (["rent"], ["study"]), half
    assert found("land") == ["rent"]


def test_english_words_are_found_in_their_other_forms(lines):
    assert found("studies") == ["study"]
    assert found("book helping") == ["study"]


def test_words_that_say_nothing_are_left_out_of_a_question(lines):
    assert found("how do I get a laptop?") == ["laptop"]


def test_where_not_all_words_are_found_any_of_them_will_do(lines):
    assert found("laptop zebra") == ["laptop"]


TYPED = {
    "ar": ("الإيجار", "ايجار", "إيـــجار", "مساعده", "سكن", "جامعة"),
    "fa-AF": ("کرایه", "كرايه خانه", "کرایهٔ"),
    "ti": ("ክራይ", "ሓገዝ"),
}


def test_words_are_found_in_the_readers_language_however_they_are_typed(lines):
    for language, queries in TYPED.items():
        for query in queries:
            assert found(query, language) == ["rent"], query


def test_an_english_title_is_found_from_a_page_in_any_language(lines):
    for language in ("ar", "fa-AF", "ti"):
        assert found("laptop", language) == ["laptop"]
        assert found("rent", language)[0] == "rent"


def test_what_is_typed_in_another_language_than_the_page_is_found_too(lines):
    assert found("ايجار", "en") == ["rent"]
    assert found("ትምህርቲ", "ar") == ["study"]
    assert found("landlord", "ti") == ["rent"]


def test_digits_are_digits_on_every_keyboard(lines):
    assert found("200", "en") == found("٢٠٠", "ar") == found("۲۰۰", "fa-AF") == ["study"]


def test_a_councils_lines_are_found_in_that_council_alone(lines):
    make_shown_line(slug="in_north", council="north", title="Rent in the north")
    assert "in_north" in found("rent", council="north")
    assert "in_north" not in found("rent", council="west")
    assert found("landlord", council="west") == ["rent"]


def test_no_more_than_asked_for_are_given(lines):
    assert len(search.find("rent", "en", limit=1)) == 1


HOSTILE = (
    "",
    "   ",
    '"',
    "'",
    "rent*",
    'rent" OR "x',
    "NEAR(rent)",
    "title:rent",
    "rent AND NOT",
    "-rent",
    "{rent}",
    "rent:*",
    "rent & | ! <-> ()",
    "%",
    "_",
    "\\",
    "\x00rent\x00",
    "\ud83d",
    "r" * 10_000,
    "rent " * 2_000,
    "🏠",
    "½",
    "ﷺ",
)


def test_nothing_that_is_typed_breaks_the_search(lines):
    for query in HOSTILE:
        for language in ("en", "ar"):
            assert set(found(query, language)) <= {"rent", "study", "laptop"}


@given(st.text(max_size=60))
def test_no_text_at_all_breaks_the_search(app, query):
    search.find(query, "en")


def test_a_wording_is_found_once_it_is_approved(lines):
    line = lines["rent"]
    draft = catalogue.propose(
        line, replace(Record.of(line), title="Paying the lodge"), None, state="waiting"
    )
    assert found("lodge") == []
    catalogue.approve(draft, make_staff())
    assert found("lodge") == ["rent"]
    catalogue.withdraw(line, make_staff(), "Over.")
    assert found("lodge") == []


def test_a_language_in_which_nothing_is_translated_has_no_row(lines, session):
    rows = select(SearchText.language).where(SearchText.entitlement_id == lines["laptop"].id)
    assert session.scalars(rows).all() == ["en"]


def test_new_translations_are_noticed_and_only_their_language_is_made_anew(
    lines, make_app, translations, session
):
    assert indexing.refresh() == 0
    translate(translations, {"ar": {LAPTOP["title"]: "حاسوب محمول"}})
    assert found("حاسوب", "ar") == []
    session.commit()
    with make_app(TRANSLATIONS=str(translations)).app_context():
        assert indexing.refresh() == 1
        assert found("حاسوب", "ar") == ["laptop"]
        assert found("ايجار", "ar") == []
        assert indexing.refresh() == 0


def test_lines_that_changed_otherwise_are_noticed(lines, session):
    session.execute(SearchText.__table__.delete())
    session.execute(IndexedLanguage.__table__.delete())
    assert found("rent") == []
    assert indexing.refresh() == 4
    assert found("rent") == ["rent", "study"]
    assert session.scalar(select(func.count()).select_from(IndexedLanguage)) == 4


def test_a_line_that_is_deleted_takes_its_words_along(lines, session):
    catalogue.withdraw(lines["laptop"], make_staff(), "Over.")
    session.delete(lines["laptop"])
    session.flush()
    assert found("laptop") == []


def test_searching_costs_the_same_however_much_is_found(lines, statements):
    few = statements.during(lambda: found("rent"))
    for _ in range(6):
        make_shown_line(title="More rent")
    assert statements.during(lambda: found("rent")) == few


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("أُريدُ السَّكَن", "اريد سكن"),
        ("المدرســـة", "مدرسه"),
        ("والمساعدة بالسكن للعمل", "والمساعده مساعده بالسكن سكن عمل"),
        ("الوالدين", "والدين دين"),
        ("می\u200cخواهم کار", "مي خواهم كار"),
        ("آب ۀ ئ ؤ", "اب ه ي و"),
        ("ሠላም ፀሓይ", "ሰላም ጸሓይ"),
        ("١٨ ۱۸ 18", "18 18 18"),
        ("Café don’t STRASSE straße", "cafe dont strasse strasse"),
        ("£1,200 – 50% council_tax", "1 200 50 council tax"),
        ("\x00\ud800\u202e", ""),
    ],
)
def test_words_are_made_alike(text, folded):
    assert fold(text) == folded


def test_a_question_is_cut_to_what_can_be_looked_for():
    assert asked_words("one " * 500, 200, 8) == ["one"]
    assert len(asked_words(" ".join(map(str, range(100))), 200, 8)) == 8
    assert asked_words("what is it", 200, 8) == ["what", "is", "it"]

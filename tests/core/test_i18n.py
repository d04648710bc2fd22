"""Which language a page is in, and where each of its messages comes from."""

import copy
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import render_template_string
from sqlalchemy.exc import OperationalError

from app.core import i18n
from app.core.compiled import Catalogues
from app.core.languages import LANGUAGES, Language, best_match, find, text_direction
from tests.core.small_site import (
    COUNTED,
    HELLO,
    HELLOS,
    PAGE,
    add_staff_page,
    catalogue,
    sign_in,
    small_site,
    write_all,
)


@pytest.fixture
def folder(tmp_path):
    return write_all(tmp_path / "translations")


@pytest.fixture
def site(folder):
    return small_site(folder)


@pytest.fixture
def phone(site):
    return site.test_client()


def html(answer) -> str:
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "code, lang, direction",
    [("en", "en", "ltr"), ("ar", "ar", "rtl"), ("fa-AF", "prs", "rtl"), ("ti", "ti", "ltr")],
)
def test_the_address_chooses_the_language_and_its_direction(phone, code, lang, direction):
    assert f'<html lang="{lang}" dir="{direction}">' in html(phone.get(f"/?lang={code}"))


@pytest.mark.parametrize("written", ["fa-AF", "FA_af", "fa_AF", "prs", " fa-af ", "prs-AF"])
def test_a_code_is_understood_however_it_is_written(phone, written):
    assert 'lang="prs"' in html(phone.get("/", query_string={"lang": written}))


@pytest.mark.parametrize("unknown", ["xx", "", "x" * 5000, "../ar", "a r", "\udce9", "fa", "%00"])
def test_an_unknown_code_changes_nothing(phone, unknown):
    phone.get("/?lang=ti")
    code = unknown.encode("utf-8", "surrogateescape")
    assert '<html lang="ti"' in html(phone.get("/", query_string={"lang": code}))


def test_the_choice_is_kept_on_the_pages_after_it(phone):
    phone.get("/?lang=ar")
    assert "مرحبا" in html(phone.get("/"))


def test_the_choice_is_kept_from_a_page_that_is_not_there(phone):
    assert phone.get("/nowhere?lang=ar").status_code == 404
    assert "مرحبا" in html(phone.get("/"))


def test_looking_without_choosing_leaves_no_cookie(phone):
    assert "Set-Cookie" not in phone.get("/").headers


@pytest.mark.parametrize(
    "asked, lang",
    [
        ("ar-SY,en;q=0.5", "ar"),
        ("fa-IR,fa;q=0.9,en;q=0.8", "prs"),
        ("de,ti-ER;q=0.7,ar;q=0.2", "ti"),
        ("de, xx;q=0.5, *;q=0.1", "en"),
        ("en-GB,ar;q=0.9", "en"),
        ("ar;q=0, ti;q=0.1", "ti"),
        (";;;q=x,,", "en"),
    ],
)
def test_a_phone_that_asks_for_a_language_gets_it(phone, asked, lang):
    assert f'<html lang="{lang}"' in html(phone.get("/", headers={"Accept-Language": asked}))


def test_the_answer_says_its_language_and_on_what_it_depends(phone):
    answer = phone.get("/?lang=fa-AF")
    assert answer.headers["Content-Language"] == "prs"
    assert {"Accept-Language", "Cookie"} <= set(answer.vary)


def test_who_signs_in_gets_their_own_language_not_the_last_persons(phone):
    phone.get("/?lang=ar")
    sign_in(phone, "7")
    assert '<html lang="ti"' in html(phone.get("/"))


def test_who_is_signed_in_may_choose_another_language_for_this_session(phone):
    sign_in(phone, "7")
    phone.get("/?lang=ar")
    assert '<html lang="ar"' in html(phone.get("/"))


def test_a_language_with_a_gap_is_not_offered(tmp_path):
    gap = catalogue("ar", {HELLO: "مرحبا %(name)s", "Help": ""})
    site = small_site(write_all(tmp_path / "translations", ar=gap))
    page = html(site.test_client().get("/?lang=ar"))
    assert '<html lang="en"' in page
    assert "العربية" not in page
    assert "ትግርኛ" in page


def test_a_language_with_a_stale_message_is_not_offered(tmp_path):
    stale = catalogue("ar", {HELLO: "مرحبا %(name)s", "Help": "مساعدة"}, fuzzy=["Help"])
    site = small_site(write_all(tmp_path / "translations", ar=stale))
    assert '<html lang="en"' in html(site.test_client().get("/?lang=ar"))


def test_translators_may_see_a_language_with_gaps(tmp_path):
    gap = catalogue("ar", {HELLO: "مرحبا %(name)s", "Help": ""})
    folder = write_all(tmp_path / "translations", ar=gap)
    site = small_site(folder, SHOW_INCOMPLETE=1)
    assert "مرحبا" in html(site.test_client().get("/?lang=ar"))


def test_a_gap_on_the_staff_pages_keeps_a_language_off_those_pages_only(tmp_path):
    made = catalogue("ar", {HELLO: "مرحبا %(name)s", "Coding desk": ""})
    made.messages.get("Coding desk").auto_comments = ["Only staff see this."]
    site = small_site(write_all(tmp_path / "translations", ar=made))
    add_staff_page(site)
    browser = site.test_client()
    assert '<html lang="ar"' in html(browser.get("/?lang=ar"))
    assert '<html lang="en"' in html(browser.get("/desk"))


def test_only_the_message_that_is_missing_falls_to_the_next_language(tmp_path):
    dari = catalogue("fa_AF", {HELLO: "", "Help": "کمک", "Leave": "", "Only English": ""})
    persian = catalogue("fa", {HELLO: "درود %(name)s", "Help": "یاری", "Leave": "بیرون"})
    folder = write_all(tmp_path / "translations", fa_AF=dari, fa=persian)
    with small_site(folder).test_request_context("/"), i18n.speaking("fa-AF"):
        assert i18n.gettext(HELLO, name="Ada") == "درود Ada"
        assert i18n.gettext("Help") == "کمک"
        assert i18n.gettext("Leave") == "بیرون"
        assert i18n.gettext("Only English") == "Only English"


def test_no_message_has_no_words(site):
    with site.test_request_context("/"), i18n.speaking("ar"):
        assert i18n.gettext("") == ""


def test_a_stale_message_falls_to_the_next_language(tmp_path):
    stale = catalogue("ar", {HELLO: "قديم %(name)s"}, fuzzy=[HELLO])
    site = small_site(write_all(tmp_path / "translations", ar=stale))
    with site.test_request_context("/"), i18n.speaking("ar"):
        assert i18n.gettext(HELLO, name="Ada") == "Hello Ada"


def test_words_that_would_break_the_page_fall_to_the_next_language(tmp_path):
    broken = catalogue("ar", {HELLO: "مرحبا %(nmae)s"})
    site = small_site(write_all(tmp_path / "translations", ar=broken))
    with site.test_request_context("/"), i18n.speaking("ar"):
        assert i18n.gettext(HELLO, name="Ada") == "Hello Ada"


def test_a_counted_message_with_a_form_missing_falls_to_the_next_language_whole(tmp_path):
    forms = ["%(num)d ሀ", ""]
    site = small_site(write_all(tmp_path / "translations", ti=catalogue("ti", {COUNTED: forms})))
    with site.test_request_context("/"), i18n.speaking("ti"):
        assert i18n.ngettext(*COUNTED, 1) == "1 message"
        assert i18n.ngettext(*COUNTED, 2) == "2 messages"


NUMBERS = (0, 1, 2, 3, 5, 11, 21, 100)
FORMS = {
    "en": (1, 0, 1, 1, 1, 1, 1, 1),
    "ar": (0, 1, 2, 3, 3, 5, 5, 4),
    "fa-AF": (0, 0, 0, 0, 0, 0, 0, 0),
    "ti": (1, 0, 1, 1, 1, 1, 1, 1),
}


@pytest.mark.parametrize("code", FORMS)
def test_counts_use_the_plural_forms_of_the_language(tmp_path, code):
    language = find(code)
    english = {"en": ["%(num)d message", "%(num)d messages"]}
    forms = english.get(code) or [f"{i}: %(num)d" for i in range(len(set(FORMS["ar"])))]
    count = {"ar": 6, "fa-AF": 1, "ti": 2, "en": 2}[code]
    made = catalogue(language.locale, {COUNTED: forms[:count]})
    site = small_site(write_all(tmp_path / "translations", **{language.locale: made}))
    with site.test_request_context("/"), i18n.speaking(code):
        said = [i18n.ngettext(*COUNTED, number) for number in NUMBERS]
    pairs = zip(FORMS[code], NUMBERS, strict=True)
    assert said == [forms[form] % {"num": number} for form, number in pairs]


def test_what_stands_in_a_placeholder_is_escaped(phone):
    assert "مرحبا &lt;Ada&gt;" in html(phone.get("/?lang=ar"))


def test_a_draft_says_that_nobody_has_checked_it(tmp_path):
    note = "Nobody has checked these words yet. Some of them may be wrong."
    made = catalogue("ar", {HELLO: HELLOS["ar"], note: "لم يراجع أحد هذه الكلمات."})
    checked = catalogue("ti", {HELLO: HELLOS["ti"]}, checked_by="Selam T., interpreter, 2026-11-01")
    site = small_site(write_all(tmp_path / "translations", ar=made, ti=checked))
    browser = site.test_client()
    assert "لم يراجع أحد هذه الكلمات." in html(browser.get("/?lang=ar"))
    assert '<p class="note"></p>' in html(browser.get("/?lang=ti"))
    assert '<p class="note"></p>' in html(browser.get("/?lang=en"))


def test_a_page_that_says_the_database_is_away_is_in_the_language_asked_for(site, phone):
    def away(_number):
        raise OperationalError("select", {}, sqlite3.OperationalError("away"))

    site.login_manager.user_loader(away)
    page = site.jinja_env.from_string(PAGE)
    site.add_url_rule("/away", view_func=lambda: page.render(count=3))
    sign_in(phone, "7")
    assert "مرحبا" in html(phone.get("/away?lang=ar"))


def test_words_outside_a_page_are_english_unless_another_language_is_spoken(site):
    with site.app_context():
        assert i18n.gettext(HELLO, name="Ada") == "Hello Ada"
        with i18n.speaking("ti"):
            assert i18n.gettext(HELLO, name="Ada") == "ሰላም Ada"
            assert i18n.current_language() == "ti"
        assert i18n.current_language() == "en"


def test_the_second_start_reads_the_cache_and_a_changed_catalogue_is_compiled_again(tmp_path):
    folder = write_all(tmp_path / "translations")
    small_site(folder)
    cache = tmp_path / "instance" / "cache" / "languages"
    first = {file.name: file.stat().st_mtime_ns for file in cache.iterdir()}
    small_site(folder)
    assert {file.name: file.stat().st_mtime_ns for file in cache.iterdir()} == first
    write_all(folder, ar=catalogue("ar", {HELLO: "أهلا %(name)s"}))
    site = small_site(folder)
    assert "أهلا" in html(site.test_client().get("/?lang=ar"))
    assert len(list(cache.iterdir())) == len(first)


def test_workers_that_start_at_once_compile_without_meeting(tmp_path):
    folder = write_all(tmp_path / "translations")
    cache = tmp_path / "cache"
    with ThreadPoolExecutor(8) as workers:
        started = list(workers.map(lambda _number: Catalogues(cache, folder), range(16)))
    assert all(one.complete(find("ar"), for_staff=True) for one in started)
    assert not list(cache.glob(".*"))


def test_a_broken_cache_is_compiled_again(tmp_path):
    folder = write_all(tmp_path / "translations")
    small_site(folder)
    for file in (tmp_path / "instance" / "cache" / "languages").glob("*.json"):
        file.write_text("{")
    assert "مرحبا" in html(small_site(folder).test_client().get("/?lang=ar"))


def test_without_a_cache_the_site_starts_all_the_same(tmp_path):
    folder = write_all(tmp_path / "translations")
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance" / "cache").write_text("in the way")
    assert "مرحبا" in html(small_site(folder).test_client().get("/?lang=ar"))


def test_a_person_of_another_country_gets_the_same_language():
    assert best_match(["fa-IR"], LANGUAGES) == "fa-AF"
    assert best_match(["fa-IR"], LANGUAGES[:2]) is None


def test_every_language_knows_its_direction():
    directions = {str(one): one.direction for one in LANGUAGES}
    assert directions == {"en": "ltr", "ar": "rtl", "fa-AF": "rtl", "ti": "ltr"}
    assert text_direction("ps-AF") == "rtl"
    assert text_direction("sq") == "ltr"
    assert text_direction("") == "ltr"


def test_a_language_is_its_code():
    dari = find("prs")
    assert (dari, dari.chain) == ("fa-AF", ("fa_AF", "fa", "en"))
    assert isinstance(copy.deepcopy(dari), Language)
    assert copy.deepcopy(dari).html == "prs"


def test_words_of_others_that_go_through_gettext_bring_no_markup_into_a_page(app):
    typed = '<script>alert(1)</script> & "me"'
    with app.test_request_context("/"):
        page = render_template_string(
            "<p>{{ _(typed) }} {{ _('Skip this question') }}</p>", typed=typed
        )
    assert "<script>" not in page and "&lt;script&gt;alert(1)" in page and "&amp;" in page

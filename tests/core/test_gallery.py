"""The components, all on one page: good HTML, whatever they are given."""

import base64
import re
from collections import Counter

import html5lib
import pytest

PRODUCTION = {
    "ENV": "production",
    "PUBLIC_URL": "https://listen.example.org",
    "DUTY_EMAIL": "duty@example.org",
    "MAIL_FROM": "listen@example.org",
    "SECRET_KEY": "x" * 40,
    "DATA_KEYS": "one:" + base64.b64encode(bytes(32)).decode(),
    "MAIL_URL": "smtp://127.0.0.1:9",
}


@pytest.fixture
def page(client):
    return client.get("/components").text


@pytest.fixture
def tree(page):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def test_the_components_are_not_shown_to_the_public(visit):
    assert visit(**PRODUCTION).get("/components").status_code == 404


def test_no_two_things_have_the_same_id(tree):
    ids = Counter(thing.get("id") for thing in tree.iter() if thing.get("id"))
    assert [name for name, times in ids.items() if times > 1] == []


def test_there_is_one_h1(tree):
    assert len(list(tree.iter("h1"))) == 1


def test_every_field_has_a_label_or_stands_in_a_question(tree):
    labelled = {label.get("for") for label in tree.iter("label")}
    fields = [
        thing.get("id")
        for kind in ("input", "textarea", "select")
        for thing in tree.iter(kind)
        if thing.get("type") != "hidden"
    ]
    assert fields and set(fields) <= labelled


def test_what_describes_a_field_is_on_the_page(tree):
    ids = {thing.get("id") for thing in tree.iter()}
    described = [thing.get("aria-describedby") for thing in tree.iter()]
    assert {one for names in described if names for one in names.split()} <= ids


def test_what_has_to_be_put_right_takes_focus_and_leads_to_the_field(tree):
    summary = next(thing for thing in tree.iter() if thing.get("class") == "error-summary")
    assert summary.get("role") == "alert"
    assert "autofocus" in summary.attrib and summary.get("tabindex") == "-1"
    assert [link.get("href") for link in summary.iter("a")] == ["#wrong"]


def test_the_feelings_have_words_and_a_way_not_to_say(page):
    assert page.count('class="face face-') == 5
    assert "Really low" in page and "I don’t know" in page


def test_a_phone_number_is_a_link_and_reads_from_the_left(page):
    assert re.search(r'href="tel:08001111".*?<bdi dir="ltr">0800 1111</bdi>', page, re.DOTALL)


def test_nothing_is_coloured_or_run_from_inside_the_page(page):
    assert not re.search(r"\sstyle=|<style|<script(?![^>]* src=)|\son\w+=", page)


def test_a_picture_is_never_read_aloud(tree):
    drawings = [thing for thing in tree.iter() if "picture" in thing.get("class", "").split()]
    assert drawings and all(one.get("aria-hidden") == "true" for one in drawings)

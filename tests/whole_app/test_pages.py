"""Every page anybody can open is a valid page, in a left-to-right and a right-to-left language."""

import re
from collections import Counter
from functools import cache

import html5lib
import pytest

from app.core.permissions import Role
from app.core.security import HEADERS
from tests.whole_app.addresses import addresses, open_to
from tests.whole_app.world import make_world

LANGUAGES = {"en": ("en", "ltr"), "ar": ("ar", "rtl"), "fa-AF": ("prs", "rtl"), "ti": ("ti", "ltr")}
LOADED = re.compile(
    r'<(?:script|img|link|iframe|source|object|embed)\b[^>]*?(?:src|href)="([^"]*)"'
)
# Leaving closes every page; the gallery is for whoever makes pages.
ELSEWHERE = ("exit.", "gallery.")
NAMESPACE = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def opened_before():
    """What one test has opened is looked at by the others too: [who, path, answer], by language and
    who.
    """
    return {}


@pytest.fixture
def pages(app, session, signed_in_as, opened_before):
    """(who, path, answer) for every address that gives a page to somebody, in one language."""
    world = cache(make_world)

    def open_all(language: str, *who: str):
        for name in who or ("nobody", *map(str, Role)):
            if (language, name) not in opened_before:
                account = None if name == "nobody" else world().accounts[Role(name)]
                visitor = signed_in_as(account) if account else app.test_client()
                visitor.get(f"/?lang={language}")
                begin_telling(visitor)
                visitor.post(f"/awards/with/{world().own.awarded.round.link_code}")
                opened_before[language, name] = [
                    (name, path, answer)
                    for path in paths_for(app, account, world().own)
                    for answer in [visitor.takes_the_tablet_back().get(path)]
                    if answer.status_code == 200 and answer.mimetype == "text/html"
                ]
            yield from opened_before[language, name]

    return open_all


def paths_for(app, account, belongings) -> list[str]:
    """Where somebody may look; that nobody else is let in there is what test_matrix.py tries."""
    return [
        one.path
        for one in open_to(app, account, addresses(app, belongings, methods=("GET",)))
        if not one.endpoint.startswith(ELSEWHERE)
    ]


def begin_telling(visitor) -> None:
    """So that the pages in the middle of a statement can be opened."""
    visitor.post("/tell/something_else/", data={"how": "anonymous"})


def faults_of(page: str) -> list[str]:
    """What is wrong with this page as HTML."""
    parser = html5lib.HTMLParser(strict=False)
    tree = parser.parse(page)
    found = [f"{place}: {code} {facts}" for place, code, facts in parser.errors]
    elements = list(tree.iter())
    headings = [one for one in elements if one.tag == f"{NAMESPACE}h1"]
    if len(headings) != 1:
        found.append(f"{len(headings)} first headings")
    ids = Counter(one.get("id") for one in elements if one.get("id"))
    found += [f"id {name} {times} times" for name, times in ids.items() if times > 1]
    named = {one.get("for") for one in elements if one.tag == f"{NAMESPACE}label"}
    found += [f"no element for the label {name}" for name in named - set(ids) - {None}]
    for one in elements:
        for attribute in ("aria-describedby", "aria-labelledby", "aria-controls"):
            missing = set((one.get(attribute) or "").split()) - set(ids)
            found += [f"{attribute} names {name}, which is not there" for name in missing]
    if not (tree.findtext(f".//{NAMESPACE}title") or "").strip():
        found.append("no title")
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_is_valid_and_has_one_heading(pages, language, figure):
    opened = list(pages(language))
    faults = [
        (who, path, fault) for who, path, page in opened for fault in faults_of(page.get_data(True))
    ]
    figure(f"valid pages in {language}: {len(opened)} (pages x roles)")
    assert faults == []
    assert len({path for _, path, _ in opened}) > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_young_persons_page_says_its_language_and_direction(pages, language):
    code, direction = LANGUAGES[language]
    for _, path, page in pages(language, "nobody", "young_person"):
        head = re.search(r"<html[^>]*>", page.text)[0]
        assert f'lang="{code}"' in head and f'dir="{direction}"' in head, path


def test_every_page_carries_the_strict_headers_and_loads_nothing_from_elsewhere(pages):
    for who, path, page in pages("en"):
        for name, value in HEADERS.items():
            assert page.headers.get(name) == value, (who, path, name)
        loaded = [link for link in LOADED.findall(page.text) if not link.startswith(("/", "data:"))]
        assert loaded == [], (who, path)
        assert page.headers["Cache-Control"] == "no-store", (who, path)


def test_answers_that_are_not_pages_carry_the_strict_headers_too(client):
    for path in ("/nothing-here", "/healthz", "/feedback/", "/assets/none.css"):
        for name, value in HEADERS.items():
            assert client.get(path).headers.get(name) == value, (path, name)


def test_the_policy_lets_nothing_in_from_elsewhere_and_nothing_inline():
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    for word in ("unsafe", "http:", "https:", "*"):
        assert word not in policy


def test_the_check_sees_a_page_with_two_headings_and_one_id_twice():
    page = "<!doctype html><title>x</title><h1 id=a>1</h1><h1 id=a>2</h1>"
    assert faults_of(page) == ["2 first headings", "id a 2 times"]

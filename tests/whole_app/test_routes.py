"""Every address says who may use it, and reads like the others."""

import re

from tests.visitor import Tokenless

METHODS = {"GET", "POST"}
KEBAB = re.compile(r"^/(?:(?:[a-z0-9]+(?:-[a-z0-9]+)*|<[^>]+>)(?:\.[a-z]+)?/?)*$")


def test_every_view_says_who_may_use_it(app):
    unmarked = {name for name, view in app.view_functions.items() if not hasattr(view, "allowed")}
    assert unmarked == set()


def test_every_address_is_in_kebab_case(app):
    assert [rule.rule for rule in app.url_map.iter_rules() if not KEBAB.match(rule.rule)] == []


def test_looking_and_sending_are_two_views(app):
    both = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.methods >= METHODS and rule.endpoint != "exit.leave"
    ]
    assert both == []


def test_no_other_methods_are_answered(app):
    answered = set().union(*(rule.methods for rule in app.url_map.iter_rules()))
    assert answered == METHODS | {"HEAD", "OPTIONS"}


def test_the_addresses_others_rely_on_are_there(client):
    for path in ("/", "/help", "/tell/", "/return/", "/healthz"):
        assert client.get(path).status_code == 200, path
    for path in ("/feedback/", "/feedback/coding", "/safeguarding/", "/people/", "/reports/"):
        assert client.get(path).status_code == 302, path


def test_a_form_without_its_token_is_refused_and_what_was_typed_is_kept(app):
    answer = Tokenless(app).post("/return/", data={"number": "typed by hand"})
    assert answer.status_code == 400
    assert "typed by hand" in answer.text

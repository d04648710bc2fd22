"""Our own open data brought in again: nothing of it is lost, and nothing else gets in."""

import json
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.clock import today
from app.core.db import session
from app.offer import catalogue
from app.offer.checking import confirm_checked, usual_review_day
from app.offer.exporting import as_json, lines_to_export
from app.offer.hsds_reading import SAID
from app.offer.importing import bring_in, plan
from app.offer.models import Entitlement, Revision
from app.offer.open_data import as_hsds
from app.offer.records import Record
from app.offer.revising import let_show
from tests.offer.hsds_profile import problems
from tests.offer.lines import make_line, make_shown_line
from tests.offer.test_exporting import empty_the_catalogue
from tests.offer.test_records import ANYTHING


def services(raw: bytes) -> list[dict]:
    """What a file holds, without the moment at which each was approved."""
    return [
        {name: part for name, part in one.items() if name != "last_modified"}
        for one in json.loads(raw)["contents"]
    ]


def in_hsds(*contents) -> bytes:
    return json.dumps({"contents": list(contents)}).encode()


def fates(raw: bytes) -> set[str]:
    return {fate.what for fate in plan(raw).fates}


def wrong(raw: bytes) -> list[tuple[int, str, str]]:
    return [(one.place, one.problem.field, one.problem.reason) for one in plan(raw).wrong]


def approve_all(approver):
    for line in session.query(Entitlement).all():
        let_show(catalogue.newest_revision(line), approver)


@pytest.fixture
def everything(shipped):
    """All that ships, approved; one line checked, and one whose check is overdue."""
    for number, line in enumerate(make_shown_line(shipped, slug=slug) for slug in ("one", "two")):
        confirm_checked(line, shipped, usual_review_day(Record.of(line), today()))
        line.review_by = line.checked_on if number else line.review_by
    return shipped


def test_everything_that_ships_comes_back_from_a_valid_export_without_loss(everything):
    before = lines_to_export()
    raw, told = as_hsds(before), [json.loads(as_json([line])) for line in before]
    assert len(before) > 60
    assert [problems(one, "service.json") for one in json.loads(raw)["contents"]] == [[]] * 64
    assert fates(raw) == {"unchanged"}
    empty_the_catalogue()
    planned = plan(raw)
    assert planned.wrong == [] and fates(raw) == {"new"}
    bring_in(planned)
    approve_all(everything)
    again = lines_to_export()
    assert services(as_hsds(again)) == services(raw)
    for line, entry in zip(again, told, strict=True):
        [was], [now] = entry["entitlements"], json.loads(as_json([line]))["entitlements"]
        for name in ("slug", "code", "council", *SAID):
            assert now.get(name) == was.get(name), (line.slug, name)


def test_what_open_data_cannot_say_stays_with_a_line_that_is_here(approver):
    staff_only = {
        "law": "Children Act 1989 s.24B",
        "verify": ["Is it still so?"],
        "evidence": [{"title": "A page"}],
        "confidence": "medium",
        "yearly": True,
    }
    line = make_shown_line(approver, slug="tax", council="west", **staff_only)
    file = json.loads(as_hsds([line]))
    file["contents"][0]["name"] = "No Council Tax"
    changed = json.dumps(file).encode()
    assert fates(changed) == {"changed"}
    before = Record.of(line)
    bring_in(plan(changed))
    proposed = Record.from_json(catalogue.newest_revision(line).content)
    assert proposed.title == "No Council Tax"
    assert all(getattr(proposed, name) == getattr(before, name) for name in staff_only)
    assert fates(changed) == {"unchanged"}
    assert Record.of(line) == before


@pytest.fixture
def one(approver):
    """The open data of a line with everything in it, and the line."""
    line = make_shown_line(
        approver,
        slug="deposit",
        council="west",
        conditions=["You rent.", "You ask first."],
        how="Ask.",
        amount={"words": "Up to £5.50", "value": 5.5, "unit": "GBP", "basis": "weekly"},
        needs=["parent"],
        bring=["my_plan"],
        helps=["nobody_needed", "personal_adviser"],
    )
    return json.loads(as_hsds([line]))["contents"][0]


@pytest.mark.parametrize(
    "amount",
    [
        {"words": "A lot"},
        {"words": "Each week", "basis": "weekly"},
        {"words": "All", "value": 100, "unit": "percent"},
        {"words": "£0.10", "value": 0.1, "unit": "GBP", "basis": "one_off"},
    ],
)
def test_any_sum_comes_back(approver, amount):
    line = make_shown_line(approver, amount=amount)
    assert fates(as_hsds([line])) == {"unchanged"}


@pytest.mark.parametrize(
    ("part", "value", "place", "reason"),
    [
        ("name", "", "name", "needed"),
        ("name", "\u202egnp.exe", "name", "hidden"),
        ("description", "x" * 10_000_000, "description", "too_long"),
        ("minimum_age", "18", "minimum_age", "number"),
        ("minimum_age", True, "minimum_age", "number"),
        ("maximum_age", 24.5, "maximum_age", "number"),
        ("status", "open", "status", "choice"),
        ("status", "defunct", "status", "ended"),
        ("assured_date", "today", "assured_date", "day"),
        ("organization_id", "12", "organization_id", "council"),
        ("organization_id", ["west"], "organization_id", "council"),
        ("url", "https://elsewhere.invalid/offer/desk", "url", "reserved"),
        ("url", "http://[", "url", "slug"),
        ("url", 5, "url", "slug"),
        ("url", "https://elsewhere.invalid/offer/another", "id", "at_odds"),
        ("id", "00000000-0000-0000-0000-000000000000", "id", "at_odds"),
        ("attributes", None, "attributes (heading)", "needed"),
        ("attributes", {"heading": 1}, "attributes (heading)", "needed"),
        ("contacts", [{"name": "Ann"}], "contacts", "at_odds"),
        ("cost_options", [{"amount": 5}], "cost_options", "needed"),
        ("languages", "English", "languages", "at_odds"),
        ("email", "ann@elsewhere.invalid", "email", "at_odds"),
        ("=1+1", "=1+1", "=1+1", "at_odds"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_in_the_service(one, part, value, place, reason):
    found = wrong(in_hsds({**one, part: value}, one | {"id": "x"}))
    assert (1, place, reason) in found
    assert (2, "id", "at_odds") in found


def test_a_price_is_refused_because_the_offer_takes_none(one):
    priced = deepcopy(one)
    priced["cost_options"][0]["amount"] = 5
    assert wrong(in_hsds(priced)) == [(1, "cost_options", "at_odds")]


def test_an_attribute_of_another_taxonomy_is_refused(one):
    changed = deepcopy(one)
    changed["attributes"].append({"id": one["id"], "taxonomy_term_id": one["id"]})
    assert wrong(in_hsds(changed)) == [(1, "attributes", "at_odds")]


def test_the_same_service_twice_is_told_with_both_places(one):
    assert wrong(in_hsds(one, one)) == [
        (2, "url", "repeated"),
        (2, "attributes (code)", "repeated"),
    ]


def test_one_bad_service_keeps_all_of_the_file_out(one, approver):
    empty_the_catalogue()
    planned = plan(in_hsds(one, {**one, "name": 5}, None))
    assert [entry.place for entry in planned.wrong] == [2, 3]
    with pytest.raises(ValueError, match="whole or not at all"):
        bring_in(planned)
    assert session.query(Revision).count() == 0


def test_what_was_withdrawn_is_not_brought_back_by_its_own_export(approver):
    line = make_shown_line(approver, slug="gone")
    catalogue.withdraw(line, approver, "It ended.")
    make_line(slug="waiting")
    raw = as_hsds(lines_to_export(everything=True))
    assert fates(raw) == {"unchanged"} and wrong(raw) == []
    empty_the_catalogue()
    assert wrong(raw) == [(1, "status", "ended")]


def test_a_page_of_the_list_is_no_export(client, few):
    found = wrong(json.dumps(client.get("/offer/services").json).encode())
    assert {place for place, _field, _reason in found} == set(range(1, 13))
    assert "attributes (heading)" in {field for _place, field, _reason in found}


def test_the_command_takes_what_the_other_one_writes(app, few, tmp_path):
    session.commit()
    run, file = app.test_cli_runner().invoke, tmp_path / "offer.json"
    run(args=["offer", "export", "--format", "hsds", "--output", str(file)])
    told = run(args=["offer", "import", str(file), "--dry-run"])
    assert told.output.splitlines()[-1] == (
        "12 read: 0 new, 0 changed, 12 as it is here (nothing written)"
    )
    file.write_text(file.read_text("utf-8").replace('"minimum_age": 18', '"minimum_age": "18"'))
    told = run(args=["offer", "import", str(file)])
    assert told.exit_code == 1 and "nothing was brought in" in told.output
    assert "minimum_age: A whole number is needed" in told.output


@settings(max_examples=30)
@given(told=st.lists(ANYTHING, max_size=3), part=ANYTHING, at=st.integers(0, 20))
def test_no_contents_end_otherwise_than_in_reasons(app, told, part, at):
    names = ("id", "url", "name", "attributes", "cost_options", "organization_id", "status")
    service = {name: part for name in names[: at % 8]} | {"attributes": [part, {"value": part}]}
    raw = json.dumps({"contents": [*told, service]}).encode()
    assert {place for place, _field, _reason in wrong(raw)} == set(range(1, len(told) + 2))


def test_planning_costs_the_same_however_much_is_in_the_file(statements, few):
    lines = lines_to_export()
    one, all_of_them = as_hsds(lines[:1]), as_hsds(lines)
    assert statements.during(lambda: plan(one)) == statements.during(lambda: plan(all_of_them))

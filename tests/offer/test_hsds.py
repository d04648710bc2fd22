"""What the open data says of a line, and what it never says; the same as a file."""

import json
from datetime import date, timedelta

from app.core.clock import today
from app.core.db import session
from app.demo.factories import make_staff
from app.offer import catalogue
from app.offer.commands import group
from app.offer.hsds import service_id
from app.offer.hsds_terms import TERMS
from app.offer.hsds_texts import CONTACTS
from app.offer.models import HEADINGS, STRENGTHS
from app.offer.records import UNITS
from app.offer.situation import NEEDS
from app.offer.statuses import WHO
from app.offer.texts import BRING, HELPS
from tests.offer.hsds_profile import SCHEMAS, beyond, problems
from tests.offer.lines import make_line, make_shown_line

SECRETS = {
    "law": "Children Act 1989 s.24B",
    "verify": ["Ask the housing director in June"],
    "evidence": [{"title": "Minutes of a closed meeting", "url": "https://intern.invalid/minutes"}],
    "confidence": "low",
}


def one(client, slug: str) -> dict:
    return client.get(f"/offer/services/{service_id(slug)}").json


def test_the_format_itself_is_held_to():
    """What the tests would notice: the schemas do refuse what they should."""
    good = {"id": service_id("x"), "name": "x", "status": "active", "url": "https://x.invalid/"}
    assert problems(good, "service_list.json") == []
    for name, wrong in (("id", "12"), ("status", "open"), ("minimum_age", "18")):
        assert len(problems({**good, name: wrong}, "service_list.json")) == 1
        assert len(problems({**good, name: wrong}, "service.json")) == 1
    assert len(problems({**good, "organization": {"id": "x"}}, "service.json")) == 3
    assert set(SCHEMAS) > {"service.json", "service_list.json", "page.json"}


def test_what_is_said_beyond_the_profile_are_fields_of_hsds_itself(app, shipped):
    """The UK profile leaves these out, and lets a feed have more than it names."""
    services = json.loads(exported(app))["contents"]
    assert {name for one in services for name in beyond(one, "service.json")} == {
        "service.application_process",
        "service.eligibility_description",
        "language.name",
        "language.code",
        "attribute.link_entity",
        "attribute.value",
        "taxonomy_term.code",
    }


def test_a_line_is_told_with_all_that_the_format_can_hold(client, approver):
    line = make_shown_line(
        approver,
        slug="deposit",
        council="west",
        title="Money for a deposit",
        text="We lend you the deposit.",
        conditions=["You rent a flat.", "You asked us first."],
        how="Ask your adviser.",
        amount={"words": "Up to £500", "value": 500, "unit": "GBP", "basis": "one_off"},
        who=["former_relevant", "qualifying"],
        needs=["parent"],
        bring=["my_plan"],
        helps=["personal_adviser", "nobody_needed"],
        no_referral=True,
        until_birthday=25,
    )
    catalogue.confirm_checked(line, approver, today() + timedelta(days=100))
    told = one(client, "deposit")
    assert told["status"] == "active" and "alert" not in told
    assert (told["minimum_age"], told["maximum_age"]) == (18, 24)
    assert told["assured_date"] == today().isoformat()
    assert told["eligibility_description"] == "You rent a flat.\nYou asked us first."
    assert told["application_process"] == "Ask your adviser."
    assert [one["title"] for one in told["contacts"]] == ["Personal adviser"]
    assert [one["code"] for one in told["languages"]] == ["en"]
    assert [
        (one["link_type"], one["taxonomy_term"]["code"], one.get("value"))
        for one in told["attributes"]
    ] == [
        ("heading", "accommodation", None),
        ("strength", "local", None),
        ("eligibility", "former_relevant", None),
        ("eligibility", "qualifying", None),
        ("need", "parent", None),
        ("amount", "GBP", "500 one_off"),
        ("access", "no_referral", None),
        ("bring", "my_plan", None),
        ("help", "personal_adviser", None),
        ("help", "nobody_needed", None),
        ("topic", "topic", "help_with_rent"),
        ("short_name", "short_name", line.code),
    ]


def test_what_ships_is_no_price_and_what_has_not_started_is_not_active(app, shipped):
    services = json.loads(exported(app))["contents"]
    costs = [cost for service in services for cost in service.get("cost_options", ())]
    assert costs and all("amount" not in cost and "not a price" in cost["option"] for cost in costs)
    announced = [
        service
        for service in services
        if any(one["taxonomy_term"]["code"] == "announced" for one in service["attributes"])
    ]
    assert len(announced) > 1
    assert {service["status"] for service in announced} == {"inactive"}
    assert all("not started" in service["alert"] for service in announced)
    others = [service for service in services if service not in announced]
    assert {service["status"] for service in others} == {"active"}


def test_what_is_still_to_be_verified_has_no_assured_date(client, approver):
    line = make_shown_line(approver, slug="unsure", verify=["Is it still paid?"])
    sure = make_shown_line(approver, slug="sure")
    for checked in (line, sure):
        catalogue.confirm_checked(checked, approver, today() + timedelta(days=30))
    unsure = one(client, "unsure")
    assert "assured_date" not in unsure and "checked" in unsure["alert"]
    assert one(client, "sure")["assured_date"] == today().isoformat()
    make_shown_line(approver, slug="unchecked")
    assert "assured_date" not in one(client, "unchecked")


def test_a_check_that_is_overdue_keeps_its_date_and_says_so(client, approver, clock):
    line = make_shown_line(approver, slug="old")
    catalogue.confirm_checked(line, approver, today() + timedelta(days=30))
    then = today()
    clock.forward(days=40)
    told = one(client, "old")
    assert told["assured_date"] == then.isoformat() and "checked" in told["alert"]


def test_approving_and_checking_are_when_it_was_modified(client, approver, clock):
    clock.set(2026, 3, 2, 9)
    line = make_shown_line(approver, slug="dated")
    assert one(client, "dated")["last_modified"] == "2026-03-02T09:00:00.000Z"
    clock.set(2026, 6, 2, 9)
    catalogue.confirm_checked(line, approver, date(2026, 12, 1))
    assert one(client, "dated")["last_modified"] == "2026-06-02T00:00:00.000Z"


def test_nothing_that_staff_alone_know_is_told(app, client, approver):
    owner = make_staff(display_name="Olwen Tregaskis", email="olwen@desk.invalid")
    line = make_shown_line(approver, maker=owner, slug="guarded", **SECRETS)
    catalogue.take_on(line, owner)
    told = client.get(f"/offer/services/{service_id('guarded')}").text
    told += client.get("/offer/services").text + client.get("/offer/openapi.json").text
    told += exported(app)
    hidden = (
        "Hopkirk",
        "grace@",
        "Tregaskis",
        "olwen@",
        "24B",
        "housing director",
        "closed meeting",
    )
    for secret in (*hidden, "intern.invalid", str(line.id), str(owner.id)):
        assert secret not in told, secret


def test_every_code_has_a_term_and_every_helper_a_title():
    assert set(TERMS["heading"]) == set(HEADINGS)
    assert set(TERMS["strength"]) == set(STRENGTHS)
    assert set(TERMS["eligibility"]) == set(WHO)
    assert set(TERMS["need"]) == set(NEEDS)
    assert set(TERMS["bring"]) == set(BRING)
    assert set(TERMS["help"]) == set(HELPS)
    assert set(TERMS["amount"]) == {*UNITS, "words"}
    assert set(CONTACTS) == set(HELPS) - {"nobody_needed"}


def test_the_export_is_the_same_services_on_one_page(app, client, few):
    written = json.loads(exported(app))
    assert written["total_pages"] == 1 and written["total_items"] == 12
    for service in written["contents"]:
        assert problems(service, "service.json") == []
        assert client.get(f"/offer/services/{service['id']}").json == service


def test_an_export_of_everything_says_what_nobody_can_get(app, approver):
    make_line(slug="waiting")
    catalogue.withdraw(make_shown_line(approver, slug="gone"), approver, "It ended.")
    told = {one["id"]: one for one in json.loads(exported(app, "--all"))["contents"]}
    assert told[service_id("waiting")]["status"] == "inactive"
    assert told[service_id("gone")]["status"] == "defunct"
    assert all(problems(one, "service.json") == [] for one in told.values())


def exported(app, *more: str) -> str:
    session.commit()
    written = app.test_cli_runner().invoke(group, ["export", "--format", "hsds", *more])
    assert written.exit_code == 0, written.output
    return written.output

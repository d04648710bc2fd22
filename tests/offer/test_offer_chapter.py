import html
import re

import pytest
from sqlalchemy import select

from app.core.permissions import Role
from app.core.reporting import Period, Table, settle
from app.demo.factories import assign, make_council, make_staff, make_young_person
from app.offer import claims, sharing
from app.offer.chapter import chapters
from app.offer.claim_models import Claim
from app.reports.services import start_report
from tests.offer.lines import make_shown_line

QUARTER = Period(2026, 4)


@pytest.fixture
def council(session, clock):
    clock.set(2026, 11, 2, 10)
    return make_council()


def ask(council, line, how_many: int, kind: str = "wanted", settled: str = "") -> None:
    """So many young people ask for a line; what came of it, if somebody said so."""
    worker = make_staff(Role.WORKER, council=council)
    for _one in range(how_many):
        person = make_young_person(council)
        assign(worker, person, "personal_adviser")
        claim = claims.claim_line(line, person, kind)
        if settled:
            claims.settle(claim, worker, settled, "Because.")


def written(council, quarter: Period = QUARTER) -> dict[str, list[tuple[str, ...]]]:
    """The chapter's tables by key: label and cells of each row, as they are printed."""
    [chapter], _shown = settle(chapters(quarter, council, {}))
    tables = [block for block in chapter.blocks if isinstance(block, Table)]
    return {
        table.key: [(row.label, *(cell.text for cell in row.cells)) for row in table.rows]
        for table in tables
    }


def test_what_was_tapped_is_in_the_boards_chapter(council):
    ask(council, make_shown_line(heading="accommodation"), 20)
    ask(council, make_shown_line(heading="employment"), 10, "refused", "not_got")
    tables = written(council)
    asked = {label: cells for label, *cells in tables["offer-asked"]}
    assert asked["Accommodation"] == ["20", "not shown"]
    assert asked["Employment"] == ["not shown", "10"]
    came_of_it = {label: cells for label, *cells in tables["offer-outcomes"]}
    assert came_of_it["Not answered yet"][0] == "20"
    assert came_of_it["Did not get it"][1] == "10"


def test_no_head_of_a_column_says_the_contrary_of_a_row(council):
    [chapter], _shown = settle(chapters(QUARTER, council, {}))
    [outcomes] = [one for one in chapter.blocks if getattr(one, "key", "") == "offer-outcomes"]
    assert outcomes.columns == ("Asked for it", "Refused before, and asked again")
    assert {"Got it", "Did not get it"} <= {row.label for row in outcomes.rows}


def test_a_claim_is_followed_from_the_tap_to_the_boards_chapter(
    council, session, clock, signed_in_as
):
    line = make_shown_line(title="A bus ticket", heading="employment")
    ask(council, line, 9, settled="got")
    adviser = make_staff(Role.WORKER, council=council)
    robin = make_young_person(council, "Robin")
    assign(adviser, robin, "personal_adviser")
    phone, desk = signed_in_as(robin.account), signed_in_as(adviser)
    assert "I’d like this" in phone.get(f"/offer/{line.slug}").text
    tap = {"line": line.slug, "kind": "wanted", "once": "tap"}
    assert phone.post("/offer/claims/", data=tap).status_code == 303
    claim = session.scalar(select(Claim.id).where(Claim.young_person_id == robin.id))
    answer = {"outcome": "got", "reason": "It is in the post."}
    assert desk.post(f"/offer/claims/desk/{claim}", data=answer).status_code == 303
    assert "It is in the post." in phone.get("/offer/claims/").text
    clock.set(2027, 1, 4, 10)
    officer = make_staff(Role.PARTICIPATION_OFFICER, council=council)
    report = start_report(council, QUARTER, officer)
    page = html.unescape(signed_in_as(officer).get(f"/reports/{report.id}").text)
    chapter = page.partition('id="offer"')[2].partition("</section>")[0]
    rows = dict(re.findall(r'<th scope="row">([^<]+)</th><td[^>]*>([^<]+)<', chapter))
    assert rows["Employment"] == "10" and rows["Got it"] == "10"
    assert "Robin" not in page


def test_who_asked_for_two_things_is_one_young_person(council):
    first, second = make_shown_line(), make_shown_line()
    for _one in range(10):
        person = make_young_person(council)
        claims.claim_line(first, person, "wanted")
        claims.claim_line(second, person, "wanted")
    asked = {label: cells for label, *cells in written(council)["offer-asked"]}
    assert asked["Accommodation"][0] == "10"
    assert asked["All who asked"][0] == "10"


def test_too_few_who_asked_are_not_shown(council):
    ask(council, make_shown_line(), 3)
    cells = [cell for row in written(council)["offer-asked"] for cell in row[1:]]
    assert set(cells) == {"not shown"}


def test_another_councils_and_another_quarters_claims_are_not_counted(council, clock):
    ask(make_council("north", "North Northamptonshire"), make_shown_line(), 20)
    clock.set(2027, 1, 4, 10)
    ask(council, make_shown_line(), 20)
    cells = [cell for row in written(council)["offer-asked"] for cell in row[1:]]
    assert set(cells) == {"not shown"}


def test_what_was_sent_most_stands_first(council):
    often, seldom = make_shown_line(title="Rent"), make_shown_line(title="Bus")
    for _one in range(20):
        sharing.count_shared([often])
        sharing.count_viewed([often])
    for _one in range(10):
        sharing.count_shared([seldom])
    assert written(council)["offer-sent"] == [("Rent", "20", "20"), ("Bus", "10", "not shown")]


def test_counting_costs_the_same_however_much_was_asked_for(council, statements):
    ask(council, make_shown_line(), 2)
    few = statements.during(lambda: chapters(QUARTER, council, {}))
    ask(council, make_shown_line(heading="employment"), 12)
    assert statements.during(lambda: chapters(QUARTER, council, {})) == few

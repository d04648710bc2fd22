"""The reports' pages: who may open them, and what they hold."""

import html
import re
from contextvars import Context

import pytest

from app.core.disclosure import NotSafe
from app.core.disclosure_attack import Finding
from app.core.reporting import Chapter, Draft, Period
from app.reports import gate, services
from app.reports.population import give_population, population_of
from feedback import quotes
from tests.locks import others_can_write, watched_pages
from tests.reports.conftest import QUARTER
from tests.reports.freezing import freeze, look_over
from tests.reports.saying import say


@pytest.fixture
def report(world, talk, session):
    talk(40, "HOM_FOOD:good", answered_after=1)
    talk(12, "REL_FRIENDS:not_good", separated=True)
    report = services.start_report(world.west, QUARTER, world.officer)
    session.commit()
    return report


@pytest.fixture
def frozen(report, world, session):
    freeze(report, world.officer)
    session.commit()
    return report


def test_an_officer_begins_gives_figures_and_freezes(world, talk, signed_in_as):
    talk(40, "HOM_FOOD:good")
    visitor = signed_in_as(world.officer)
    began = visitor.post("/reports/new", data={"council_code": "west", "quarter": QUARTER.code})
    assert began.status_code == 303
    page = began.location.removesuffix("/being-made")
    meanwhile_shown = visitor.get(began.location).text
    assert "disclosure gate" in meanwhile_shown and f'content="0; url={page}"' in meanwhile_shown
    visitor.post(f"{page}/population", data={"in_care": "600"})
    draft = visitor.get(page).text
    assert "600" in draft
    assert f'href="{page}/freeze"' in draft
    assert "Freeze it for good" in visitor.get(f"{page}/freeze").text
    assert visitor.post(f"{page}/freeze").location == page
    shown = visitor.get(page).text
    assert "Frozen on" in shown
    assert "Freeze this report" not in shown


def meanwhile(app, do):
    """Do this in a session of its own, as another request would."""
    with app.app_context():
        do()


@pytest.fixture
def when_written(monkeypatch):
    """`when_written(do)`: does this each time the chapters are written, after the gate."""

    def add(do):
        def feature(_period, _council, _population):
            return [Draft((), lambda _shown: (do(), Chapter("last", "Last"))[1])]

        monkeypatch.setattr(services, "FEATURES", (*services.FEATURES, feature))

    return add


def test_nobody_waits_to_write_while_the_gate_runs(app, report, world, signed_in_as, when_written):
    could_write, visitor = [], signed_in_as(world.officer)
    when_written(lambda: could_write.append(others_can_write(app.extensions["engine"])))
    assert visitor.post(f"/reports/{report.id}/freeze").status_code == 303
    assert could_write == [True, False]


def test_nobody_waits_to_write_while_a_refusal_is_shown(app, world, session, signed_in_as):
    early = services.start_report(world.west, Period.parse("2026-Q3"), world.officer)
    visitor = signed_in_as(world.officer)
    with watched_pages(app) as pages:
        assert visitor.post(f"/reports/{early.id}/freeze").status_code == 409
    assert pages == [("reports/draft.html", True)]


def test_a_report_that_changes_while_it_is_frozen_is_shown_again(
    app, report, world, talk, session, signed_in_as, when_written
):
    visitor, [late] = signed_in_as(world.officer), talk(1)
    said = []

    def say_more():
        if not said:
            said.append(say(late, QUARTER.first_day, "HOM_FOOD:good"))
            session.commit()

    when_written(lambda: Context().run(meanwhile, app, say_more))
    page = visitor.post(f"/reports/{report.id}/freeze")
    assert page.status_code == 409
    assert "Something changed" in page.text
    session.refresh(report)
    assert report.state == "draft"


def test_only_that_councils_officer_sees_a_draft(report, world, signed_in_as):
    statuses = {
        name: signed_in_as(getattr(world, name)).get(f"/reports/{report.id}").status_code
        for name in ("officer", "northern", "member", "worker")
    }
    assert statuses == {"officer": 200, "northern": 404, "member": 404, "worker": 404}


@pytest.mark.parametrize("door", ["", ".pdf"])
def test_a_board_member_reads_their_own_councils_frozen_report(frozen, world, signed_in_as, door):
    address = f"/reports/{frozen.id}{door}"
    assert signed_in_as(world.member).get(address).status_code == 200
    assert signed_in_as(world.northern).get(address).status_code == 404


def test_a_board_member_begins_nothing_and_freezes_nothing(report, world, signed_in_as):
    visitor = signed_in_as(world.member)
    assert visitor.get("/reports/new").status_code == 404
    assert visitor.post(f"/reports/{report.id}/freeze").status_code == 404
    assert visitor.get("/reports/").status_code == 200


def test_another_councils_report_cannot_be_begun(world, signed_in_as):
    data = {"council_code": "north", "quarter": QUARTER.code}
    assert signed_in_as(world.officer).post("/reports/new", data=data).status_code == 422


def test_a_frozen_report_takes_no_more_figures(frozen, world, signed_in_as):
    visitor = signed_in_as(world.officer)
    data = {"in_care": "1"}
    assert visitor.post(f"/reports/{frozen.id}/population", data=data).status_code == 404


@pytest.mark.parametrize("typed", ["-1", "many", "1.5", "100001", "٦٠٠", "1e9"])
def test_what_is_no_number_of_children_comes_back_with_what_was_typed(
    report, world, signed_in_as, typed
):
    answer = signed_in_as(world.officer).post(
        f"/reports/{report.id}/population", data={"in_care": typed}
    )
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    assert population_of(report) == {}


def test_a_draft_of_a_quarter_that_is_not_over_has_no_button_to_freeze(
    world, session, signed_in_as
):
    early = services.start_report(world.west, Period.parse("2026-Q3"), world.officer)
    session.commit()
    visitor = signed_in_as(world.officer)
    assert "Freeze this report" not in visitor.get(f"/reports/{early.id}").text
    assert visitor.post(f"/reports/{early.id}/freeze").status_code == 409


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("2026-Q2/west/children/theme/HOM/good", "April to June 2026, young people: theme · HOM"),
        ("survey/1f/west/30/q_food/yes/all", "survey · 1f · west · 30 · q_food · yes · all could"),
        ("2026-Q2/west/offer/refused-in-messages", "refused-in-messages could be worked out"),
    ],
)
def test_a_draft_that_gives_somebody_away_says_where_and_has_no_button_to_freeze(
    report, world, signed_in_as, monkeypatch, cell, said
):
    finding = Finding(cell, 3, 3)

    def refuse(_figures):
        raise NotSafe([finding])

    monkeypatch.setattr(gate, "require_safe", refuse)
    answer = signed_in_as(world.officer).post(f"/reports/{report.id}/freeze")
    assert answer.status_code == 409
    assert "somebody could be found in it" in answer.text and said in answer.text
    assert "Freeze this report</span>" not in answer.text


def lines_of(page: str) -> dict[str, str]:
    """The page's list, each term with what stands beside it."""
    found = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL)
    return {term: " ".join(re.sub("<[^>]+>", " ", words).split()) for term, words in found}


def test_before_it_is_frozen_an_officer_sees_what_is_open_in_it(
    report, world, session, signed_in_as
):
    answer, thread = say(None, QUARTER.last_day, "HOM_FOOD:good", words="Dinner is nice.")
    say(None, QUARTER.last_day)
    quotes.ask(answer, thread, "Dinner is nice.", QUARTER, world.officer)
    give_population(report, {"in_care": 600}, world.officer)
    session.commit()
    page = signed_in_as(world.officer).get(f"/reports/{report.id}/freeze").text
    assert "Freezing is final." in page
    lines = lines_of(page)
    assert lines["Council"] == "West Northamptonshire"
    assert lines["Quarter"] == "April to June 2026"
    assert lines["Comments not sorted into themes yet"].startswith("some They count as heard")
    assert lines["Words a young person has not said yes or no to"].startswith("some They will not")
    assert lines["Groups we have no number for"].startswith("Care leavers; Separated children The")
    assert f'href="/reports/{report.id}"' in page
    assert "Dinner" not in page
    exact = [term for term, words in lines.items() if re.search(r"\d", words)]
    assert exact == ["Quarter"], "an exact number beside the draft's rounded ones"


def test_before_it_is_frozen_nothing_open_is_said_to_be_nothing(report, world, signed_in_as):
    give_population(
        report, dict.fromkeys(("in_care", "care_leavers", "separated"), 600), world.officer
    )
    lines = lines_of(signed_in_as(world.officer).get(f"/reports/{report.id}/freeze").text)
    assert lines["Comments not sorted into themes yet"] == "none"
    assert lines["Words a young person has not said yes or no to"] == "none"
    assert lines["Groups we have no number for"] == "none"


def test_looking_before_freezing_freezes_nothing_and_is_for_that_councils_officer(
    report, world, session, signed_in_as
):
    address = f"/reports/{report.id}/freeze"
    statuses = [
        signed_in_as(who).get(address).status_code
        for who in (world.officer, world.northern, world.member, world.worker)
    ]
    assert statuses == [200, 404, 404, 404]
    session.refresh(report)
    assert report.state == "draft"


def test_what_is_frozen_or_not_over_is_not_asked_about(frozen, world, session, signed_in_as):
    early = services.start_report(world.west, Period.parse("2026-Q3"), world.officer)
    visitor = signed_in_as(world.officer)
    assert visitor.get(f"/reports/{frozen.id}/freeze").status_code == 404
    assert visitor.get(f"/reports/{early.id}/freeze").location == f"/reports/{early.id}"


def test_each_box_with_no_number_is_named_and_the_others_keep_what_was_typed(
    report, world, signed_in_as
):
    data = {"in_care": "six", "care_leavers": "470", "separated": "100001"}
    page = signed_in_as(world.officer).post(f"/reports/{report.id}/population", data=data)
    assert page.status_code == 422
    summary = page.text.partition('<div class="error-summary"')[2].partition("</div>")[0]
    assert re.findall(r'href="#(\w+)">([^<:]+):', summary) == [
        ("in_care", "Children in care"),
        ("separated", "Separated children"),
    ]
    assert all(f'value="{typed}"' in page.text for typed in data.values())
    assert page.text.count("give a whole number") == 4  # twice in the list, twice beside a box


def test_a_table_too_wide_for_a_phone_says_at_each_number_what_it_is(frozen, world, signed_in_as):
    page = signed_in_as(world.member).get(f"/reports/{frozen.id}").text
    wide = re.findall(r'<table class="report-table report-table-wide.*?</table>', page, re.DOTALL)
    assert len(wide) > 2
    for table in wide:
        columns = re.findall(r'<th scope="col" class="number">([^<]+)</th>', table)
        for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", table, re.DOTALL):
            assert re.findall(r'data-head="([^"]+)"', row) == columns


def test_every_chart_on_the_page_stands_beside_its_table(frozen, world, signed_in_as):
    page = signed_in_as(world.member).get(f"/reports/{frozen.id}").text
    pieces = page.split('<div class="chart-beside-table">')[1:]
    assert len(pieces) == page.count("<svg xmlns") >= 4
    assert all("<svg" in piece and "<table" in piece for piece in pieces)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert " style=" not in page


def test_a_child_with_a_rare_life_cannot_be_found_anywhere(world, talk, session, signed_in_as):
    """One separated, relevant child who alone is unhappy about papers: the report may not tell."""

    def published(unhappy):
        session.rollback()
        talk(40, "HOM_FOOD:good", "FUT_SKILLS:good")
        if unhappy:
            talk(1, "FUT_PAPERS:not_good", care_status="relevant", separated=True)
        report = services.start_report(world.west, QUARTER, world.officer)
        drafted = look_over(report)
        session.commit()
        return drafted, report

    drafted, report = published(unhappy=True)
    cells = drafted.figures.shown
    assert cells["2026-Q2/west/children/heard/relevant/separated"] is None
    assert cells["2026-Q2/west/children/theme/FUT/not_good"] is None
    assert cells["2026-Q2/west/children/sub_theme/FUT_PAPERS"] is None
    freeze(report, world.officer)
    session.commit()
    page = html.unescape(signed_in_as(world.member).get(f"/reports/{report.id}").text)
    assert "Relevant child</th>" not in page
    assert re.search(
        r"Not shown for \d of \d, so that nobody can be found: [^.]*Relevant child", page
    )


def test_the_draft_already_shows_no_more_than_the_board_will_see(report, world, signed_in_as):
    visitor = signed_in_as(world.officer)
    draft = visitor.get(f"/reports/{report.id}").text
    cells = re.findall(r'<td class="number[^"]*"[^>]*>([^<]*)</td>', draft)
    numbers = [int(cell) for cell in cells if cell.isdigit()]
    assert numbers
    assert all(number >= 5 and number % 5 == 0 for number in numbers)

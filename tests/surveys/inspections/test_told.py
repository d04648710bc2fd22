"""What is told: the certificate, the public page, the board's chapters, the inspectors' words."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.core.clock import today
from app.core.db import only_reads_at_first
from app.core.jobs import Job
from app.core.reporting import Paragraph, Period, Quote, Table, settle
from app.demo.inspected import give_inspection, make_inspection, make_service
from app.demo.seen_by_inspectors import OWN_WORDS
from app.reports import services as reports
from surveys.inspections import (
    answering,
    certificates,
    checking,
    doing,
    evidence,
    own_words,
    visiting,
)
from surveys.inspections.answer_looks import look_at_answer
from surveys.inspections.answering import Answer
from surveys.inspections.chapter import chapters
from surveys.inspections.marks import WORDS, mark_of
from surveys.inspections.reminding import say_what_lapsed
from tests.surveys.inspections.marked import seen_on
from tests.whole_app.test_pages import faults_of

QUARTER = Period.parse("2026-Q2")
YES = Answer("yes", "We do it. Thank you.", date(2026, 6, 30))


@pytest.fixture
def given(world, session):
    give_inspection(world.inspection, world.officer)
    session.commit()
    return world.inspection


def finish(world) -> None:
    """Every criterion is good, and what was recommended is done."""
    for criterion in world.inspection.criteria:
        doing.rate(criterion, "good", "")
    give_inspection(world.inspection, world.officer)
    answering.answer(world.advice, YES, world.worker)
    answering.revisit(world.advice, date(2026, 5, 12), "happened", "", world.robin)
    answering.close(world.advice, "done")


def certificate(world):
    return certificates.give_certificate(world.inspection, date(2027, 5, 12), world.robin)


def test_a_certificate_is_given_only_when_everything_is_met(world, session, signed_in_as):
    address = f"/inspecting/{world.inspection.id}/certificate"
    visitor = signed_in_as(world.robin)
    early = visitor.post(address, data={"lapses_on": "2027-05-12"})
    assert early.status_code == 409 and "Not yet" in early.text
    finish(world)
    session.commit()
    for day in ("", "2026-05-12", "2031-01-01"):
        wrong = visitor.post(address, data={"lapses_on": day})
        assert wrong.status_code == 422 and "in the next two years" in wrong.text
        assert f'value="{day}"' in wrong.text and faults_of(wrong.text) == []
    visitor.post(address, data={"lapses_on": "2027-05-12"})
    assert certificates.certificate_of(world.inspection).lapses_on == date(2027, 5, 12)


def test_what_is_not_rated_is_named_before_it_is_handed_over(world, session, signed_in_as):
    door, visitor = f"/inspecting/{world.inspection.id}", signed_in_as(world.robin)
    assert "Before you hand it over" not in visitor.get(door).text
    world.criterion.rating = None
    session.commit()
    finished = visitor.get(door).text.split("Finished?")[1]
    assert "a rating for everything" in finished and world.criterion.words in finished


def test_what_would_be_missed_later_is_said_before_it_is_handed_over(world, session, signed_in_as):
    door, visitor = f"/inspecting/{world.inspection.id}", signed_in_as(world.robin)
    evidence.add_picture(world.criterion, "photo", b"\x89PNG", "A door", world.robin)
    world.inspection.beside_id = None
    session.commit()
    finished = visitor.get(door).text.split("Finished?")[1]
    assert "Nobody else has looked at this picture yet" in finished and "A door" in finished
    assert "You never go alone." in finished and "Hand it over" in finished


@pytest.mark.parametrize("part", ["criteria", "visits", "findings"])
def test_what_is_missing_is_named_before_it_can_be_handed_over(world, session, signed_in_as, part):
    rows = {
        "criteria": world.inspection.criteria,
        "visits": visiting.visits_of(world.inspection),
        "findings": world.inspection.findings,
    }
    for row in list(rows[part]):
        session.delete(row)
    session.commit()
    session.refresh(world.inspection)
    robin, door = signed_in_as(world.robin), f"/inspecting/{world.inspection.id}"
    page = robin.get(door).text
    finished = page.split("Finished?")[1]
    assert f'<li><a href="#{part}">' in finished and finished.count('<li><a href="#') == 1
    assert "Hand it over" not in page and faults_of(page) == []
    late = robin.post(f"{door}/hand-over", follow_redirects=True).text
    assert "what is missing" in late and world.inspection.state == "being_done"


def test_a_rating_can_change_after_they_looked_again(world, given, session, signed_in_as):
    visitor, door = signed_in_as(world.robin), f"/inspecting/criteria/{world.criterion.id}"
    typed = {"rating-rating": "not_good", "rating-notes": "Worse."}
    visitor.post(door, data=typed)
    session.refresh(world.criterion)
    assert (
        world.criterion.rating != "not_good"
        and 'name="rating-rating"' not in visitor.get(door).text
    )
    answering.revisit(world.advice, date(2026, 5, 12), "not_yet", "", world.robin)
    session.commit()
    assert 'name="rating-rating"' in visitor.get(door).text
    visitor.post(door, data=typed | seen_on(visitor, door, "rating-seen"))
    session.refresh(world.criterion)
    assert world.criterion.rating == "not_good"


def test_without_a_visit_there_is_no_certificate(world, session):
    finish(world)
    assert certificates.is_earned(world.inspection)
    for visit in visiting.visits_of(world.inspection):
        session.delete(visit)
    session.flush()
    assert not certificates.is_earned(world.inspection)


def test_a_visit_that_is_still_to_come_earns_no_certificate(world, session):
    finish(world)
    for visit in visiting.visits_of(world.inspection):
        visit.on = date(2026, 5, 13)
    session.flush()
    assert not certificates.is_earned(world.inspection)


def test_a_so_so_criterion_or_an_open_recommendation_earns_none(world, given, session):
    assert not certificates.is_earned(given)
    with pytest.raises(certificates.NotMet):
        certificate(world)


def test_the_certificate_is_a_tagged_pdf_that_names_the_service_and_its_days(
    world, session, signed_in_as
):
    finish(world)
    certificate(world)
    session.commit()
    address = f"/inspecting/{world.inspection.id}/certificate.pdf"
    answer = signed_in_as(world.worker).get(address)
    assert answer.mimetype == "application/pdf"
    found = PdfReader(BytesIO(answer.data))
    words = " ".join(page.extract_text() for page in found.pages)
    assert len(found.pages) == 1 and found.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for said in ("The Lighthouse Hub", "12 May 2026", "12 May 2027", "lapses"):
        assert said in words
    assert signed_in_as(world.puffin).get(address).status_code == 404


@pytest.mark.parametrize("name", ["مركز النور", "ቤት ሰላም", "A" * 120, "#set page(width: 1pt)"])
def test_a_certificate_is_made_in_every_script(world, session, name):
    world.hub.name = name
    finish(world)
    assert certificates.as_pdf(certificate(world)).startswith(b"%PDF")


def test_a_certificate_lapses_by_itself_and_says_so(world, session, clock, signed_in_as):
    finish(world)
    kept = certificate(world)
    session.commit()
    clock.set(2027, 5, 11, 10)
    assert kept.holds(date(2027, 5, 11)) and say_what_lapsed() == 0
    clock.set(2027, 5, 12, 10)
    assert (say_what_lapsed(), say_what_lapsed()) == (1, 0)
    session.commit()
    told = [job.payload["template"] for job in session.scalars(select(Job))]
    assert told.count("certificate_lapsed") == 1
    address = f"/inspections/{world.inspection.id}"
    page = signed_in_as(world.robin).get(address).text
    assert "Its certificate lapsed on" in page and "Wednesday 12 May 2027" in page
    pdf = PdfReader(BytesIO(certificates.as_pdf(kept)))
    assert "lapsed on Wednesday 12 May 2027" in pdf.pages[0].extract_text()


def test_that_a_certificate_lapsed_is_their_turn_until_they_look_again(
    world, session, clock, signed_in_as
):
    finish(world)
    certificate(world)
    session.commit()
    clock.set(2027, 5, 11, 10)
    assert "It is your turn" not in signed_in_as(world.robin).get("/inspecting/").text
    clock.set(2027, 5, 12, 10)
    robin, again = signed_in_as(world.robin), f"/inspecting/new/{world.hub.id}"
    page = robin.get("/inspecting/").text
    assert "It is your turn" in page and f'href="{again}"' in page and faults_of(page) == []
    assert "It is your turn" not in signed_in_as(world.puffin).get("/inspecting/").text
    make_inspection(world.hub, [world.robin, world.wren], world.worker)
    session.commit()
    assert again not in robin.get("/inspecting/").text


def test_a_newer_inspection_ends_an_older_certificate(world, session, clock, client):
    finish(world)
    older = certificate(world)
    other = make_service("west", "The Harbour", "hub", world.worker)
    elsewhere = make_inspection(other, [world.robin, world.wren], world.worker, world.officer)
    clock.set(2026, 9, 1, 10)
    newer = make_inspection(world.hub, [world.robin, world.wren], world.worker, world.officer)
    give_inspection(elsewhere, world.officer)
    assert older.holds(today())
    give_inspection(newer, world.officer)
    session.commit()
    assert older.lapses_on == today() and not older.holds(today())
    assert "Its certificate lapsed on" in client.get(f"/inspections/{world.inspection.id}").text


def test_everybody_can_read_what_was_found_and_answered(world, given, session, client):
    answering.answer(world.advice, YES, world.worker)
    answering.judge(world.advice, "not_enough", "Words for the service only.")
    look_at_answer(world.advice, world.officer)
    session.commit()
    assert "The Lighthouse Hub, West Northamptonshire" in client.get("/inspections/").text
    page = client.get(f"/inspections/{given.id}")
    assert page.status_code == 200 and faults_of(page.text) == []
    for said in ("People said hello", "Make a room", "We do it. Thank you.", "Not enough"):
        assert said in page.text
    for kept in ("robin", "board with photos", "showed us every room", "service only", "Leah"):
        assert kept not in page.text


def test_what_is_not_given_or_only_for_the_service_is_not_public(world, session, client):
    address = f"/inspections/{world.inspection.id}"
    assert client.get(address).status_code == 404
    doing.hand_over(world.inspection)
    first, second = world.inspection.findings
    checking.check(first, first.words, world.officer, inside=True)
    for row in (second, world.advice):
        checking.check(row, row.words, world.officer)
    checking.give(world.inspection, world.officer)
    session.commit()
    page = client.get(address).text
    assert "People said hello" not in page and "one room to talk in" in page


def test_a_home_is_never_named_in_public_or_to_the_board(world, session, client):
    made = make_inspection(world.home, [world.puffin], world.northern_worker)
    give_inspection(made, world.northern)
    session.commit()
    for address in ("/inspections/", f"/inspections/{made.id}"):
        page = client.get(address).text
        assert "Rose Cottage" not in page and "A children’s home, North" in page
    assert "Rose Cottage" not in repr(written(world.north))


def written(council, quarter=QUARTER) -> list:
    found, _shown = settle(chapters(quarter, council, {}))
    return found


def test_a_name_with_signs_of_its_own_stands_as_it_is_on_every_page(world, given, session, app):
    given.service.name = "Tea & <b>Talk</b>"
    session.commit()
    for language in ("en", "ar"):
        page = app.test_client().get(f"/inspections/{given.id}?lang={language}").text
        assert "Tea &amp; &lt;b&gt;Talk&lt;/b&gt;" in page
        assert "&lt;bdi" not in page
    assert "Tea & <b>Talk</b>, West Northamptonshire" in repr(written(world.west))


def words_in(chapter, kind) -> list[str]:
    field = "words" if kind is Quote else "text"
    return [getattr(block, field) for block in chapter.blocks if isinstance(block, kind)]


def table(chapter, key) -> list[list[str]]:
    found = next(b for b in chapter.blocks if isinstance(b, Table) and b.key == key)
    return [[row.label, *(cell.text for cell in row.cells)] for row in found.rows]


def test_the_board_reads_what_was_found_in_the_inspectors_words(world, given, session):
    [chapter] = written(world.west)
    assert "People said hello and asked how we were before anything else." in words_in(
        chapter, Quote
    )
    assert "Needs work:" in words_in(chapter, Paragraph)
    [[recommended, answer, _said, state]] = table(chapter, f"inspection-{given.id}")
    assert recommended.startswith("Make a room")
    assert (answer, state) == ("No answer yet", "Waits for an answer")
    assert written(world.north) == []


def test_a_recommendation_goes_to_the_board_until_it_is_closed(world, given, session, clock):
    clock.set(2026, 10, 5, 9)
    [chapter] = written(world.west, QUARTER.next)
    assert "No inspection was finished this quarter." in words_in(chapter, Paragraph)
    [row] = table(chapter, "inspections-open")
    assert row[1:] == [
        "The Lighthouse Hub, West Northamptonshire",
        "The answer is late",
        "141 days",
    ]
    answering.close(world.advice, "not_done")
    session.commit()
    # The quarter in which it was still open goes on saying so.
    assert table(written(world.west, QUARTER.next)[0], "inspections-open") == [row]


def test_the_board_reads_once_how_a_recommendation_ended(world, given, session, clock):
    clock.set(2026, 10, 5, 9)
    answering.answer(world.advice, Answer("no", "There is no room."), world.worker)
    answering.close(world.advice, "not_done")
    session.commit()
    [chapter] = written(world.west, QUARTER.next.next)
    [[words, *ended]] = table(chapter, "inspections-closed")
    assert words == world.advice.told
    assert ended == [
        "The Lighthouse Hub, West Northamptonshire",
        "No, because",
        "Closed: not done",
    ]
    clock.set(2027, 1, 4, 9)
    assert written(world.west, Period.parse("2027-Q1")) == []


def test_what_was_given_and_closed_in_one_quarter_stands_there_once(world, session):
    finish(world)
    [chapter] = written(world.west)
    assert table(chapter, f"inspection-{world.inspection.id}")[0][-1] == "Done"
    assert "inspections-closed" not in [getattr(one, "key", "") for one in chapter.blocks]


def test_the_board_reads_that_a_certificate_lapsed(world, session, clock):
    finish(world)
    certificate(world)
    session.commit()
    clock.set(2027, 7, 3, 9)
    [chapter] = written(world.west, Period.parse("2027-Q2"))
    said = words_in(chapter, Paragraph)[-1]
    assert said.startswith("The certificate of The Lighthouse Hub, West Northamptonshire lapsed on")
    assert said.endswith("12 May 2027.")


def test_the_inspectors_words_are_printed_as_theirs_after_a_look(world, session, signed_in_as):
    typed = {"council": "west", "quarter": "2026-Q2", "words": OWN_WORDS}
    signed_in_as(world.robin).post("/inspecting/our-words/", data=typed)
    assert written(world.west) == []
    row = own_words.words_for("west", QUARTER)
    address, told = f"/inspections/desk/words/{row.id}", {"told": OWN_WORDS, "sure": "y"}
    assert signed_in_as(world.northern).post(address, data=told).status_code == 404
    assert signed_in_as(world.robin).post(address, data=told).status_code == 404
    assert signed_in_as(world.officer).post(address, data={"told": OWN_WORDS}).status_code == 422
    assert signed_in_as(world.officer).get(address).status_code == 200
    desk = signed_in_as(world.officer).get("/inspections/desk/").text
    assert QUARTER.label in desk and "2026-Q2" not in desk and ">west<" not in desk
    officer = signed_in_as(world.officer)
    officer.post(address, data=told | seen_on(officer, address))
    [chapter] = written(world.west)
    assert chapter.key == "inspectors-words"
    assert words_in(chapter, Quote) == OWN_WORDS.split("\n")
    with pytest.raises(own_words.SamePerson):
        own_words.check_words(row, OWN_WORDS, world.robin)


def test_other_words_are_looked_at_again(world, session):
    row = own_words.write_words("west", QUARTER, OWN_WORDS, world.robin)
    own_words.check_words(row, OWN_WORDS, world.officer)
    own_words.write_words("west", QUARTER, OWN_WORDS, world.wren)
    assert row.checked_on is not None
    own_words.write_words("west", QUARTER, "Something else.", world.wren)
    assert row.checked_on is None and row.told is None


@pytest.mark.parametrize(
    "wrong", [{"council": "north"}, {"quarter": "2024-Q1"}, {"quarter": "now"}, {"words": ""}]
)
def test_words_for_another_council_or_a_quarter_long_ago_are_refused(
    world, signed_in_as, session, wrong
):
    typed = {"council": "west", "quarter": "2026-Q2", "words": "We looked at a hub.", **wrong}
    answer = signed_in_as(world.robin).post("/inspecting/our-words/", data=typed)
    assert answer.status_code == 422 and typed["words"] in answer.text
    assert own_words.words_for("north", QUARTER) is None


def test_the_box_holds_what_is_there_and_nobody_writes_over_somebody_else(
    world, session, signed_in_as
):
    door, typed = "/inspecting/our-words/", {"council": "west", "quarter": "2026-Q2"}
    robin, wren = signed_in_as(world.robin), signed_in_as(world.wren)
    robin.post(door, data={**typed, "words": "A locked door."})
    refused = wren.post(door, data={**typed, "words": "A kind cook.", "seen": ""})
    assert refused.status_code == 409
    assert "A locked door." in refused.text and "A kind cook.</textarea>" in refused.text
    row = own_words.words_for("west", QUARTER)
    assert row.words == "A locked door."
    page = wren.get(door).text
    seen = mark_of(row, WORDS)
    assert "A locked door.</textarea>" in page and seen in page and seen in refused.text
    wren.post(door, data={**typed, "words": "A locked door. A kind cook.", "seen": seen})
    assert own_words.words_for("west", QUARTER).words == "A locked door. A kind cook."


def test_the_report_holds_the_inspectors_chapters(world, given, session, clock):
    row = own_words.write_words("west", QUARTER, OWN_WORDS, world.robin)
    own_words.check_words(row, OWN_WORDS, world.officer)
    session.commit()
    report = reports.start_report(world.west, QUARTER, world.officer)
    session.commit()
    only_reads_at_first()
    keys = [chapter.key for chapter in reports.draft_report(report).chapters]
    assert keys[-2:] == ["inspectors-words", "inspections"]


def test_a_chapter_costs_the_same_number_of_queries_however_much_was_inspected(
    world, given, session, statements
):
    def count() -> int:
        return statements.during(lambda: written(world.west))

    count()
    few = count()
    for _ in range(3):
        made = make_inspection(world.hub, [world.robin, world.wren], world.worker)
        give_inspection(made, world.officer)
    session.commit()
    assert count() == few

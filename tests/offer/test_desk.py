"""The officers' desk for the Local Offer: written by one, approved by another, looked at again."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from app.core.permissions import Role
from app.demo.factories import make_council, make_staff
from app.offer import catalogue
from app.offer.records import Record
from app.offer.rows import CODES, YES_NO, record_row
from tests.locks import others_can_write, watched_pages
from tests.offer.lines import make_line, make_shown_line


@pytest.fixture
def writer(app):
    """The participation officer of every council."""
    make_council()
    make_council("north", "North Northamptonshire")
    return make_staff(Role.PARTICIPATION_OFFICER, display_name="Priya Anand")


@pytest.fixture
def manager(writer):
    """A team manager in the west."""
    return make_staff(Role.TEAM_MANAGER, council=make_council(), display_name="Grace Obilor")


@pytest.fixture
def line(writer, manager):
    return make_shown_line(manager, maker=writer, title="Help with rent", council="west")


def address(line, *more) -> str:
    return "/".join((f"/offer/desk/{line.id}", *more))


def filled(line, **values) -> dict:
    """What the page that changes a line sends, with other values here and there."""
    record, newest = Record.of(line), catalogue.newest_revision(line)
    sent = record_row(record) | {name: list(getattr(record, name)) for name in CODES}
    sent |= {name: "y" for name in YES_NO if getattr(record, name)}
    for name in YES_NO:
        if not getattr(record, name):
            del sent[name]
    return sent | {"seen": str(newest.number), "note": "", "do": "send"} | values


def titles(page) -> list[str]:
    return re.findall(r'<th scope="row"><a[^>]*>([^<]+)</a>', page.text)


def test_a_wording_goes_from_one_to_another_and_is_shown(line, writer, manager, signed_in_as):
    officer, approver = signed_in_as(writer), signed_in_as(manager)
    sent = officer.post(address(line, "edit"), data=filled(line, title="Money for rent"))
    assert sent.location == address(line)
    assert line.content["title"] == "Help with rent"
    page = approver.get(address(line)).text
    assert "<del>Help with</del> rent" in page
    assert "<ins>Money for</ins> rent" in page
    done = approver.post(address(line, "approve"), data={"number": "2"})
    assert done.status_code == 303
    assert line.content["title"] == "Money for rent"
    assert "Approved on" in officer.get(address(line, "history")).text


def test_nobody_is_offered_to_approve_their_own_words_or_can(line, writer, signed_in_as):
    officer = signed_in_as(writer)
    officer.post(address(line, "edit"), data=filled(line, title="Mine"))
    page = officer.get(address(line)).text
    assert "Approve: show this" not in page
    refused = officer.post(address(line, "approve"), data={"number": "2"})
    assert refused.status_code == 409
    assert "somebody else has to approve it" in refused.text
    assert line.content["title"] == "Help with rent"


def test_a_draft_waits_for_its_writer_to_send_it(line, writer, manager, signed_in_as):
    officer = signed_in_as(writer)
    officer.post(address(line, "edit"), data=filled(line, title="Half a thought", do="draft"))
    assert catalogue.newest_revision(line).state == "draft"
    refused = signed_in_as(manager).post(address(line, "approve"), data={"number": "2"})
    assert refused.status_code == 409
    assert officer.post(address(line, "send"), data={"number": "2"}).status_code == 303
    assert catalogue.newest_revision(line).state == "waiting"


def test_whoever_sent_a_wording_can_take_it_back(line, writer, manager, signed_in_as):
    officer, approver = signed_in_as(writer), signed_in_as(manager)
    officer.post(address(line, "edit"), data=filled(line, title="Too early"))
    assert "Take it back" in officer.get(address(line)).text
    assert "Take it back" not in approver.get(address(line)).text
    theirs = approver.post(address(line, "take-back"), data={"number": "2"})
    assert theirs.status_code == 409 and "only they can take it back" in theirs.text
    assert officer.post(address(line, "take-back"), data={"number": "2"}).status_code == 303
    assert "Approve: show this" not in approver.get(address(line)).text
    assert approver.post(address(line, "approve"), data={"number": "2"}).status_code == 409
    late = officer.post(address(line, "take-back"), data={"number": "2"})
    assert late.status_code == 409 and "changed this line meanwhile" in late.text
    assert "Taken back on" in officer.get(address(line, "history")).text


def test_what_is_sent_back_says_why_and_without_a_reason_nothing_is(
    line, writer, manager, signed_in_as
):
    officer, approver = signed_in_as(writer), signed_in_as(manager)
    sent = filled(line, title="Unclear", note="Because of the new year")
    officer.post(address(line, "edit"), data=sent)
    empty = approver.post(address(line, "return"), data={"number": "2", "reason": "  "})
    assert empty.status_code == 422
    assert "Say what has to be different" in empty.text
    approver.post(address(line, "return"), data={"number": "2", "reason": "Say <how> much."})
    page = officer.get(address(line)).text
    assert "Because of the new year" in page
    assert "by Grace Obilor: <bdi>Say &lt;how&gt; much.</bdi>" in page
    assert "by Grace Obilor: <bdi>Say &lt;how" in officer.get(address(line, "history")).text
    assert "Sent back" in officer.get("/offer/desk?state=unfinished").text


def test_saving_without_a_change_changes_nothing_in_any_field(line, writer, signed_in_as):
    officer = signed_in_as(writer)
    shown = officer.get(address(line, "edit")).text
    assert 'value="Help with rent"' in shown
    officer.post(address(line, "edit"), data=filled(line))
    assert "It says the same as what is shown." in officer.get(address(line)).text


def test_what_was_chosen_stands_first_so_that_its_order_is_kept(writer, manager, signed_in_as):
    line = make_shown_line(manager, helps=["solicitor", "advocate"], bring=["my_plan"])
    page = signed_in_as(writer).get(address(line, "edit")).text
    boxes = re.findall(r'name="helps" value="(\w+)"', page)
    assert boxes[:2] == ["solicitor", "advocate"]
    assert len(boxes) == len(set(boxes))


def test_what_cannot_be_kept_comes_back_with_its_reason_and_what_was_typed(
    line, writer, signed_in_as
):
    officer = signed_in_as(writer)
    typed = filled(
        line,
        title="100% of the <rent>",
        age_from="eighteen",
        amount_value="£5",
        amount_words="",
        heading="money",
        note="Because",
    )
    answer = officer.post(address(line, "edit"), data=typed)
    assert answer.status_code == 422
    for words in (
        "Title: Write “percent” in words",
        "A whole number is needed",
        "without a currency sign",
        "is not one of these",
        'value="100% of the &lt;rent&gt;"',
        'value="eighteen"',
        'value="£5"',
        'value="Because"',
    ):
        assert words in answer.text, words
    assert catalogue.newest_revision(line).number == 1


def test_whoever_wrote_from_an_old_wording_sees_the_new_one_and_keeps_theirs(
    line, writer, manager, signed_in_as
):
    mine, theirs = filled(line, how="Ring 01604."), filled(line, title="Rent money")
    signed_in_as(manager).post(address(line, "edit"), data=theirs)
    officer = signed_in_as(writer)
    late = officer.post(address(line, "edit"), data=mine)
    assert late.status_code == 409
    assert "Somebody else changed this line while you were writing" in late.text
    assert "<ins>Rent money</ins>" in late.text
    assert "Ring 01604." in late.text
    seen = re.search(r'name="seen"[^>]*value="(\d+)"', late.text)[1]
    again = officer.post(address(line, "edit"), data=mine | {"seen": seen})
    assert again.status_code == 303
    assert catalogue.newest_revision(line).content["how"] == "Ring 01604."


@pytest.mark.parametrize("database", ["sqlite", pytest.param("pg", marks=pytest.mark.postgresql)])
def test_of_many_who_write_at_the_same_moment_one_is_kept_and_the_others_are_told(
    database, line, writer, signed_in_as, session
):
    sent = filled(line, title="Mine")
    officers = [signed_in_as(writer) for _ in range(5)]
    session.commit()

    where = address(line, "edit")
    with ThreadPoolExecutor(5) as at_once:
        answers = [at_once.submit(one.post, where, data=sent) for one in officers]
    assert sorted(one.result().status_code for one in answers) == [303, 409, 409, 409, 409]
    session.expire_all()
    assert catalogue.newest_revision(line).number == 2


def test_a_newer_wording_is_not_approved_by_a_button_pressed_on_an_older_one(
    line, writer, manager, signed_in_as
):
    officer, approver = signed_in_as(writer), signed_in_as(manager)
    officer.post(address(line, "edit"), data=filled(line, title="First"))
    officer.post(address(line, "edit"), data=filled(line, title="Second"))
    late = approver.post(address(line, "approve"), data={"number": "2"})
    assert late.status_code == 409
    assert "changed this line meanwhile" in late.text
    assert "Second" in late.text
    kept = approver.post(address(line, "return"), data={"number": "2", "reason": "Too long."})
    assert kept.status_code == 409
    assert "Too long." in kept.text
    assert line.content["title"] == "Help with rent"


def test_a_new_line_gets_its_names_from_its_title(writer, manager, signed_in_as):
    model = filled(make_line(), title="Claims: a £50 voucher", topic="", council="north")
    made = signed_in_as(writer).post("/offer/desk/new", data=model)
    assert made.status_code == 303
    id = int(made.location.rsplit("/", 1)[1])
    (line,) = [one for one in catalogue.live_lines() if one.id == id] or [None]
    assert line is None
    again = signed_in_as(writer).post("/offer/desk/new", data=model | {"title": "Desk"})
    assert again.status_code == 303
    page = signed_in_as(writer).get(made.location).text
    assert "/offer/claims_a_50_voucher" in page
    assert "North Northamptonshire" in page
    assert "/offer/desk_2" in signed_in_as(writer).get(again.location).text


def test_a_new_line_that_cannot_be_kept_comes_back_whole(writer, signed_in_as):
    typed = filled(make_line(), title="", text="Kept text", council="west")
    answer = signed_in_as(writer).post("/offer/desk/new", data=typed)
    assert answer.status_code == 422
    assert "Kept text" in answer.text
    assert '<option value="west" selected>' in answer.text


def test_a_line_is_not_made_for_a_council_that_is_not_theirs(manager, signed_in_as):
    typed = filled(make_line(), council="north")
    assert signed_in_as(manager).post("/offer/desk/new", data=typed).status_code == 422


def test_somebody_checks_a_line_and_says_when_to_look_again(line, writer, signed_in_as):
    officer = signed_in_as(writer)
    assert 'value="2027-07-15"' in officer.get(address(line)).text
    for day, words in (
        ("", "Give a day, such as"),
        ("soon", "Not a valid date"),
        ("2026-07-15", "Give a day after today"),
        ("2028-07-16", "Give a day after today"),
    ):
        answer = officer.post(address(line, "checked"), data={"review_by": day})
        assert answer.status_code == 422
        assert words in answer.text
    officer.post(address(line, "checked"), data={"review_by": "2027-04-06"})
    assert (line.checked_on, line.review_by) == (date(2026, 7, 15), date(2027, 4, 6))
    assert line.owner_id == writer.id


def test_overdue_reviews_stand_with_whoever_looks_after_them(line, writer, manager, signed_in_as):
    line.review_by = date(2026, 7, 1)
    officer = signed_in_as(manager)
    page = officer.get("/offer/desk/overdue").text
    assert "Priya Anand: 1 line" in page
    assert "Help with rent" in page
    officer.post(address(line, "take-on"))
    assert "Grace Obilor: 1 line" in officer.get("/offer/desk/overdue").text
    assert titles(officer.get("/offer/desk?state=overdue")) == ["Help with rent"]


def test_what_is_withdrawn_is_shown_to_nobody_and_says_so(line, manager, client, signed_in_as):
    officer = signed_in_as(manager)
    assert officer.post(address(line, "withdraw"), data={"why": ""}).status_code == 422
    officer.post(address(line, "withdraw"), data={"why": "The scheme ended."})
    assert catalogue.find_line(line.slug) is None
    assert "Withdrawn" in officer.get(address(line)).text
    assert titles(officer.get("/offer/desk?state=not_shown")) == ["Help with rent"]


def test_the_list_is_narrowed_by_council_heading_and_state(line, writer, manager, signed_in_as):
    make_shown_line(manager, title="For everybody", heading="employment")
    make_line(writer, title="In the north", council="north")
    officer = signed_in_as(writer)
    assert len(titles(officer.get("/offer/desk"))) == 3
    assert titles(officer.get("/offer/desk?council=west")) == ["Help with rent"]
    assert titles(officer.get("/offer/desk?council=everywhere")) == ["For everybody"]
    assert titles(officer.get("/offer/desk?heading=employment")) == ["For everybody"]
    assert titles(officer.get("/offer/desk?state=waiting")) == ["In the north"]
    assert titles(officer.get("/offer/desk?state=mine")) == ["Help with rent", "In the north"]
    assert titles(officer.get("/offer/desk?state=needs_checking")) == [
        "Help with rent",
        "For everybody",
    ]
    assert titles(officer.get("/offer/desk?state=no&heading=no&page=no&council=%00")) == []


def test_a_council_sees_its_own_lines_and_those_for_everywhere(line, writer, manager, signed_in_as):
    everywhere = make_shown_line(manager, title="For everybody")
    north = make_shown_line(writer, title="In the north", council="north")
    visitor = signed_in_as(manager)
    assert titles(visitor.get("/offer/desk")) == ["Help with rent", "For everybody"]
    assert visitor.get(address(everywhere)).status_code == 200
    for path in ("", "edit", "history"):
        assert visitor.get(address(north, path).rstrip("/")).status_code == 404
    for path in ("edit", "send", "approve", "return", "checked", "take-on", "withdraw"):
        assert visitor.post(address(north, path)).status_code == 404


def test_what_holds_everywhere_is_approved_by_a_manager_of_either_council(
    writer, manager, signed_in_as
):
    line = make_line(writer, title="For everybody")
    done = signed_in_as(manager).post(address(line, "approve"), data={"number": "1"})
    assert done.status_code == 303
    assert catalogue.find_line(line.slug) is line


def test_a_worker_has_no_desk(line, signed_in_as):
    worker = signed_in_as(make_staff(Role.WORKER))
    assert worker.get("/offer/desk").status_code == 404
    assert worker.post(address(line, "approve"), data={"number": "1"}).status_code == 404


def test_an_unknown_revision_is_not_found_and_no_number_is_told(line, manager, signed_in_as):
    officer = signed_in_as(manager)
    assert officer.post(address(line, "approve"), data={"number": "99"}).status_code == 404
    for number in ("", "x", "9" * 30):
        answer = officer.post(address(line, "approve"), data={"number": number})
        assert answer.status_code in (404, 422)


def test_the_list_and_the_overdue_queue_cost_the_same_however_long_they_are(
    line, writer, manager, signed_in_as, statements
):
    officer = signed_in_as(writer)
    line.review_by = date(2026, 7, 1)

    def look():
        officer.get("/offer/desk")
        officer.get("/offer/desk/overdue")

    look()
    few = statements.during(look)
    for _ in range(5):
        more = make_shown_line(manager, maker=writer)
        more.review_by = date(2026, 7, 1)
        make_line(writer)
    assert statements.during(look) == few


def test_a_history_costs_the_same_however_long_it_is(line, writer, signed_in_as, statements):
    officer = signed_in_as(writer)

    def look():
        officer.get(address(line))
        officer.get(address(line, "history"))

    officer.post(address(line, "edit"), data=filled(line, title="Two"))
    look()
    few = statements.during(look)
    for title in ("Three", "Four", "Five"):
        officer.post(address(line, "edit"), data=filled(line, title=title))
    assert statements.during(look) == few


def test_nobody_waits_to_write_while_the_desk_is_drawn(app, line, writer, signed_in_as):
    officer = signed_in_as(writer)
    with watched_pages(app) as pages:
        officer.get("/offer/desk")
    assert pages == [("offer/desk/list.html", True)]
    assert others_can_write(app.extensions["engine"])


@pytest.mark.postgresql
def test_the_desk_works_on_postgresql(line, writer, manager, signed_in_as):
    officer = signed_in_as(writer)
    officer.post(address(line, "edit"), data=filled(line, title="Money for rent"))
    for state in ("waiting", "unfinished", "needs_checking", "overdue", "not_shown", "mine"):
        assert officer.get(f"/offer/desk?state={state}").status_code == 200
    assert titles(officer.get("/offer/desk?state=waiting")) == ["Help with rent"]
    done = signed_in_as(manager).post(address(line, "approve"), data={"number": "2"})
    assert done.status_code == 303
    assert line.content["title"] == "Money for rent"


def test_a_wording_that_was_taken_back_can_be_discarded_by_whoever_wrote_it(
    line, writer, manager, signed_in_as
):
    officer, other = signed_in_as(writer), signed_in_as(manager)
    officer.post(address(line, "edit"), data=filled(line, title="Not so good"))
    officer.post(address(line, "take-back"), data={"number": "2"})
    assert other.post(address(line, "discard"), data={"number": "2"}).status_code in (403, 409)
    assert "Discard this draft" in officer.get(address(line)).text
    assert officer.post(address(line, "discard"), data={"number": "2"}).status_code == 303
    assert line.content["title"] == "Help with rent"
    assert "Not so good" not in officer.get(address(line, "edit")).text
    assert "Discarded on" in officer.get(address(line, "history")).text
    assert officer.post(address(line, "discard"), data={"number": "2"}).status_code == 409


def test_who_writes_and_who_approves_are_told_that_other_languages_show_english(
    line, writer, manager, signed_in_as
):
    officer = signed_in_as(writer)
    assert "in every other language" in officer.get(address(line, "edit")).text
    officer.post(address(line, "edit"), data=filled(line, title="Money for rent"))
    assert "in every other language" in signed_in_as(manager).get(address(line)).text

"""An open link that is stuffed slowly: seen by the day, set aside with a reason, and ended."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import inspect, select

from app.accounts.models import Account
from app.core.clock import today
from app.core.db import session
from app.demo.factories import answer_survey
from surveys.inviting import codes, held, setting_aside
from surveys.inviting.asked_models import SurveyEndedLink, SurveyMark, SurveySetAside
from surveys.inviting.finding import is_still_open, link_with
from surveys.inviting.links import end_link
from surveys.models import Response
from surveys.results.counting import how_many
from surveys.survey_models import Survey
from tests.surveys.inviting.answers import answer, begin
from tests.talking import hidden

WHY = "One phone sent forty in an evening."


def stuffed(world, clock, evening: int = 6) -> None:
    """Two honest answers on one day, and many on the next; never so many as to be a flood. Now it
    is the day after.
    """
    for _number in range(2):
        answer_survey(world.survey)
    clock.forward(days=1)
    for _number in range(evening):
        answer_survey(world.survey)
    clock.forward(days=1)
    session.commit()


def days_page(world) -> str:
    return f"/surveys/desk/{world.survey.id}/west/days"


def numbers(page: str) -> list[str]:
    """What stands in the table of days, the newest first."""
    return [one.strip() for one in re.findall(r"<td[^>]*>([^<]*)</td>", page)]


def decided(visitor, world, do: str, reason: str = WHY, day: str = "2026-03-03"):
    return visitor.post(days_page(world), data={"day": day, "reason": reason, "do": do})


def test_an_officer_sees_answers_by_day_and_when_more_came_than_were_asked(
    world, signed_in_as, clock
):
    officer = signed_in_as(world.officer)
    assert "Nothing had come in by yesterday" in officer.get(days_page(world)).text
    answer_survey(world.survey)
    assert "More answers came" not in officer.get(days_page(world)).text
    stuffed(world, clock)
    officer = signed_in_as(world.officer)
    page = officer.get(days_page(world)).text
    assert "3 March 2026" in page and "about 10 answers count" in page
    assert numbers(page)[:3] == ["5", "fewer than 5", "fewer than 5"]
    assert "More answers came than young people were asked" in page
    assert days_page(world) in officer.get(f"/surveys/desk/{world.survey.id}").text


def test_a_day_that_is_sent_without_a_button_is_neither_set_aside_nor_counted(
    world, signed_in_as, clock
):
    stuffed(world, clock)
    sent = decided(signed_in_as(world.officer), world, "")
    assert sent.status_code == 422 and WHY in sent.text
    assert session.scalars(select(SurveySetAside)).all() == []


def test_a_day_is_set_aside_with_a_reason_that_stands_beside_the_results(
    world, signed_in_as, clock
):
    stuffed(world, clock)
    officer = signed_in_as(world.officer)
    done = decided(officer, world, "leave")
    assert done.status_code == 303 and how_many(world.survey, "west") == 2
    assert "will not be counted at the next counting" in officer.get(done.headers["Location"]).text
    results = f"/surveys/results/{world.survey.id}/"
    for visitor, page in ((officer, days_page(world)), (signed_in_as(world.inspector), results)):
        text = visitor.get(page).text
        assert WHY in text and "What came in on" in text and "Priya Nair" in text
    assert session.scalars(select(SurveySetAside)).one().reason == WHY
    assert WHY.encode() not in session.scalars(select(SurveySetAside.reason_sealed)).one()


def test_a_day_can_be_counted_again_and_both_decisions_stay(world, signed_in_as, clock):
    stuffed(world, clock)
    officer = signed_in_as(world.officer)
    decided(officer, world, "leave")
    decided(officer, world, "count", "It was a class, with their teacher.")
    assert how_many(world.survey, "west") == 8
    page = officer.get(days_page(world)).text
    assert WHY in page and "It was a class" in page and "counts again from" in page
    assert (
        "nothing to change"
        in officer.get(decided(officer, world, "count").headers["Location"]).text
    )


def test_paper_stays_and_a_used_code_is_not_counted_by_it(app, world, clock):
    code = codes.make_list(world.survey, "west", 1, world.officer)[0]
    for _time in range(2):
        visitor = app.test_client()
        visitor.post("/surveys/code", data={"code": code})
        answer(visitor, world.link.code, {"food": "sad"})
    marks = list(session.scalars(select(SurveyMark)))
    assert [one.state for one in marks] == ["left_out"]
    paper = answer_survey(world.survey)
    session.add(SurveyMark(response_id=paper.id, from_paper=True))
    session.commit()
    day = paper.sent_on
    clock.forward(days=1)
    assert setting_aside.set_aside(world.survey, "west", day, WHY, world.officer)
    assert how_many(world.survey, "west") == 1
    assert setting_aside.count_again(world.survey, "west", day, WHY, world.officer)
    assert how_many(world.survey, "west") == 2


def test_nobody_can_watch_an_answer_come_in_nor_see_that_a_code_was_used(
    app, world, signed_in_as, clock
):
    used, new = codes.make_list(world.survey, "west", 2, world.officer)

    def send_with(code):
        visitor = app.test_client()
        visitor.post("/surveys/code", data={"code": code})
        answer(visitor, world.link.code, {"food": "sad"})

    send_with(used)
    clock.forward(days=1)
    officer = signed_in_as(world.officer)
    pages = []
    for code in (used, new):
        before = numbers(officer.get(days_page(world)).text)
        send_with(code)
        assert numbers(officer.get(days_page(world)).text) == before
        clock.forward(days=1)
        officer = signed_in_as(world.officer)
        page = officer.get(days_page(world)).text
        assert "fewer than 5 answers count" in page
        pages.append(numbers(page)[:3])
    assert pages[0] == pages[1] == ["fewer than 5"] * 3
    assert [one.left_out for one in setting_aside.days_of(world.survey, "west")] == [0, 0, 0]


@pytest.mark.parametrize("set_aside", [False, True])
def test_four_answers_beside_a_code_do_not_show_whether_it_was_used(app, world, clock, set_aside):
    used, new = codes.make_list(world.survey, "west", 2, world.officer)
    for code in (used, used, new):
        day = today()
        for _time in range(4):
            answer_survey(world.survey)
        visitor = app.test_client()
        visitor.post("/surveys/code", data={"code": code})
        answer(visitor, world.link.code, {"food": "sad"})
        clock.forward(days=1)
        if set_aside:
            setting_aside.set_aside(world.survey, "west", day, WHY, world.officer)
    first, *others = [one.shown() for one in setting_aside.days_of(world.survey, "west")]
    assert first == ([None, 5, None] if set_aside else [5, None, None])
    assert others == [first, first]


def test_counting_a_day_again_brings_back_just_what_there_was(app, world, clock):
    day = answer_survey(world.survey).sent_on
    for state in ("in", "held", "left_out"):
        response = answer_survey(world.survey)
        session.add(SurveyMark(response_id=response.id, state=state))
    session.flush()
    session.scalars(
        select(SurveyMark).where(SurveyMark.state == "left_out")
    ).one().decided_on = day  # A flood that an officer left out.
    clock.forward(days=1)

    def seen():
        of = (world.survey, "west")
        return (
            how_many(*of),
            held.sent_again(*of),
            held.held_by_day(*of),
            setting_aside.days_of(*of),
        )

    before = seen()
    assert before[:3] == (2, 1, [(day, 1)])
    setting_aside.set_aside(world.survey, "west", day, WHY, world.officer)
    assert seen() == (0, 0, [], [setting_aside.Day(day, 0, 4, 0)])
    setting_aside.count_again(world.survey, "west", day, WHY, world.officer)
    assert seen() == before


def test_today_cannot_be_set_aside_because_more_may_come(world, signed_in_as, clock):
    stuffed(world, clock)
    answer_survey(world.survey)
    session.commit()
    officer = signed_in_as(world.officer)
    assert '<option value="2026-03-04"' not in officer.get(days_page(world)).text
    assert decided(officer, world, "leave", day="2026-03-04").status_code == 422


@pytest.mark.postgresql
def test_of_two_who_set_a_day_aside_at_once_one_does(app, world, clock):
    stuffed(world, clock)
    survey, officer, day = world.survey.id, world.officer.id, date(2026, 3, 3)
    session.rollback()
    both = Barrier(2)

    def one():
        with app.app_context():
            by, of = session.get_one(Account, officer), session.get_one(Survey, survey)
            both.wait()
            done = setting_aside.set_aside(of, "west", day, WHY, by)
            session.commit()
            return done

    with ThreadPoolExecutor(2) as officers:
        done = [each.result() for each in [officers.submit(one) for _time in range(2)]]
    assert sorted(done) == [False, True]
    assert [row.place for row in session.scalars(select(SurveySetAside))] == [1]


def test_without_a_reason_nothing_is_set_aside_and_the_day_stays_picked(world, signed_in_as, clock):
    stuffed(world, clock)
    officer = signed_in_as(world.officer)
    page = decided(officer, world, "leave", reason=" ")
    assert page.status_code == 422 and "Please write why" in page.text
    assert '<option value="2026-03-02"' in page.text
    for day in ("yesterday", "2026-01-01", ""):
        assert decided(officer, world, "leave", day=day).status_code == 422
    assert how_many(world.survey, "west") == 8
    north = days_page(world).replace("west", "north")
    assert officer.get(north).status_code == 404


def test_a_first_answer_by_a_code_is_kept_as_one_by_the_link_is(app, world):
    [code] = codes.make_list(world.survey, "west", 1, world.officer)
    kept = []
    for way in ("code", "link"):
        before = {one.id for one in session.scalars(select(Response))}
        visitor = app.test_client()
        if way == "code":
            visitor.post("/surveys/code", data={"code": code})
        answer(visitor, world.link.code, {"food": "sad"})
        [row] = [one for one in session.scalars(select(Response)) if one.id not in before]
        columns = {c.key: getattr(row, c.key) for c in inspect(Response).columns}
        kept.append({key: columns[key] for key in columns.keys() - {"id", "key_hash"}})
        assert session.scalars(select(SurveyMark)).all() == []
    assert kept[0] == kept[1]


def test_a_link_that_ends_takes_nothing_more_and_nobody_loses_their_words(
    client, app, world, signed_in_as
):
    old, at = world.link.code, f"/surveys/{world.link.code}"
    code = codes.make_list(world.survey, "west", 1, world.officer)[0]
    begin(client, old)
    client.post(f"{at}/11_17/anything", data={"answer": "Warmer rooms."})
    looked_over = hidden(client.get(f"{at}/11_17/check").text, "answers")
    officer = signed_in_as(world.officer)
    end = {"link": old}
    ended = officer.post(f"/surveys/desk/{world.survey.id}/west/new-link", data=end)
    new = session.scalars(select(SurveyEndedLink)).one()
    link = next(one for one in world.survey.councils if one.council_code == "west").link_code
    assert ended.status_code == 303 and new.link_code == old != link
    late = client.post(f"{at}/11_17/check", data={"answers": looked_over})
    page = client.get(late.headers["Location"])
    assert page.status_code == 410 and "This link has ended" in page.text
    assert "Warmer rooms." in page.text and "Open the new link on this phone" in page.text
    assert how_many(world.survey, "west") == 0
    assert "Warmer rooms." in client.get(f"/surveys/{link}/11_17/anything").text
    visitor = app.test_client()
    opened = visitor.post("/surveys/code", data={"code": code})
    assert opened.headers["Location"] == f"/surveys/{link}/"
    assert link_with("nobody") is None


def test_an_answer_on_its_way_when_the_link_ends_is_not_taken(world):
    link = link_with(world.link.code)
    end_link(world.survey, "west", world.officer)
    assert link.is_open and not is_still_open(link)


def test_of_two_who_end_a_link_the_second_does_not_end_the_new_one(world, signed_in_as):
    officer, at = signed_in_as(world.officer), f"/surveys/desk/{world.survey.id}/west"
    end = {"link": hidden(officer.get(f"{at}/days").text, "link")}
    done = [officer.post(f"{at}/new-link", data=end) for _time in range(2)]
    assert [one.status_code for one in done] == [303, 303]
    [ended] = session.scalars(select(SurveyEndedLink.link_code))
    assert ended == world.link.code
    assert "This link has ended already." in officer.get(done[1].headers["Location"]).text

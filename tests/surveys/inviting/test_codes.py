"""One-time codes: on lists and through workers, used once, and nobody knows by whom."""

import csv
import io
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from pypdf import PdfReader
from sqlalchemy import delete, func, select

from app.accounts.models import Account
from app.core.db import session
from app.core.permissions import Role
from app.core.throttle import Attempt
from app.demo.factories import (
    PASSPHRASE,
    answer_survey,
    assign,
    make_staff,
    make_young_person,
)
from app.people.models import YoungPerson
from app.safeguarding.models import Alert
from surveys.inviting import codes, held, once
from surveys.inviting.asked_models import SurveyAnswered, SurveyCode, SurveyHanded, SurveyMark
from surveys.results.counting import how_many as counted
from surveys.survey_models import Survey
from tests.surveys.inviting.answers import answer, begin, send


def enter(visitor, code: str):
    return visitor.post("/surveys/code", data={"code": code})


def how_many(model) -> int:
    return session.scalar(select(func.count()).select_from(model))


def test_a_code_opens_its_survey_and_works_once(app, world):
    code = codes.make_list(world.survey, "west", 1, world.officer)[0]
    first, second = app.test_client(), app.test_client()
    assert enter(first, code).headers["Location"] == f"/surveys/{world.link.code}/"
    assert enter(second, code.lower().replace("-", " ")).status_code == 302
    answer(first, world.link.code, {"food": "happy"})
    answer(second, world.link.code, {"food": "sad"})
    assert how_many(SurveyAnswered) == 1 and counted(world.survey, "west") == 1


def with_code(app, world, code: str) -> list[str]:
    """All that somebody sees who types in a code and sends with it."""
    visitor, at = app.test_client(), f"/surveys/{world.link.code}"
    opened = enter(visitor, code)
    begin(visitor, world.link.code)
    visitor.post(f"{at}/11_17/anything", data={"answer": "Is this one used?"})
    check = visitor.get(f"{at}/11_17/check").text
    sent = send(visitor, world.link.code)
    shown = [visitor.get(sent.headers["Location"]).text, visitor.get(f"{at}/").text]
    return [opened.headers["Location"], sent.headers["Location"], *map(untokened, [check, *shown])]


def test_whoever_tries_a_code_cannot_see_whether_somebody_answered_with_it(app, world):
    code = codes.make_list(world.survey, "west", 1, world.officer)[0]
    first = with_code(app, world, code)
    assert with_code(app, world, code) == first
    assert "those count and these do not" in first[2]
    states = [(one.state, one.decided_on) for one in session.scalars(select(SurveyMark))]
    assert ("left_out", None) in states and counted(world.survey, "west") == 1


def test_words_of_danger_sent_with_a_used_code_reach_the_duty_desk(app, world):
    code = codes.make_list(world.survey, "west", 1, world.officer)[0]
    for words in ("Fine.", "He hits me every night."):
        visitor = app.test_client()
        enter(visitor, code)
        answer(visitor, world.link.code, {"anything": words})
    assert session.scalars(select(Alert)).one().subject_kind == "response"


def test_one_used_code_cannot_fill_the_desk(app, world):
    app.config["SURVEY_FLOOD"] = 1
    code = codes.make_list(world.survey, "west", 1, world.officer)[0]
    done = []
    for _time in range(13):
        visitor = app.test_client()
        enter(visitor, code)
        done.append(answer(visitor, world.link.code, {"food": "sad"}).status_code)
    assert done == [*[302] * 10, 429, 429, 429]


def test_a_link_that_is_flooded_does_not_tell_whether_a_code_was_used(app, world):
    app.config["SURVEY_FLOOD"] = 3
    used, new = codes.make_list(world.survey, "west", 2, world.officer)

    def send_with(code):
        visitor = app.test_client()
        enter(visitor, code)
        return answer(visitor, world.link.code, {"food": "sad"}).status_code

    send_with(used)
    waiting = []
    for code in (used, new):
        for _time in range(2):
            answer_survey(world.survey)
        send_with(code)
        answer_survey(world.survey)
        waiting.append(held.held_by_day(world.survey, "west"))
        session.execute(delete(Attempt))
    assert waiting == [[], []]
    for _time in range(30):
        answer_survey(world.survey)
    session.commit()
    assert answer(app.test_client(), world.link.code, {"food": "sad"}).status_code == 429
    assert [send_with(code) for code in (used, new)] == [302, 302]


def test_a_code_is_not_that_of_whoever_signs_in_on_the_same_phone(app, world):
    code = codes.make_list(world.survey, "west", 1, world.officer)[0]
    visitor = app.test_client()
    enter(visitor, code)
    assert "Your code counts once" in visitor.get(f"/surveys/{world.link.code}/").text
    visitor.post("/sign-in", data={"name": "zuri", "passphrase": PASSPHRASE})
    assert "Your code counts once" not in visitor.get(f"/surveys/{world.link.code}/").text
    answer(visitor, world.link.code, {"food": "sad"})
    assert [one.who_hash for one in session.scalars(select(SurveyAnswered))] == [
        once.account_hash(world.survey.id, world.child.account)
    ]


def test_a_code_that_was_typed_and_left_is_forgotten_after_half_an_hour(app, world, clock):
    code = codes.make_list(world.survey, "west", 1, world.officer)[0]
    visitor, door = app.test_client(), f"/surveys/{world.link.code}/"
    enter(visitor, code)
    clock.forward(minutes=29)
    assert "Your code counts once" in visitor.get(door).text
    clock.forward(minutes=2)
    assert "Your code counts once" not in visitor.get(door).text
    answer(visitor, world.link.code, {"food": "sad"})
    assert how_many(SurveyAnswered) == 0


def test_a_code_nobody_made_is_kept_on_the_page_with_a_kind_word(client, world):
    page = enter(client, "7KC-RWM-34X")
    assert page.status_code == 422 and 'value="7KC-RWM-34X"' in page.text
    assert "We do not know this code" in page.text
    assert enter(client, "").status_code == 422


def test_only_a_keyed_hash_of_a_code_is_kept(world):
    code = codes.make_list(world.survey, "west", 1, world.officer)[0]
    row = session.scalars(select(SurveyCode)).one()
    assert code.encode() not in row.code_hash and len(row.code_hash) == 32
    assert once.code_in_survey(world.survey.id, row.code_hash) != row.code_hash


def test_a_list_is_a_pdf_or_a_table_and_is_shown_once(world, signed_in_as):
    officer, at = signed_in_as(world.officer), f"/surveys/desk/{world.survey.id}/west/codes"
    slips = officer.post(at, data={"number": "12", "form": "pdf"})
    assert slips.mimetype == "application/pdf" and slips.data.startswith(b"%PDF")
    table = officer.post(at, data={"number": "3", "form": "csv"})
    rows = list(csv.reader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert rows[0] == ["code"] and len(rows) == 4
    assert codes.way_in(codes.hash_of(rows[1][0])) == (world.survey.id, world.link.code)
    assert how_many(SurveyCode) == 15
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(slips.data)).pages)
    assert words.count("-") >= 24


def test_a_number_that_will_not_do_makes_no_codes_and_stays_on_the_page(world, signed_in_as):
    officer, at = signed_in_as(world.officer), f"/surveys/desk/{world.survey.id}/west/codes"
    for number in ("0", "501", "many", ""):
        page = officer.post(at, data={"number": number, "form": "pdf"})
        assert page.status_code == 422 and f'value="{number}"' in page.text
        assert "Please write a number from 1 to 500.</p>" in page.text
        assert "Not a valid integer" not in page.text
    assert how_many(SurveyCode) == 0


def test_an_officer_of_one_council_makes_no_codes_for_another(world, signed_in_as):
    officer = signed_in_as(world.officer)
    at = f"/surveys/desk/{world.survey.id}/north/codes"
    assert officer.post(at, data={"number": "3", "form": "csv"}).status_code == 404


def untokened(page: str) -> str:
    """The page without what stands in its forms for when it was opened and which draft it is."""
    return re.sub(r'(name="(?:csrf_token|answers)"[^>]*value=")[^"]*', r"\1", page)


def test_a_worker_sees_given_and_never_answered(app, world, signed_in_as):
    worker, at = signed_in_as(world.worker), f"/surveys/handing/{world.survey.id}"
    assert "zuri" in worker.get(at).text and "Not yet" in worker.get(at).text
    assert "Answers are never linked to a name or to a code" in worker.get(at).text
    page = worker.post(f"{at}/{world.child.id}")
    code = page.text.split('<bdi dir="ltr">')[1].split("<")[0]
    assert "Given" in page.text and codes.hash_of(code)
    before = worker.get(at).text
    assert code not in before
    phone = app.test_client()
    enter(phone, code)
    answer(phone, world.link.code, {"food": "happy"})
    assert untokened(worker.get(at).text) == untokened(before)


def test_somebody_who_lost_theirs_is_given_another(world, signed_in_as):
    worker, at = signed_in_as(world.worker), f"/surveys/handing/{world.survey.id}"
    for _time in range(2):
        worker.post(f"{at}/{world.child.id}")
    assert (how_many(SurveyCode), how_many(SurveyHanded)) == (2, 1)


def test_a_worker_gives_a_code_to_those_they_work_with_alone(world, signed_in_as):
    other = make_young_person(world.west, "wren")
    worker = signed_in_as(world.worker)
    at = f"/surveys/handing/{world.survey.id}/{other.id}"
    assert worker.post(at).status_code == 404
    stranger = signed_in_as(make_staff(Role.WORKER))
    assert stranger.get(f"/surveys/handing/{world.survey.id}").status_code == 404


def test_the_list_of_a_worker_costs_the_same_for_two_and_for_twelve(
    world, signed_in_as, statements
):
    worker, at = signed_in_as(world.worker), f"/surveys/handing/{world.survey.id}"
    worker.get(at)
    few = statements.during(lambda: worker.get(at))
    for number in range(10):
        assign(world.worker, make_young_person(world.west, f"bird {number}"))
    session.commit()
    assert statements.during(lambda: worker.get(at)) == few


def test_wrong_codes_are_slowed_and_a_right_one_still_opens(world, client, monkeypatch):
    monkeypatch.setattr("surveys.inviting.routes.doors.TRIES", 2)
    client.get("/surveys/")
    answers = [client.post("/surveys/code", data={"code": "AAA-BBB-CCC"}) for _try in range(3)]
    assert [one.status_code for one in answers] == [422, 422, 429]
    assert "AAA-BBB-CCC" in answers[-1].text and "try in a minute" in answers[-1].text
    [code] = codes.make_list(world.survey, "west", 1, world.officer)
    assert client.post("/surveys/code", data={"code": code}).status_code == 302


@pytest.mark.postgresql
def test_a_worker_who_taps_twice_at_once_is_given_two_codes(app, world):
    survey, child, worker = world.survey.id, world.child.id, world.worker.id
    session.commit()
    both = Barrier(2)

    def one():
        with app.app_context():
            of, to = session.get_one(Survey, survey), session.get_one(YoungPerson, child)
            by = session.get_one(Account, worker)
            both.wait()
            code = codes.hand_out(of, to, by)
            session.commit()
            return code

    with ThreadPoolExecutor(2) as taps:
        given = [each.result() for each in [taps.submit(one) for _time in range(2)]]
    assert len(set(given)) == how_many(SurveyCode) == 2 and how_many(SurveyHanded) == 1

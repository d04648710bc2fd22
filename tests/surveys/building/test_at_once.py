"""Ten at the same moment: of one question one changes it and nine are told; none is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask.testing import FlaskClient

from app.core.permissions import Role
from app.demo.factories import make_staff, make_survey
from surveys.survey_models import Survey
from tests.surveys.building.typing_in import question
from tests.talking import hidden

MANY = 10
COOKIE = "listen"


def all_at_once(app, cookie: str, path: str, forms: list[dict]) -> list:
    """(status, page) of each of these forms, sent at the same moment."""
    line = Barrier(len(forms))

    def send(data: dict) -> tuple[int, str]:
        visitor = FlaskClient(app, app.response_class)
        visitor.set_cookie(COOKIE, cookie)
        line.wait()
        with visitor.post(path, data=data) as answer:
            return answer.status_code, answer.text

    with ThreadPoolExecutor(len(forms)) as senders:
        return list(senders.map(send, forms))


def one_changes_it_and_nine_are_told(app, session, ada, address, survey):
    path = address("/questions/q_best")
    page = ada.get(path).text
    token, was = hidden(page, "csrf_token"), hidden(page, "was")
    asked = [f"Question {number} of ten?" for number in range(MANY)]
    forms = [question(1, ask=one, new_3="", csrf_token=token, was=was) for one in asked]
    session.rollback()  # The test itself keeps nobody waiting.
    heard = all_at_once(app, ada.get_cookie(COOKIE).value, path, forms)
    assert sorted(status for status, _page in heard) == [303, *[409] * (MANY - 1)]
    kept = survey()
    assert kept.revision == 2 and len(kept.definition["questions"]) == 3
    for words, (status, page) in zip(asked, heard, strict=True):
        if status == 409:
            assert words in page
        else:
            assert kept.definition["questions"][-1]["ask"] == words


def ten_add_one_each_and_all_are_kept(app, session, ada, address, survey):
    path, page = address("/questions"), ada.get(address("/questions/new?type=one_choice")).text
    token, was = hidden(page, "csrf_token"), hidden(page, "was")
    asked = [f"Question {number} of ten?" for number in range(MANY)]
    forms = [question(1, ask=one, new_3="", csrf_token=token, was=was) for one in asked]
    session.rollback()
    heard = all_at_once(app, ada.get_cookie(COOKIE).value, path, forms)
    assert [status for status, _page in heard] == [303] * MANY
    kept = [one["ask"] for one in survey().definition["questions"]]
    assert sorted(kept[3:]) == asked and survey().revision == 1 + MANY


def test_on_sqlite_one_changes_a_question_and_nine_are_told(app, session, ada, address, survey):
    one_changes_it_and_nine_are_told(app, session, ada, address, survey)


def test_on_sqlite_ten_add_one_each_and_all_are_kept(app, session, ada, address, survey):
    ten_add_one_each_and_all_are_kept(app, session, ada, address, survey)


@pytest.mark.postgresql
def test_on_postgresql_one_changes_a_question_and_nine_are_told(app, session, ada, address, survey):
    one_changes_it_and_nine_are_told(app, session, ada, address, survey)


@pytest.mark.postgresql
def test_on_postgresql_ten_add_one_each_and_all_are_kept(app, session, ada, address, survey):
    ten_add_one_each_and_all_are_kept(app, session, ada, address, survey)


@pytest.mark.postgresql
def test_on_postgresql_a_survey_goes_all_its_way(world, ada, bo, officer, address, survey):
    fine = {"seen": 1, "fine": "yes", "note": ""}
    assert ada.post(address("/second-look"), data=fine).status_code == 303
    assert bo.post(address("/look"), data=fine).status_code == 303
    assert officer.post(f"/surveys/check/{world.survey.id}", data=fine).status_code == 303
    assert ada.post(address("/open"), data=fine).status_code == 303
    assert ada.post(address("/close"), data=fine).status_code == 303
    assert survey().stage == "closed"
    assert ada.post(address("/copy"), data=fine | {"title": "Again"}).status_code == 303
    assert "How is home?" in ada.get("/surveys/build/").text


def test_who_writes_in_one_council_and_checks_in_the_other_keeps_them_apart(
    world, session, signed_in_as
):
    double = make_staff(Role.YOUNG_INSPECTOR, council=world.west)
    double.grants = [*double.grants, *world.northern.grants]
    survey = make_survey([world.north], world.nan)
    session.commit()
    visitor, address = signed_in_as(double), f"/surveys/build/{survey.id}"
    assert visitor.get(address).status_code == 404
    assert visitor.post(f"{address}/questions", data=question(1)).status_code == 404
    assert visitor.post(f"{address}/copy", data={"seen": 1}).status_code == 404
    assert visitor.get(f"/surveys/check/{survey.id}").status_code == 200
    assert visitor.get(f"{address}/preview/8_11").status_code == 200
    assert visitor.get(f"/surveys/check/{world.survey.id}").status_code == 404
    assert session.get(Survey, survey.id, populate_existing=True).revision == 1

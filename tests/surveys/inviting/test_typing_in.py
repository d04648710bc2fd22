"""Paper is typed in: marked as such, checked like everything, and nothing typed is lost."""

from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.db import session
from app.safeguarding.models import Alert
from surveys.inviting.asked_models import SurveyMark
from surveys.inviting.finding import ages_of
from surveys.models import Answer, Response
from tests.talking import hidden


def at(world, council: str = "west") -> str:
    return f"/surveys/typing-in/{world.survey.id}/{council}/11_17"


def sheet(**answers) -> dict:
    given = {f"{key}-answer": said for key, said in answers.items()}
    return {"language": "en", "once": "a sheet of its own", **given}


def sent() -> list[Response]:
    rows = select(Response).where(Response.sent_on.is_not(None))
    return list(session.scalars(rows).unique())


def test_an_officer_types_in_a_sheet(world, signed_in_as):
    visitor = signed_in_as(world.officer)
    page = visitor.get(at(world))
    assert page.status_code == 200 and hidden(page.text, "once")
    done = visitor.post(at(world), data=sheet(food="sad", heard="yes", anything="Warm rooms"))
    assert done.status_code == 302
    response = sent()[0]
    assert response.anonymous and response.council_code == "west" and response.sent_at is None
    mark = session.scalars(select(SurveyMark)).one()
    assert (mark.response_id, mark.from_paper, mark.state) == (response.id, True, "in")
    assert {one.question_key for one in response.answers} == {"food", "heard", "anything"}
    entry = session.scalars(
        select(AuditEntry).where(AuditEntry.action == "survey_paper_typed")
    ).one()
    assert (entry.subject_id, entry.note) == (world.survey.id, "west 11_17")


def test_the_same_sheet_sent_twice_is_one(world, signed_in_as):
    visitor = signed_in_as(world.officer)
    for _time in range(2):
        assert visitor.post(at(world), data=sheet(food="sad")).status_code == 302
    assert len(sent()) == 1


def test_another_sheet_sent_from_the_page_of_the_one_before_is_not_lost(world, signed_in_as):
    visitor = signed_in_as(world.officer)
    visitor.post(at(world), data=sheet(food="sad"))
    page = visitor.post(at(world), data=sheet(food="sad", anything="The second sheet"))
    assert page.status_code == 409 and "The second sheet" in page.text
    assert "The sheet before this one is kept already" in page.text
    data = {**sheet(food="sad", anything="The second sheet"), "once": hidden(page.text, "once")}
    assert visitor.post(at(world), data=data).status_code == 302
    assert len(sent()) == 2


def test_an_empty_sheet_is_not_kept(world, signed_in_as):
    page = signed_in_as(world.officer).post(at(world), data=sheet())
    assert page.status_code == 422 and "There is nothing to keep yet" in page.text
    assert sent() == []


def test_what_the_paper_does_not_ask_together_is_said_and_stays_on_the_page(world, signed_in_as):
    data = sheet(heard="yes", who=["carers"], anything="Stays here")
    page = signed_in_as(world.officer).post(at(world), data=data)
    assert page.status_code == 422 and "who answered as above is not asked this" in page.text
    assert "Stays here" in page.text and sent() == [] and hidden(page.text, "not_asked") == "who"
    data |= {"do": "leave_out", "not_asked": "who"}
    done = signed_in_as(world.officer).post(at(world), data=data, follow_redirects=True)
    assert "without 1 answer to what is not asked" in done.text
    assert {one.question_key for one in sent()[0].answers} == {"heard", "anything"}
    assert session.scalars(select(AuditEntry.note)).all()[-1] == "west 11_17 who"


def test_no_answer_is_left_out_that_whoever_types_was_not_told_of(world, signed_in_as):
    data = sheet(heard="yes", who=["carers"]) | {"do": "leave_out", "not_asked": "anything"}
    page = signed_in_as(world.officer).post(at(world), data=data)
    assert page.status_code == 422 and hidden(page.text, "not_asked") == "who" and sent() == []


def test_words_that_are_too_long_stay_on_the_page(world, signed_in_as):
    page = signed_in_as(world.officer).post(at(world), data=sheet(anything="x" * 10_001))
    assert page.status_code == 422 and "x" * 10_001 in page.text


def test_a_worry_on_paper_is_on_the_duty_desk_too(world, signed_in_as):
    signed_in_as(world.officer).post(at(world), data=sheet(anything="My dad hits me."))
    assert session.scalars(select(Alert)).one().anonymous


def test_paper_comes_in_after_the_last_day_too(world, signed_in_as, clock):
    clock.set(2026, 4, 20, 9)
    assert signed_in_as(world.officer).post(at(world), data=sheet(food="sad")).status_code == 302
    assert len(sent()) == 1


def test_the_language_it_was_written_in_is_kept(world, signed_in_as):
    data = {**sheet(anything="أريد غرفة"), "language": "ar"}
    signed_in_as(world.officer).post(at(world), data=data)
    assert session.scalars(select(Answer)).one().language == "ar"


def test_it_is_typed_in_by_those_of_the_council_alone(world, signed_in_as):
    for account, council in (
        (world.officer, "north"),
        (world.inspector, "west"),
        (world.worker, "west"),
        (world.child.account, "west"),
    ):
        assert signed_in_as(account).get(at(world, council)).status_code == 404


def test_a_tick_by_mistake_can_be_taken_back(world, signed_in_as):
    visitor = signed_in_as(world.officer)
    nothing = 'name="food-answer" value="" checked'
    assert nothing in visitor.get(at(world)).text
    again = visitor.post(at(world), data=sheet(food="sad", heard="not there"))
    assert again.status_code == 422 and nothing not in again.text
    assert visitor.post(at(world), data=sheet(food="", heard="yes")).status_code == 302
    assert {one.question_key for one in sent()[0].answers} == {"heard"}


def test_nothing_but_the_button_at_the_end_keeps_the_sheet(world, signed_in_as, session):
    version = next(iter(ages_of(world.survey).values()))
    version.definition = {
        **version.definition,
        "questions": [
            {
                "key": "tap",
                "type": "one_tap",
                "ask": "Which?",
                "choices": [
                    {"code": "a", "label": "This", "symbol": "home"},
                    {"code": "b", "label": "That", "symbol": "walk"},
                ],
            }
        ],
    }
    session.commit()
    page = signed_in_as(world.officer).get(at(world).replace("11_17", "8_11")).text
    form = page.partition('name="once"')[2].partition("</form>")[0]
    assert form.count("<button") == 1 and 'name="tap-answer" value="a"' in form

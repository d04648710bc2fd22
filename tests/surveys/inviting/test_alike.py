"""A survey answered in another language takes one line of the duty desk's list."""

from app.core.permissions import Role
from app.demo.factories import answer_survey, make_open_survey, make_staff


def test_answers_to_one_survey_wait_together_whatever_age_they_are_for(
    world, session, signed_in_as
):
    for ages in ("8_11", "11_17", "11_17"):
        answer_survey(world.survey, ages=ages, language="ar", anything="أريد المزيد من الخبز")
    answer_survey(
        make_open_survey(world.west, title="Another"), language="ar", anything="أريد المزيد"
    )
    duty = make_staff(Role.DUTY_WORKER, council=world.west)
    session.commit()
    page = signed_in_as(duty).get("/safeguarding/").text
    assert "3 answers to “<bdi>Home and food</bdi>” wait to be read in Arabic" in page
    assert page.count("Not in English, or not in words") == 1

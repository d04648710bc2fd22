"""Every page has a title of its own, and every button says which question it is for."""

import re

from app.demo.factories import make_survey

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
BUTTON = re.compile(r'<(?:a|button) class="button[^>]*>.*?</(?:a|button)>')
TAG = re.compile(r"<[^>]*>")
OWN = ("", "/about", "/bank", "/look", "/questions/new", "/questions/new?type=feeling",
       "/questions/q_safe", "/questions/q_why", "/questions/q_safe/next", "/questions/q_why/next",
       "/questions/q_safe/remove", "/questions/q_best/remove", "/preview/8_11",
       "/preview/8_11/q_safe", "/preview/8_11/q_best", "/preview/8_11/end")  # fmt: skip


def title_of(page):
    return TITLE.search(page.text)[1].strip()


def test_each_page_of_a_survey_has_its_own_title_with_the_surveys_name(ada, address):
    titles = {rest: title_of(ada.get(address(rest))) for rest in OWN}
    assert len(set(titles.values())) == len(OWN), titles
    assert all("How is home?" in title for title in titles.values())
    assert titles["/questions/q_why"].startswith("Question 2 of 3 – Change a question")
    others = {title_of(ada.get(f"/surveys/build/{rest}")) for rest in ("", "new", "bring-in")}
    assert len(others) == 3 and not others & {*titles.values()}


def test_the_officers_page_is_called_as_the_survey(world, officer):
    check = officer.get(f"/surveys/check/{world.survey.id}")
    assert title_of(check).startswith("How is home?")


def test_buttons_say_which_question_they_are_for_and_never_its_key(ada, address):
    page = ada.get(address()).text
    buttons = [" ".join(TAG.sub("", one).split()) for one in BUTTON.findall(page)]
    assert "Up What makes you feel not so safe?" in buttons
    assert "Take off Do you feel safe at home?" in buttons
    assert not [one for one in buttons if "q_" in one]
    about = [one for one in buttons if one.endswith("?")]
    assert len(set(about)) == len(about) == 3 * 5 + 2 * 2, "each question has its own"


def test_the_bank_opens_on_the_ages_the_survey_is_for(world, ada, address, session):
    first = ada.get(address("/bank")).text
    assert "How do you feel about school?" in first
    assert "Do you know who your social worker is?" not in first, "it is for 4 to 7"
    assert "Do you know who your social worker is?" in ada.get(address("/bank?ages=all")).text
    little = make_survey([world.west], world.ada, ages=("4_7",))
    session.commit()
    page = ada.get(f"/surveys/build/{little.id}/bank").text
    assert "Do you know who your social worker is?" in page
    assert "How do you feel about school?" not in page

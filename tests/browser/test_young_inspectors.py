"""Two Young Inspectors ask, find something out, and are answered in front of their board."""

import pytest

from app.demo.factories import PASSPHRASE
from tests.browser import inspection_steps as inspection
from tests.browser import survey_answers as answers
from tests.browser import survey_steps as survey
from tests.browser.conftest import DESKTOP
from tests.browser.inspectors_town import NORTHERN_ADVICE, NORTHERN_WORDS, open_town


@pytest.fixture
def town(tmp_path, sqlite_template):
    with open_town(tmp_path, sqlite_template) as town:
        yield town


@pytest.fixture
def at_a_desk(town, open_window):
    """A member of staff, signed in: `at_a_desk("Priya")`."""
    return lambda name: town.seats(open_window(town.server, DESKTOP), name)


def test_they_ask_thirty_and_find_something_and_the_board_reads_both(town, open_window, at_a_desk):
    nova, ike = (open_window(town.server).signs_in(name, PASSPHRASE) for name in ("Nova", "Ike"))
    priya = at_a_desk("Priya")
    at = opens_a_survey(nova, ike, priya, town)
    thirty_answer(at, nova, priya, at_a_desk("Daniel"), town, open_window)
    nova.opens(at).sees("Answers: about 30.").taps("See what came back West Northamptonshire")
    answers.reads_the_results(nova)
    answers.takes_the_tables(nova)
    nova.opens(at).page.get_by_text("Close it now").first.click()
    nova.taps("Close it now").sees("How it went")

    inspection.inspects(nova)
    inspection.lets_it_through(priya)
    inspection.answers_in_part(at_a_desk("Leah"))
    inspection.lets_the_answer_through(priya)
    inspection.says_it_is_not_enough(nova)
    ike.opens("/inspecting/").taps(inspection.HUB).sees(inspection.ADVICE)
    inspection.writes_own_words(nova)
    inspection.lets_the_words_through(priya)

    report = inspection.begins_the_report(priya, town)
    inspection.the_quarter_ends(town, report)
    ruth = at_a_desk("Ruth").opens(f"/reports/{report}")
    reads_what_is_theirs(ruth)


def opens_a_survey(nova, ike, priya, town) -> str:
    """Built by one, read by another, checked by an officer; its address."""
    at = survey.builds(nova)
    survey.gives_a_way(nova)
    survey.says_what_it_is_for(nova)
    survey.tries_it_in_arabic(nova, at, town)
    nova.taps("Ask for a second look").sees("Waiting for a second look")
    nova.does_not_see("Take a second look")
    ike.page.locator(".site-links").get_by_role("link", name="Our surveys").click()
    ike.page.locator(".card-way a", has_text=survey.TITLE).click()
    ike.taps("Take a second look")
    ike.sees("If they say “No” → question 2").taps("It is fine")
    ike.sees("Waiting for the safety check")
    priya.opens("/surveys/check/").taps(survey.TITLE).sees("Small groups can stand out").taps(
        "It is fine"
    )
    nova.opens(at).page.locator("summary", has_text="Open it now").click()
    nova.taps("Yes, open it").sees("Young people answer it now.")
    return at


def thirty_answer(at: str, nova, priya, daniel, town, open_window) -> None:
    """Most by their phones' lines alone; one of each language on its pages."""
    number = survey.only_survey(town)
    for language, words in (("ar", survey.IN_ARABIC), ("ti", survey.IN_TIGRINYA)):
        survey.puts_into(daniel, number, language, words)
    codes = survey.prints_codes(priya, number, 15)
    link = survey.shares_it(nova)
    answers.twenty_seven_answer(town, number, link, codes)
    for language, words in (("en", "More of it."), ("ti", "ጸብሒ")):
        phone = open_window(town.server).opens(f"/surveys/{link}/?lang={language}")
        answers.answers_on_a_phone(phone, town, language, words)
    phone = open_window(town.server).opens("/surveys/?lang=ar")
    phone.writes(codes.pop(), town.says("ar", "Your code")).taps(town.says("ar", "Go on"))
    answers.answers_on_a_phone(phone, town, "ar", "طعام حار")


def reads_what_is_theirs(ruth) -> None:
    """The board of the west: its inspectors' words, what is open, and nothing of the north."""
    own = ruth.page.locator("#inspectors-words")
    assert inspection.OWN_WORDS in own.inner_text()
    found = ruth.page.locator("#inspections").inner_text()
    still_open = found[found.index("Recommendations that are still open") :]
    assert inspection.BECAUSE in found and "Not enough" in found
    assert inspection.ADVICE in still_open and inspection.HUB in still_open
    asked = ruth.page.locator("#surveys").inner_text()
    assert f"{survey.TITLE} – {survey.LIKE}" in asked and "30" in asked
    for northern in (NORTHERN_WORDS, NORTHERN_ADVICE, "Family Time Centre"):
        ruth.does_not_see(northern)
    titles = ruth.page.get_by_role("heading", level=2).all_inner_texts()
    assert len(titles) == len(set(titles))

"""How the inspection of the story is made, looked over, answered and told to the board."""

import re
from datetime import datetime, timedelta

from app.core.clock import LONDON, now, today
from app.core.db import session
from app.core.reporting import Period
from app.reports.models import Report
from tests.browser.inspectors_town import Town
from tests.clocks import SettableClock
from tests.reports.freezing import freeze

A_GATES_TIME = 60_000
"""Milliseconds: the draft comes by itself once every number went through the gate."""
HUB = "The Lighthouse Hub"
CRITERION = "There is a quiet place to talk."
FOUND = "Everybody can hear what is said in the room."
ADVICE = "Put in a door that shuts, so that words stay in the room."
BECAUSE = "We put up a curtain. A new door comes next year."
NOT_ENOUGH = "A curtain does not keep words in."
OWN_WORDS = "We asked about dinner and we looked at a hub. Adults listened, and still are slow."


def inspects(nova) -> None:
    """Nova and Ike look at a service, find something, and say who has to answer by when."""
    nova.taps("Inspect").taps("Start an inspection").taps(HUB).chooses("Ike").taps("Start")
    nova.writes(CRITERION, "What does a good one do?").taps("Add it")
    nova.page.locator("#criteria").get_by_role("link", name=CRITERION).click()
    nova.chooses("Not good: it has to change").taps("Keep").taps("Write down what you found")
    nova.chooses("Needs work").writes(FOUND, "What did you find?").taps("Keep")
    nova.taps("Write down a visit").chooses("They knew that we come").taps("Keep")
    nova.taps("Write down what they should do").writes(ADVICE, "What should they do?")
    nova.page.get_by_label("Who should answer?").select_option(label="Leah Okafor, Worker")
    by = datetime.now(LONDON).date() + timedelta(days=28)
    nova.writes(by.isoformat(), "By which day should they answer?").taps("Keep")
    nova.sees("Leah Okafor").taps("Hand it over")
    nova.sees("An adult of the participation team is reading it")


def lets_it_through(priya) -> None:
    """The officer sees that nobody can be recognised in it, and gives it to the service."""
    priya.opens("/inspections/desk/").page.get_by_role("link", name=HUB).first.click()
    for words in (FOUND, ADVICE):
        panel = priya.page.locator("section.card", has=priya.page.get_by_role("textbox"))
        panel = panel.filter(has_text=words)
        panel.get_by_label("Nobody can be recognised in this").check()
        panel.get_by_role("button", name="It may be told like this").click()
    priya.sees("Everything was looked at.").taps("Give it to the service")
    priya.does_not_see("Give it to the service")


def answers_in_part(leah) -> None:
    """Whoever answers for the service finds it among what waits for her, and says what they do."""
    leah.opens("/feedback/").taps("Young Inspectors ask").sees("Waits for an answer")
    leah.page.get_by_role("link", name=HUB).first.click()
    leah.sees(ADVICE).chooses("Partly, because").writes(BECAUSE, "Say it in plain words")
    by = datetime.now(LONDON).date() + timedelta(days=60)
    leah.writes(by.isoformat(), "Done by").chooses("No child can be recognised in this")
    leah.page.get_by_role("button", name="Answer", exact=True).click()
    leah.sees("Sent. The inspectors read it; everybody can once an officer has looked.")


def lets_the_answer_through(priya) -> None:
    priya.opens("/inspections/desk/").sees("An answer waits for your look")
    priya.page.get_by_role("link", name=HUB).first.click()
    priya.sees(BECAUSE).taps("Everybody may read it").sees("Everybody can read it")


def says_it_is_not_enough(nova) -> None:
    """It is their turn; the recommendation stays open until they close it."""
    nova.taps("Inspect").sees("It is your turn")
    nova.page.locator(".notice").get_by_role("link", name=HUB).click()
    nova.sees(BECAUSE).chooses("Not enough").writes(NOT_ENOUGH, "Say why, if you want")
    nova.taps("Tell them").sees("You said: Not enough")


def writes_own_words(nova) -> None:
    nova.taps("Inspect").taps("Our own words for the board")
    nova.writes(OWN_WORDS, "What did you see this quarter?").taps("Keep")
    nova.sees("An adult still looks at it")


def lets_the_words_through(priya) -> None:
    priya.opens("/inspections/desk/").page.locator("a[href*='/desk/words/']").click()
    priya.sees(OWN_WORDS).chooses("Nobody can be recognised in this")
    priya.taps("It may be printed like this")


def begins_the_report(priya, town: Town) -> int:
    """The draft of this quarter, as far as it has come; its id."""
    with town.app.app_context():
        quarter = Period.holding(today())
    priya.opens("/reports/new").page.get_by_label("Quarter").select_option(quarter.code)
    priya.taps("Begin")
    priya.page.get_by_text("It can be frozen after").wait_for(timeout=A_GATES_TIME)
    priya.sees(OWN_WORDS).does_not_see("Freeze this report")
    return int(re.search(r"/reports/(\d+)", priya.page.url)[1])


def the_quarter_ends(town: Town, report_id: int) -> None:
    """A week into the next one the report is frozen, as the officer's button does it."""
    with town.app.app_context():
        clock = SettableClock()
        clock.moment = now() + timedelta(days=(Period.holding(today()).last_day - today()).days + 7)
        town.app.extensions["clock"] = clock
        freeze(session.get_one(Report, report_id), town.account("Priya"))
        session.commit()

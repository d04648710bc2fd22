"""Two Young Inspectors build a survey on phones without JavaScript, and an officer checks it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from sqlalchemy import select

from app.accounts.models import Account
from app.core.db import session
from app.demo import cast
from tests.browser.conftest import PHONE
from tests.browser.cookies import put, signed_in_cookie
from tests.browser.test_accessibility import RULES, SIDEWAYS, SMALL

SCRIPT = "<script>alert(1)</script> Is it fine?"


@pytest.fixture
def inspector(open_window, live_server):
    """A maker of Young Inspectors of the demo who have signed in: `inspector("Nova")`."""

    def inspector(name, **options):
        phone = open_window(live_server, PHONE, **options).signs_in(name, cast.PASSWORD)
        return phone.sees("Our surveys")

    return inspector


def test_two_build_it_and_an_officer_checks_it(inspector, open_window, live_server, demo_app):
    nova = inspector("Nova", java_script_enabled=False)
    nova.opens("/surveys/build/new").writes("Our bus", "What is it called?")
    nova.chooses("8 to 11", "11 to 17", "West Northamptonshire").taps("Start")
    survey = nova.path.partition("#")[0]
    nova.taps("Write a question").taps("Yes, no, or not sure")
    nova.writes("Don’t you think the bus is late?", "Your question").taps("Keep this")
    nova.page.get_by_text("idea to make it better").click()
    nova.sees("This gives away which answer you hope for.").sees("the bus is late, or not?")
    nova.taps("Change Don’t you think the bus is late?").writes(
        "Is the bus late?", "Your question"
    ).taps("Keep this")
    nova.does_not_see("This gives away which answer you hope for.")
    nova.taps("Write a question").taps("As many words of their own as they like")
    nova.writes(SCRIPT, "Your question").taps("Keep this")
    nova.taps("Take one from the bank").page.locator("summary", has_text="School").click()
    nova.taps("Add it How do you feel about school?")
    nova.taps("Back to the survey").taps("What comes next Is the bus late?")
    nova.chooses("Ask the next question only after the answers that lead to it")
    nova.page.get_by_label("If they say “Yes”").select_option(index=1)
    nova.taps("Keep this").sees("If they say “Yes” → question 2")
    nova.taps("Change the name, the words and the days")
    nova.writes("We want better buses.", "What is it for?")
    nova.writes("Thank you.", "What do you say at the end?").taps("Keep this")
    nova.taps("8 to 11").taps("Start").taps("No").taps("Next").sees("How do you feel about school?")
    nova.opens(survey).taps("Ask for a second look").sees("Waiting for a second look")

    ike = inspector("Ike", java_script_enabled=False).opens(survey)
    ike.taps("Take a second look").sees("If they say “Yes” → question 2").taps("It is fine")
    ike.sees("Waiting for the safety check")

    priya = open_window(live_server)
    with demo_app.app_context():
        rows = select(Account).where(Account.email == cast.STAFF[0].email)
        cookie = signed_in_cookie(demo_app, session.scalars(rows).one())
    put(priya.page, demo_app, live_server.address, cookie)
    priya.opens("/surveys/check/").taps("Our bus").sees("Nobody stands out").taps("It is fine")
    nova.opens(survey).page.locator("summary", has_text="Open it now").click()
    nova.taps("Yes, open it").sees("Young people answer it now.")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_its_pages_fit_small_phones_and_axe_finds_nothing(inspector, language):
    nova = inspector("Nova").opens(f"/surveys/build/?lang={language}")
    link = nova.page.locator(".card-way a", has_text="Getting to school").get_attribute("href")
    paths = ("/surveys/build/", "/surveys/build/new", "/surveys/build/bring-in", link,
             *(link + rest for rest in ("/about", "/bank", "/look", "/throw-away",
                                        "/questions/q_way", "/questions/q_way/next",
                                        "/questions/q_way/remove", "/preview/8_11",
                                        "/preview/8_11/q_way")))  # fmt: skip
    nova.page.set_viewport_size({"width": 320, "height": 740})
    faults = []
    for path in paths:
        nova.opens(path)
        found = Axe().run(nova.page, options=RULES).response["violations"]
        faults += [(path, one["id"], one["nodes"][0]["html"][:160]) for one in found]
        assert nova.page.evaluate(SIDEWAYS) <= 0, path
        assert nova.page.evaluate(SMALL) == [], path
    assert faults == []

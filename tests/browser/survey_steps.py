"""How the survey of the story is built, tried out, shared and put into other languages."""

import csv
import io
import re

from playwright.sync_api import expect
from sqlalchemy import select

from app.core.db import session
from surveys.survey_models import Survey
from tests.browser.inspectors_town import Town

TITLE, LIKE, BETTER = "Dinner and us", "Do you like dinner?", "What would make dinner better?"
LIVE = "Where do you live?"
LEADING = "Don’t you think dinner is boring?"
INTRO, THANKS = "We want dinner to be good for everybody.", "Thank you. We tell you what we found."
IN_ARABIC = {
    TITLE: "العشاء ونحن",
    INTRO: "نريد أن يكون العشاء جيدا للجميع.",
    THANKS: "شكرا. سنخبركم بما وجدنا.",
    LIKE: "هل تحب العشاء؟",
    BETTER: "ما الذي يجعل العشاء أفضل؟",
}
IN_TIGRINYA = {
    TITLE: "ድራርን ንሕናን",
    INTRO: "ድራር ንኹሉ ጽቡቕ ክኸውን ንደሊ።",
    THANKS: "የቐንየልና። ዝረኸብናዮ ክንነግረኩም ኢና።",
    LIKE: "ድራር ትፈቱ ዶ?",
    BETTER: "ድራር እንታይ ምገበሮ ጽቡቕ?",
}


def builds(nova) -> str:
    """A survey of three questions for two ages: a hint is followed, two questions change places,
    a way is given in words. Its address.
    """
    nova.page.locator(".site-links").get_by_role("link", name="Our surveys").click()
    nova.taps("Start a survey").writes(TITLE, "What is it called?")
    nova.chooses("8 to 11", "11 to 17").taps("Start")
    address = nova.path.partition("#")[0]
    nova.taps("Write a question").taps("Yes, no, or not sure")
    nova.writes(LEADING, "Your question").taps("Keep this")
    nova.page.get_by_text("idea to make it better").click()
    nova.sees("This gives away which answer you hope for.").sees("dinner is boring, or not?")
    on_card(nova, "dinner is boring", "Change")
    nova.writes(LIKE, "Your question").taps("Keep this")
    nova.does_not_see("This gives away which answer you hope for.")
    nova.taps("Take one from the bank").page.locator("summary", has_text="About you").click()
    nova.taps(f"Add it {LIVE}").taps("Back to the survey")
    nova.taps("Write a question").taps("As many words of their own as they like")
    nova.writes(BETTER, "Your question").taps("Keep this")
    on_card(nova, BETTER, "Up")
    expect(nova.page.locator(".survey-questions h3").nth(1)).to_contain_text(BETTER)
    assert asked_on(nova) == [f"1. {LIKE}", f"2. {BETTER}", f"3. {LIVE}"]
    return address


def on_card(person, words: str, name: str) -> None:
    """On the card of the question with these words, tap what is called so."""
    card = person.page.locator(".survey-questions > li", has_text=words)
    called = re.compile(f"^{name}")
    card.get_by_role("link", name=called).or_(card.get_by_role("button", name=called)).click()


def asked_on(person) -> list[str]:
    """The questions on the survey's page, in their order."""
    heads = person.page.locator(".survey-questions h3").all_inner_texts()
    return [" ".join(head.split()) for head in heads]


def gives_a_way(nova) -> None:
    """In words: only those who say no are asked what would be better."""
    on_card(nova, LIKE, "What comes next")
    nova.page.get_by_label("If they say “No”").select_option(index=1)
    nova.chooses("Ask the next question only after the answers that lead to it").taps("Keep this")
    nova.sees(f"If they say “No” → question 2, “{BETTER}”")
    nova.sees(f"Everybody else → question 3, “{LIVE}”")


def says_what_it_is_for(nova) -> None:
    nova.taps("Change the name, the words and the days").writes(INTRO, "What is it for?")
    nova.writes(THANKS, "What do you say at the end?")
    nova.writes("150", "About how many young people will be asked?").taps("Keep this")
    nova.sees("Small groups can stand out")


def tries_it_in_arabic(nova, address: str, town: Town) -> None:
    """As the phone of somebody who reads Arabic shows it; then in English again."""
    nova.opens(f"{address}/preview/11_17?lang=ar")
    assert nova.page.locator("html").get_attribute("dir") == "rtl"
    for said in ("Start", "Yes", "Next"):
        nova.taps(town.says("ar", said))
    nova.sees(town.says("ar", LIVE)).sees(town.says("ar", "In a children’s home"))
    nova.opens(f"{address}?lang=en")


def shares_it(nova) -> str:
    """The square to scan, the poster in Arabic, and the link: its last part."""
    nova.sees("Too few have answered to show anything yet.")
    expect(nova.page.get_by_role("img", name="The link, to scan")).to_be_visible()
    nova.page.get_by_label("Language of the poster").select_option("ar")
    with nova.page.expect_download() as coming:
        nova.taps("Poster (PDF)")
    assert coming.value.path().read_bytes().startswith(b"%PDF")
    link = nova.page.locator(".survey-address a").inner_text()
    return re.fullmatch(r"http://.*/surveys/([a-z0-9]{10})/", link)[1]


def puts_into(daniel, survey_id: int, language: str, words: dict[str, str]) -> None:
    """The interpreter's page, text by text."""
    daniel.opens(f"/surveys/words/{survey_id}/{language}")
    for english, said in words.items():
        field = daniel.page.get_by_label(re.compile(f"^In .*: {re.escape(english)}$"))
        field.fill(said)
        form = daniel.page.locator("form", has=field)
        form.get_by_role("button", name=re.compile("^Keep")).last.click()
        daniel.sees(said)


def prints_codes(priya, survey_id: int, number: int) -> list[str]:
    """A list of one-time codes, from the officers' desk."""
    priya.opens(f"/surveys/desk/{survey_id}").writes(str(number), "How many codes")
    priya.page.get_by_label("As").select_option("csv")
    with priya.page.expect_download() as coming:
        priya.taps("Make codes")
    table = coming.value.path().read_text("utf-8-sig")
    return [row[0] for row in csv.reader(io.StringIO(table))][1:]


def only_survey(town: Town) -> int:
    with town.app.app_context():
        return session.scalars(select(Survey.id)).one()

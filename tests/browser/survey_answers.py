"""How the survey of the story is answered, by many phones, and what its inspectors see of it."""

import csv
import io
from dataclasses import dataclass

from playwright.sync_api import expect

from app.core.db import session
from surveys.survey_models import Survey
from tests.browser.inspectors_town import Town
from tests.browser.survey_steps import (
    BETTER,
    IN_ARABIC,
    IN_TIGRINYA,
    INTRO,
    LIKE,
    LIVE,
    THANKS,
    TITLE,
)
from tests.browser.test_accessibility import SIDEWAYS
from tests.callers import Caller
from tests.surveys.inviting.answers import answer

LANGUAGES = ("en", "ar", "ti")
OWN_WORDS = {"en": {}, "ar": IN_ARABIC, "ti": IN_TIGRINYA}
"""What the survey's own texts are in a language, by their English."""


@dataclass(frozen=True)
class Said:
    """What somebody answers: codes, and words or none."""

    like: str
    home: str
    words: str = ""


BY_LINE = [
    *[Said("yes", "foster_home")] * 12,
    *[Said("no", "childrens_home", "More spice.")] * 10,
    *[Said("yes", "childrens_home")] * 3,
    *[Said("not_sure", "foster_home")] * 2,
]
"""What twenty-seven say whose phones are not drawn here; three more say no, page by page."""


def twenty_seven_answer(town: Town, survey_id: int, link: str, codes: list[str]) -> None:
    """In three languages, every second one with a code; each with cookies of their own."""
    keys = keys_of(town, survey_id)
    for place, said in enumerate(BY_LINE):
        code = codes.pop() if place % 2 else ""
        answers_by_line(town, link, keys, LANGUAGES[place % 3], said, code)


def keys_of(town: Town, survey_id: int) -> dict[str, str]:
    """The survey's questions, by the words they are asked in."""
    with town.app.app_context():
        asked = session.get_one(Survey, survey_id).definition["questions"]
        return {one["ask"]: one["key"] for one in asked}


def answers_by_line(town: Town, link: str, keys, language: str, said: Said, code: str = "") -> None:
    """Somebody with a phone of their own: cookies of their own, page by page, until it is sent."""
    given = {keys[LIKE]: said.like, keys[BETTER]: said.words, keys[LIVE]: said.home}
    with Caller(town.server.address) as phone:
        phone.get(f"/surveys/?lang={language}")
        if code:
            assert phone.post("/surveys/code", data={"code": code}).status_code == 302
        sent = answer(phone, link, {key: one for key, one in given.items() if one})
        assert sent.headers["Location"].endswith("/sent")


def answers_on_a_phone(phone, town: Town, language: str, words: str) -> None:
    """From the survey's first page, in their language, at the width of a phone."""

    def says(english: str) -> str:
        return OWN_WORDS[language].get(english) or town.says(language, english)

    phone.sees(says(TITLE)).sees(says(INTRO)).taps(says("11 to 17"))
    phone.sees(says(LIKE)).taps(says("No")).taps(says("Next")).sees(says(BETTER))
    phone.page.locator("main textarea").fill(words)
    phone.taps(says("Next")).sees(says(LIVE)).taps(says("In a children’s home")).taps(says("Next"))
    phone.sees(says("Look at your answers")).sees(words).taps(says("Send it"))
    phone.sees(says("Sent")).sees(says(THANKS))
    assert phone.page.evaluate(SIDEWAYS) <= 0


def reads_the_results(nova) -> None:
    """Rounded, and the two who are not sure stand nowhere; cut by home, the cut is seen."""
    nova.sees("“Not shown” means: too few people")
    for folded in nova.page.get_by_text("The numbers in a table", exact=True).all():
        folded.click()
    assert row_of(nova, "Yes") == ["15", "50%"] and row_of(nova, "No") == ["15", "50%"]
    assert row_of(nova, "I’m not sure") == ["not shown", "not shown"]
    nova.taps("Where they live")
    picked = nova.page.locator(".link-row [aria-current]")
    expect(picked).to_have_text(["Where they live"])
    expect(picked).to_have_css("font-weight", "700")


def row_of(person, head: str) -> list[str]:
    row = person.page.get_by_role("row").filter(
        has=person.page.get_by_role("rowheader", name=head, exact=True)
    )
    return row.first.locator("td").all_inner_texts()


def takes_the_tables(nova) -> None:
    """As files: no number in them is finer than on the page."""
    with nova.page.expect_download() as coming:
        nova.taps("Table (CSV)")
    table = list(csv.reader(io.StringIO(coming.value.path().read_text("utf-8-sig"))))
    numbers = [int(cell) for row in table for cell in row if cell.isdigit()]
    assert 30 in numbers and all(number % 5 == 0 for number in numbers)
    with nova.page.expect_download() as coming:
        nova.taps("Workbook (XLSX)")
    assert coming.value.path().read_bytes().startswith(b"PK")

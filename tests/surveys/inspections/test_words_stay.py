"""Words that are typed and not kept yet: another language, or a tap for help, loses none."""

import pytest

from app.demo.inspected import give_inspection
from surveys.inspections import answering, checking, doing, visiting
from tests.whole_app.test_pages import faults_of

MINE = "Half of a sentence"
TAP = '<form class="worry-form" method="post" action="/inspecting/worry/" target="_blank"'


@pytest.fixture
def pages(app, world, session):
    """Where inspectors write, and the box there; every language is taken as complete."""
    app.config["SHOW_INCOMPLETE"] = True
    door, row = f"/inspecting/{world.inspection.id}", world.inspection.findings[0]
    visit = visiting.visits_of(world.inspection)[0]
    return {
        f"{door}/findings/new": "words",
        f"/inspecting/findings/{row.id}": "words",
        f"{door}/visits/new": "notes",
        f"/inspecting/visits/{visit.id}": "notes",
        f"{door}/recommendations/new": "words",
        f"/inspecting/recommendations/{world.advice.id}/change": "words",
        "/inspecting/our-words/": "words",
    }


def stays(robin, address: str, box: str) -> None:
    shown = robin.get(f"{address}?lang=en").text
    assert f'value="language:ar" formaction="{address}?lang=ar"' in shown
    assert TAP in shown and faults_of(shown) == []
    page = robin.post(f"{address}?lang=ar", data={box: MINE, "do": "language:ar"})
    assert page.status_code == 200 and f"{MINE}</textarea>" in page.text
    assert '<html lang="ar" dir="rtl">' in page.text


def test_another_language_or_a_tap_for_help_loses_nothing_that_was_typed(
    world, session, signed_in_as, pages
):
    robin, row = signed_in_as(world.robin), world.inspection.findings[0]
    for address, box in pages.items():
        stays(robin, address, box)
    session.refresh(row)
    assert MINE not in row.words and len(world.inspection.findings) == 2
    doing.hand_over(world.inspection)
    checking.check(row, "They were kind.", world.officer, because="It names somebody.")
    session.commit()
    stays(robin, f"/inspecting/changed/finding/{row.id}", "words")
    assert row.agreed is None


def test_another_language_loses_nothing_typed_to_an_answer(app, world, session, signed_in_as):
    app.config["SHOW_INCOMPLETE"] = True
    give_inspection(world.inspection, world.officer)
    answering.answer(world.advice, answering.Answer("no", "No."), world.worker)
    session.commit()
    robin, mine = signed_in_as(world.robin), f"/inspecting/recommendations/{world.advice.id}"
    shown = robin.get(mine).text
    assert f'value="language:ar" formaction="{mine}/again?lang=ar"' in shown and TAP in shown
    typed = {"again-words": MINE, "judge-judged_words": "Another half", "do": "language:ar"}
    page = robin.post(f"{mine}/again?lang=ar", data=typed)
    assert page.status_code == 200 and faults_of(page.text) == []
    assert f"{MINE}</textarea>" in page.text and "Another half</textarea>" in page.text


def test_a_page_on_which_nothing_is_typed_stays_the_one_window(world, signed_in_as):
    assert TAP not in signed_in_as(world.robin).get("/inspecting/").text

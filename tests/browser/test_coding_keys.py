"""The coding desk by keyboard: what is saved is what the screen shows, whatever was pressed."""

from datetime import date

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.accounts.models import Account
from app.core.db import session
from feedback.coding import standing
from feedback.importing import Comment
from feedback.intake import Intake
from feedback.models import NO_THEME, ImportedRow
from surveys.models import Answer
from tests.browser.conftest import DESKTOP
from tests.browser.cookies import put, signed_in_cookie

WORDS = "My room is cold and I miss my brother, and the tea is always late, and there is no bus."


@pytest.fixture
def answer(demo_app, request):
    """A comment nobody has coded, in the served database."""
    with demo_app.app_context():
        intake = Intake("west", date(2026, 1, 5))
        intake.keep([Comment(2, WORDS, source_id=request.node.name)])
        session.commit()
        rows = select(Answer).join(ImportedRow, ImportedRow.response_id == Answer.response_id)
        yield session.scalars(rows.where(ImportedRow.batch_id == intake.batch_id)).one()
        session.rollback()


@pytest.fixture
def coder(open_window, live_server, demo_app, answer):
    """A participation officer with this comment before them."""
    officer = session.scalar(select(Account).where(Account.email == "participation@listen.invalid"))
    window = open_window(live_server, DESKTOP)
    put(window.page, demo_app, live_server.address, signed_in_cookie(demo_app, officer))
    return window.opens(f"/feedback/coding/{answer.id}")


def types(coder, keys: str):
    for key in keys:
        coder.presses(key)
    return coder


def ticked(coder) -> list[str]:
    return coder.page.eval_on_selector_all(
        "input[name=codes]:checked, input[name=valence]:checked", "boxes => boxes.map(b => b.value)"
    )


def confirms(coder, answer) -> set[tuple[str, str | None]]:
    """Press Enter; what is kept of it."""
    coder.presses("Enter").sees("Saved:")
    session.rollback()
    return {(row.sub_theme, row.valence) for row in standing(answer) if row.confirmed_at}


def test_nothing_and_then_a_number_saves_the_number(coder, answer):
    types(coder, "01g")
    assert ticked(coder) == ["HOM_ROOM", "good"]
    assert confirms(coder, answer) == {("HOM_ROOM", "good")}


def test_a_number_and_then_nothing_saves_nothing_in_the_codebook(coder, answer):
    types(coder, "1g2")
    types(coder, "0")
    assert ticked(coder) == [NO_THEME]
    assert confirms(coder, answer) == {(NO_THEME, None)}


def test_nothing_has_no_feeling_to_choose(coder, answer):
    types(coder, "0gn")
    assert ticked(coder) == [NO_THEME]
    assert confirms(coder, answer) == {(NO_THEME, None)}


def test_a_key_pressed_twice_takes_back_what_it_did(coder):
    types(coder, "1100")
    assert ticked(coder) == []
    coder.sees("Nothing is ticked yet.")


def test_what_enter_saves_stands_there_in_words(coder):
    types(coder, "1n")
    expect(coder.page.locator("[data-will-list]")).to_have_text("My room and the house – Not good")
    types(coder, "0")
    expect(coder.page.locator("[data-will-list]")).to_have_text("Nothing in the codebook")


def test_a_key_for_something_folded_away_opens_it(coder):
    key = coder.page.locator("details input[data-key]").first.get_attribute("data-key")
    types(coder, key)
    expect(coder.page.locator(f"details input[data-key='{key}']")).to_be_visible()
    assert len(ticked(coder)) == 1


def test_what_was_searched_for_and_ticked_stays_in_sight_in_the_next_search(coder):
    types(coder, "/")
    coder.page.keyboard.type("savings")
    coder.presses("Enter")
    assert ticked(coder) == ["FUT_MONEY"]
    types(coder, "/")
    coder.page.locator("#search").fill("dentist")
    expect(coder.page.locator("#code-FUT_MONEY")).to_be_visible()
    expect(coder.page.locator("#code-HOM_RULES")).to_be_hidden()


def test_keys_after_enter_change_nothing_of_what_was_sent(coder, answer):
    types(coder, "1g")
    coder.page.evaluate(
        """() => {
          const press = (key) => document.body.dispatchEvent(
            new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
          ["Enter", "1", "2", "n", "Enter"].forEach(press);
        }"""
    )
    coder.sees("Saved:")
    session.rollback()
    kept = {(row.sub_theme, row.valence) for row in standing(answer) if row.confirmed_at}
    assert kept == {("HOM_ROOM", "good")}
    coder.does_not_see("Somebody has coded this one meanwhile")


def test_a_key_held_down_is_one_press(coder):
    for _again in range(2):
        coder.page.keyboard.down("1")  # the second one is a repeat of the first
    coder.page.keyboard.up("1")
    assert ticked(coder) == ["HOM_ROOM"]


def test_the_search_ticks_the_sub_theme_that_is_called_so_before_one_that_only_speaks_of_it(coder):
    coder.presses("/")
    coder.page.keyboard.type("money")
    coder.presses("Enter")
    expect(coder.page.locator("[data-will-list]")).to_contain_text("Money")
    expect(coder.page.locator("[data-will-list]")).not_to_contain_text("Nice things")


def test_a_key_leaves_it_for_later(coder, answer):
    coder.presses("l")
    coder.page.wait_for_url(f"**/feedback/coding?after={answer.id}**")

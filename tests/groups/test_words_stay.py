"""Nothing half-typed is lost on the pages of groups: by a change of language, by a way to help, or
by another button on the same page.
"""

import re
from datetime import timedelta

import pytest

from app.core.clock import now
from app.groups import meetings
from tests.whole_app.test_pages import faults_of

WORDS = "I like to draw and I am shy."
ARABIC = {"do": "language:ar"}


@pytest.fixture
def arabic(app):
    """As if every language were complete."""
    app.config["SHOW_INCOMPLETE"] = True


@pytest.fixture
def child(world, signed_in_as):
    return signed_in_as(world.child.account)


@pytest.fixture
def second(world, session):
    """One more meeting, in two weeks."""
    begins = now() + timedelta(days=14)
    meeting = meetings.plan_meeting(
        world.group, begins, begins + timedelta(hours=2), "The hall", "", world.officer
    )
    session.commit()
    return meeting


def ways_out(page):
    """Whether each way to help opens beside what is being typed."""
    links = re.findall(r'<a (?:class="not-safe" )?href="/(?:help|tell/not_safe/)"([^>]*)>', page)
    return [("_blank" in rest) for rest in links[:-1]]  # the last is at the foot of every page


@pytest.mark.usefixtures("arabic")
def test_what_is_typed_to_ask_with_comes_back_in_another_language(world, child):
    at = f"/groups/{world.group.slug}/ask"
    page = child.get(at).text
    assert f'form="ask" name="do" value="language:ar" formaction="{at}?lang=ar"' in page
    assert ways_out(page) == [True, True] and faults_of(page) == []
    back = child.post(f"{at}?lang=ar", data={"words": WORDS, **ARABIC})
    assert back.status_code == 200 and WORDS in back.text and '<html lang="ar"' in back.text
    assert WORDS not in child.get("/groups/mine/").text, "nothing is sent by it"


@pytest.mark.usefixtures("arabic")
def test_ideas_that_are_being_typed_come_back_in_another_language(member, meeting, second, child):
    at = f"/groups/mine/{member.id}"
    page = child.get(at).text
    assert f'form="ideas" name="do" value="language:ar" formaction="{at}?lang=ar"' in page
    assert ways_out(page) == [True, True] and faults_of(page) == []
    typed = {f"m{meeting.id}-words": WORDS, f"m{second.id}-words": "Longer lunch"}
    back = child.post(f"{at}?lang=ar", data={**typed, **ARABIC})
    assert back.status_code == 200 and WORDS in back.text and "Longer lunch" in back.text
    assert '<html lang="ar"' in back.text and meeting.points == [] == second.points


def test_an_idea_that_is_sent_leaves_the_one_for_another_meeting(
    member, meeting, second, session, child
):
    at = f"/groups/mine/meetings/{meeting.id}/points"
    typed = {f"m{meeting.id}-words": WORDS, f"m{second.id}-words": "Longer lunch"}
    page = child.post(at, data=typed)
    session.expire_all()
    assert page.status_code == 200 and "Longer lunch</textarea>" in page.text
    assert [one.words for one in meeting.points] == [WORDS] and second.points == []
    assert f"{WORDS}</textarea>" not in page.text and faults_of(page.text) == []


def test_what_an_officer_writes_at_length_has_a_page_where_nothing_else_is_kept(
    world, member, meeting, signed_in_as
):
    visitor = signed_in_as(world.officer)
    at, theirs = f"/groups/desk/meetings/{meeting.id}", f"/groups/desk/members/{member.id}"
    for page, beside in ((at, ["points"]), (theirs, ["hours", "thanks"])):
        shown = visitor.get(page).text
        assert "<textarea" not in shown and 'name="on_day"' not in shown
        for one in beside:
            alone = visitor.get(f"{page}/{one}").text
            assert f'href="{page}/{one}"' in shown and faults_of(alone) == []
            assert len(re.findall(rf'<form method="post" action="{page}/', alone)) == 1


def test_thanks_are_read_on_the_page_of_their_hours_and_changed_on_their_own(
    world, member, signed_in_as
):
    visitor, at = signed_in_as(world.officer), f"/groups/desk/members/{member.id}"
    visitor.post(f"{at}/thanks", data={"thanks-words": "Zuri made everybody welcome."})
    page = visitor.get(at).text
    assert "Zuri made everybody welcome." in page and faults_of(page) == []
    assert "Zuri made everybody welcome.</textarea>" in visitor.get(f"{at}/thanks").text
    wrong = visitor.post(f"{at}/thanks", data={"thanks-words": "x" * 601})
    assert wrong.status_code == 422 and "x" * 601 in wrong.text

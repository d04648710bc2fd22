"""Late, double, empty, endless, mixed and hostile nominations, as a browser sends them."""

import pytest
from sqlalchemy import select

from app.awards.models import Nomination, Nominee
from tests.awards.filling import fill_in
from tests.talking import hidden

MIXED = "Zuri زينب ሰላም Їжак 小明 ਗੁਰ 🎉"
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "formula": '=HYPERLINK("http://x","y")',
    "turned round": "abc\u202egnp.exe",
    "template": "{{ config }}{% raw %}",
    "format": "%(name)s %s %d",
    "nothing": "a\x00b",
    "header": "Zuri\r\nBcc: all@listen.invalid",
    "path": "../../etc/passwd",
    "sql": "'; DROP TABLE nominee; --",
}


def nominees(session) -> list[Nominee]:
    return list(session.scalars(select(Nominee)))


def test_thirty_children_behind_one_address_each_send_three(app, world, session):
    visitors = [app.test_client() for _child in range(30)]
    for number, visitor in enumerate(visitors):
        for friend in range(3):
            sent = fill_in(visitor, world.round, who=f"Sky {number} {friend}")
            assert sent.location.endswith("/sent")
    assert session.scalars(select(Nomination.state)).all() == ["in"] * 90


def test_sent_twice_by_one_phone_it_is_one_voice(world, client, session):
    place = f"/awards/with/{world.round.link_code}"
    client.post(place)
    client.post(f"{place}/who", data={"answer": "Zuri", "do": "next"})
    digest = {"answers": hidden(client.get(f"{place}/check").text, "answers")}
    answers = [client.post(f"{place}/check", data=digest) for _time in range(2)]
    assert [one.location for one in answers] == [f"{place}/sent"] * 2
    assert len(nominees(session)) == 1


def test_an_empty_one_asks_for_a_name_and_is_nobodys_voice(world, client, session):
    sent = fill_in(client, world.round, who="", part="", category="", why="")
    assert sent.status_code == 422 and "a name" in sent.text
    assert nominees(session) == []


def test_ten_thousand_characters_are_kept_and_one_more_comes_back(world, client, session):
    words = ("kind زينب ሰላም " * 1_000)[:9_999] + "!"
    assert fill_in(client, world.round, why=words).location.endswith("/sent")
    kept = session.scalars(select(Nomination)).one().response.answers
    assert words in [row.words for row in kept]
    place = f"/awards/with/{world.round.link_code}"
    client.post(place)
    page = client.post(f"{place}/why", data={"answer": words + "!", "do": "next"})
    assert page.status_code == 422 and words[-100:] in page.text


def test_a_name_in_many_scripts_is_kept_as_it_was_typed(world, client, session, at):
    fill_in(client, world.round, who=MIXED)
    one = nominees(session)[0]
    assert one.name == MIXED
    assert MIXED in at(world.officer).get(f"/awards/desk/nominees/{one.id}").text


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_are_words_at_every_desk(world, client, session, at, words):
    sent = fill_in(client, world.round, who=words, why=f"Kind. {words}")
    assert sent.status_code == 302
    one = nominees(session)[0]
    for page in (f"/awards/desk/nominees/{one.id}", f"/awards/desk/{world.round.id}/nominees"):
        shown = at(world.officer).get(page)
        assert shown.status_code == 200 and "<script>alert" not in shown.text


@pytest.mark.parametrize(
    "posted",
    [{"answer": "no_such_code", "do": "next"}, {"answer": ["friend", "myself"], "do": "next"}, {}],
)
def test_a_part_there_is_not_is_not_kept(world, client, session, posted):
    place = f"/awards/with/{world.round.link_code}"
    client.post(place)
    assert client.post(f"{place}/part", data=posted).status_code in (302, 422)
    fill_in(client, world.round)
    assert session.scalars(select(Nomination.part).where(Nomination.state == "in")).all() == [
        "friend"
    ]


def test_far_too_many_have_to_wait_and_lose_nothing(app, world, session, clock):
    app.config["NOMINATION_STOP"] = 2
    visitors = [app.test_client() for _sender in range(3)]
    sent = [fill_in(visitor, world.round, who="Zuri", why="Kept words") for visitor in visitors]
    assert [one.status_code for one in sent] == [302, 302, 429]
    assert "Nothing is lost" in sent[2].text and "Kept words" in sent[2].text
    clock.forward(minutes=11)
    digest = {"answers": hidden(sent[2].text, "answers")}
    place = f"/awards/with/{world.round.link_code}/check"
    assert visitors[2].post(place, data=digest).status_code == 302
    assert len(nominees(session)) == 3

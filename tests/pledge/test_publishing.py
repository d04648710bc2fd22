"""How a text comes to hold, and that it stays as it was published."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.demo.factories import make_council
from app.pledge import drafting, services
from app.pledge.differences import ADDED, CHANGED, REMOVED, SAME, difference
from app.pledge.guard import AlreadyPublished, PublishedForGood
from app.pledge.models import Pledge
from app.pledge.publishing import (
    NotFit,
    TooEarly,
    TooLate,
    digest_of,
    draft_what_ships,
    is_as_published,
    publish,
)
from app.pledge.services import (
    change_draft,
    discard_draft,
    draft_of,
    history,
    pledge_on,
    start_draft,
    text_of,
)

OURS = {"key": "N1", "symbol": "people", "title": "Ours", "words": "It is so.", "young": "Yes."}


@pytest.fixture
def draft(world, session):
    """A draft of the west's next text, begun by its officer."""
    draft = start_draft(world.west, world.officer)
    session.commit()
    return draft


def put(draft, by, **texts):
    change_draft(draft, drafting.with_texts(draft.content, **texts), by, draft.digest)


def test_the_text_that_holds_is_the_latest_that_has_begun(world, draft, session):
    first = pledge_on("west", date(2026, 7, 15))
    put(draft, world.officer, title="What we promise now")
    publish(draft, date(2026, 9, 1), world.officer, draft.digest)
    session.commit()
    assert pledge_on("west", date(2026, 8, 31)) is first
    assert pledge_on("west", date(2026, 9, 1)).number == 2
    assert pledge_on("west", date(2026, 3, 31)) is None
    assert pledge_on("north", date(2026, 9, 1)).number == 1
    assert [one.number for one in history("west")] == [2, 1]


def test_a_draft_begins_from_the_newest_text_and_there_is_only_one(world, draft):
    assert draft.content == history("west")[0].content
    assert start_draft(world.west, world.colleague) is draft
    assert draft_of("north") is None


def test_the_first_draft_of_a_council_without_a_text_is_the_one_that_ships_or_empty(app, session):
    east = start_draft(make_council("east", "East"))
    west = start_draft(make_council())
    assert text_of(east).promises == ()
    assert len(text_of(west).promises) == 6


def test_an_installation_begins_with_drafts_and_nothing_is_published_by_itself(app, session):
    make_council()
    draft_what_ships()
    draft_what_ships()
    assert [(one.council_code, one.state) for one in session.scalars(select(Pledge))] == [
        ("west", "draft")
    ]


def test_nothing_is_promised_for_the_past_or_before_a_text_that_is_there(world, draft, session):
    with pytest.raises(TooEarly):
        publish(draft, date(2026, 7, 27), world.officer, draft.digest)
    publish(draft, date(2026, 9, 1), world.officer, draft.digest)
    following = start_draft(world.west, world.officer)
    with pytest.raises(TooEarly) as refused:
        publish(following, date(2026, 8, 1), world.officer, following.digest)
    assert refused.value.earliest == date(2026, 9, 1)


def test_nothing_is_promised_for_more_than_a_year_ahead(world, draft, session):
    for too_late in (date(2062, 9, 1), date(2027, 7, 30)):
        with pytest.raises(TooLate) as refused:
            publish(draft, too_late, world.officer, draft.digest)
        assert refused.value.latest == date(2027, 7, 29)
    assert draft.state == "draft"
    publish(draft, date(2027, 7, 29), world.officer, draft.digest)
    assert history("west")[0].starts_on == date(2027, 7, 29)


def test_a_text_with_problems_is_not_published(world, draft):
    put(draft, world.officer, promises=[])
    with pytest.raises(NotFit) as refused:
        publish(draft, date(2026, 9, 1), world.officer, draft.digest)
    assert [one.field for one in refused.value.problems] == ["promises"]


@pytest.mark.parametrize(
    ("what", "to"),
    [
        ("content", {"promises": []}),
        ("starts_on", date(2026, 1, 1)),
        ("state", "draft"),
        ("number", 7),
    ],
)
def test_what_is_published_can_neither_be_changed_nor_taken_away(world, session, what, to):
    pledge = history("west")[0]
    setattr(pledge, what, to)
    with pytest.raises(PublishedForGood):
        session.flush()
    session.rollback()
    session.delete(history("west")[0])
    with pytest.raises(PublishedForGood):
        session.flush()


def test_a_draft_that_was_published_meanwhile_is_changed_no_more(world, draft, session):
    seen = draft.digest
    publish(draft, date(2026, 9, 1), world.colleague, seen)
    session.commit()
    with pytest.raises(AlreadyPublished):
        change_draft(draft, services.NOTHING, world.officer, seen)
    with pytest.raises(AlreadyPublished):
        discard_draft(draft, world.officer, seen)


def test_of_two_who_change_the_same_draft_the_second_is_told(world, draft, session):
    seen = draft.digest
    put(draft, world.colleague, title="Hers")
    session.commit()
    with pytest.raises(services.Changed):
        change_draft(draft, drafting.with_texts(draft.content, title="His"), world.officer, seen)
    assert draft_of("west").content["title"] == "Hers"


@pytest.mark.postgresql
def test_the_same_holds_on_the_other_database(world, draft, session):
    seen = draft.digest
    put(draft, world.colleague, title="Hers")
    session.commit()
    with pytest.raises(services.Changed):
        discard_draft(draft, world.officer, seen)
    publish(draft, date(2026, 9, 1), world.officer, draft.digest)
    session.commit()
    assert start_draft(world.west).number == 3


def test_a_digest_tells_when_somebody_changed_it_behind_our_back(world, session):
    pledge = history("west")[0]
    assert pledge.digest == digest_of(pledge) and is_as_published(pledge)
    table = Pledge.__table__
    session.execute(table.update().where(table.c.id == pledge.id).values(content={"promises": []}))
    session.expire_all()
    assert not is_as_published(history("west")[0])


def test_every_step_is_on_the_trail(world, draft, session):
    put(draft, world.officer, title="Another title")
    publish(draft, date(2026, 9, 1), world.officer, draft.digest)
    discarded = start_draft(world.west, world.officer)
    discard_draft(discarded, world.officer, discarded.digest)
    trail = [entry.action for entry in session.scalars(select(AuditEntry)) if entry.note]
    assert trail == [
        "started pledge",
        "changed pledge",
        "published pledge",
        "started pledge",
        "discarded pledge",
    ]


def test_the_difference_is_told_promise_by_promise_and_field_by_field(world, draft):
    old = text_of(history("west")[0])
    content = drafting.without_promise(draft.content, "P4")
    content = drafting.with_promise(content, OURS)
    content = drafting.moved(content, "P6", -9)
    changed = {**drafting.promise_in(content, "P2"), "title": "A good home"}
    changed["indicators"] = changed["indicators"][1:]
    content = drafting.with_texts(drafting.with_promise(content, changed), title="New")
    found = difference(old, services.build(content))
    assert [(one.before, one.after) for one in found.texts] == [("Our promises to you", "New")]
    assert {one.key: one.what for one in found.promises} == {
        "P6": SAME, "P1": SAME, "P2": CHANGED, "P3": SAME, "P5": SAME, "N1": ADDED, "P4": REMOVED,
    }  # fmt: skip
    of_two = next(one for one in found.promises if one.key == "P2")
    assert [(one.field, one.after) for one in of_two.changes] == [
        ("Title", "A good home"),
        ("P2.1", ""),
    ]
    assert next(one for one in found.promises if one.key == "P6").moved
    assert not difference(old, old).anything


def test_a_key_is_never_given_to_another_promise(world, draft, session):
    content = drafting.without_promise(draft.content, "P6")
    assert drafting.next_key("west", content) == "P7"
    assert drafting.next_key("east", services.NOTHING) == "P1"
    content = drafting.with_promise(services.NOTHING, OURS)
    assert drafting.next_key("east", content) == "N2"


def test_a_council_can_change_to_other_promises_of_its_own_without_code(world, draft, session):
    from surveys.publishing import current_version

    texts = {"title": "Our pledge", "intro": "", "source": "", "verify": []}
    promises = [{**OURS, "key": f"N{n}"} for n in (1, 2)]
    change_draft(draft, {**texts, "promises": promises}, world.officer, draft.digest)
    publish(draft, date(2026, 7, 28), world.officer, draft.digest)
    session.commit()
    asked = current_version("pledge_west_11_15").definition["questions"]
    assert [one["key"] for one in asked] == ["n1", "n1_words", "n2", "n2_words", "anything_else"]
    northern = current_version("pledge_north_11_15").definition["questions"]
    assert northern[0]["key"] == "p1"

"""A child reads their words back, corrects them, agrees, and shares them part by part."""

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.clock import now, today
from app.interviews import sharing, talking
from app.interviews.models import Action, Told
from tests.interviews.talked import agree, paragraph, share, talk
from tests.talking import hidden

BEFORE, HELP = "It was loud there.", "A lock on my door."


@pytest.fixture
def talked(taken_on, listener):
    return talk(taken_on, listener, before=BEFORE, what_would_help=HELP)


@pytest.fixture
def phone(child, talked, signed_in_as):
    return signed_in_as(child.account)


@pytest.fixture
def at(talked):
    return f"/talk/{talked.id}/"


def says_it_is_right(visitor, back: str):
    looked_over = hidden(visitor.get(back).text, "answers")
    return visitor.post(f"{back}agree", data={"answers": looked_over})


def test_their_page_leads_to_what_they_said(phone, at):
    assert f"{at}words/" in phone.get(at).text
    page = phone.get(f"{at}words/").text
    assert BEFORE in page and "Nobody but <bdi>Noor Haddad</bdi> has it yet" in page


def test_they_can_correct_it_before_they_agree(phone, at, talked):
    phone.post(f"{at}words/change/before", data={"answer": "It was very loud.", "do": "next"})
    assert "It was very loud." in phone.get(f"{at}words/").text
    phone.post(f"{at}words/change/what_would_help", data={"answer": "", "do": "next"})
    says_it_is_right(phone, f"{at}words/")
    assert [one.question.key for one in sharing.paragraphs(talked)] == ["before"]


def test_agreeing_sends_it_and_leads_to_the_first_part(phone, at, talked):
    answer = says_it_is_right(phone, f"{at}words/")
    assert answer.headers["Location"] == f"{at}words/share/before"
    assert talked.read_back_at == now() and talked.words.sent_on == today()


def test_what_was_changed_after_it_was_shown_is_not_agreed_to(phone, at, talked, listener):
    looked_over = hidden(phone.get(f"{at}words/").text, "answers")
    phone.post(f"{at}words/change/before", data={"answer": "It was quiet.", "do": "next"})
    answer = phone.post(f"{at}words/agree", data={"answers": looked_over})
    assert answer.status_code == 409 and "Read it again" in answer.text
    assert talked.read_back_at is None and talked.words.sent_on is None


def test_what_was_agreed_to_stays_as_it_is(phone, at, talked, listener, signed_in_as):
    says_it_is_right(phone, f"{at}words/")
    phone.post(f"{at}words/change/before", data={"answer": "It was quiet.", "do": "next"})
    tablet = signed_in_as(listener)
    ask = f"/interviews/{talked.id}/talk/ask/before"
    tablet.post(ask, data={"answer": "It was fine.", "do": "next"})
    assert paragraph(talked, "before").lines == [BEFORE]


def test_each_part_is_shared_on_a_page_of_its_own_with_readers_by_name(phone, at, talked):
    says_it_is_right(phone, f"{at}words/")
    page = phone.get(f"{at}words/share/before").text
    assert BEFORE in page and HELP not in page and "Leah Okafor" in page
    sent = phone.post(f"{at}words/share/before", data={"answer": "social_worker", "do": "next"})
    assert sent.headers["Location"] == f"{at}words/share/what_would_help"
    phone.post(f"{at}words/share/what_would_help", data={"answer": "nobody_else", "do": "next"})
    assert paragraph(talked, "before").readers == ("social_worker",)
    assert paragraph(talked, "what_would_help").readers == ()


def test_the_same_can_be_said_for_all_that_comes_after(phone, at, talked):
    says_it_is_right(phone, f"{at}words/")
    phone.post(f"{at}words/share/before", data={"answer": ["police", "carer"], "do": "rest"})
    assert {one.readers for one in sharing.paragraphs(talked)} == {("carer", "police")}


def test_nobody_else_goes_with_no_other_reader(phone, at, talked):
    says_it_is_right(phone, f"{at}words/")
    both = {"answer": ["nobody_else", "police"], "do": "next"}
    assert phone.post(f"{at}words/share/before", data=both).status_code == 422
    assert paragraph(talked, "before").readers == ()


def test_nothing_is_shared_before_they_agreed(phone, at, talked):
    there = phone.get(f"{at}words/share/before")
    assert there.headers["Location"] == f"{at}words/"
    phone.post(f"{at}words/share/before", data={"answer": "police", "do": "next"})
    assert paragraph(talked, "before").readers == ()


def test_they_can_take_it_back_later(phone, at, talked, worker):
    agree(talked)
    share(talked, "before", "social_worker")
    assert "Your social worker" in phone.get(at).text
    nobody = {"answer": "nobody_else", "then": "list", "do": "next"}
    assert phone.post(f"{at}words/share/before", data=nobody).headers["Location"] == at
    assert sharing.paragraphs_for(worker, talked) == []


def test_they_see_who_has_read_it(phone, at, talked, worker, session):
    agree(talked)
    share(talked, "before", "social_worker")
    assert "Nobody has opened it yet" in phone.get(at).text
    sharing.paragraphs_for(worker, talked)
    assert "<bdi>Leah Okafor</bdi>, " in phone.get(at).text


def test_they_see_who_has_read_it_before_they_have_agreed_and_after_a_no(
    phone, at, talked, listener, signed_in_as
):
    assert "Nobody has opened it yet" in phone.get(at).text
    signed_in_as(listener).get(f"/interviews/{talked.id}/talk/words")
    reader = "<li><bdi>Noor Haddad</bdi>, "
    assert talking.stage_of(talked) == talking.TALKED and reader in phone.get(at).text
    talked.child_took_part = False
    for answer in ("accepted", "declined"):
        talked.answer = answer
        assert reader in phone.get(at).text


def test_afterwards_they_see_what_adults_do_and_whom_they_told(phone, at, talked, session):
    agree(talked)
    action = Action(interview_id=talked.id, owner_name="Leah Okafor", due_on=today())
    action.what = "Put a lock on your door."
    told = Told(interview_id=talked.id, who="carer", on=today(), by_name="Noor Haddad")
    told.what = "That it was loud."
    session.add_all([action, told])
    page = phone.get(at).text
    for words in ("Put a lock on your door.", "The people you live with", "That it was loud."):
        assert words in page
    action.done_on = today()
    assert "Done on" in phone.get(at).text


def test_they_say_whether_it_helped_and_can_change_it(phone, at, talked):
    for said in ("no", "yes", "nonsense"):
        phone.post(f"{at}helped", data={"helped": said})
    assert talked.helped == "yes"
    assert "You can change that" in phone.get(at).text


def test_the_tablet_reads_back_and_shares_in_the_same_way(talked, listener, signed_in_as):
    tablet, back = signed_in_as(listener), f"/interviews/{talked.id}/talk/back/"
    answer = says_it_is_right(tablet, back)
    assert answer.headers["Location"] == f"{back}share/before"
    rest = {"answer": "social_worker", "do": "rest"}
    done = tablet.post(f"{back}share/before", data=rest).headers["Location"]
    assert done == f"/interviews/{talked.id}/talk/done"
    assert "Thank you for talking" in tablet.get(done).text


def trail(session) -> list[tuple[str, str]]:
    rows = select(AuditEntry.action, AuditEntry.note).order_by(AuditEntry.number)
    return [(action, note) for action, note in session.execute(rows)]


@pytest.mark.parametrize("page", ["ask/before", "back/", "back/change/before"])
def test_what_stands_on_the_tablet_was_read_by_whoever_holds_it_and_the_child_sees_it(
    talked, listener, session, signed_in_as, page
):
    assert sharing.read_by(talked) == []
    assert signed_in_as(listener).get(f"/interviews/{talked.id}/talk/{page}").status_code == 200
    session.rollback()
    assert [entry.actor_name for entry in sharing.read_by(talked)] == ["Noor Haddad"]


def test_what_is_done_on_the_tablet_in_the_childs_name_is_on_the_trail(
    talked, listener, session, signed_in_as
):
    tablet, back = signed_in_as(listener), f"/interviews/{talked.id}/talk/back/"
    tablet.post(f"{back}change/before", data={"answer": "It was quiet.", "do": "next"})
    says_it_is_right(tablet, back)
    tablet.post(f"{back}share/before", data={"answer": ["police", "carer"], "do": "next"})
    tablet.post(f"{back}share/what_would_help", data={"answer": "nobody_else", "do": "next"})
    done = [entry for entry in trail(session) if entry[0].startswith("interview_words")]
    assert done == [
        ("interview_words_changed", "before"),
        ("interview_words_agreed", ""),
        ("interview_words_shared", "before: carer, police"),
        ("interview_words_shared", "what_would_help: nobody_else"),
    ]


def test_what_the_child_does_by_themselves_leaves_no_footprint(phone, at, talked, session):
    before = trail(session)
    says_it_is_right(phone, f"{at}words/")
    phone.post(f"{at}words/share/before", data={"answer": "police", "do": "next"})
    assert trail(session) == before


def test_once_the_form_is_complete_only_the_child_shares(phone, at, talked, listener, signed_in_as):
    agree(talked)
    talked.form_completed_at = now()
    shared = f"{at}words/share/before"
    phone.post(shared, data={"answer": "police", "do": "next"})
    tablet, share_page = signed_in_as(listener), f"/interviews/{talked.id}/talk/back/share/before"
    closed = [tablet.get(share_page), tablet.post(share_page, data={"answer": "carer"})]
    assert {one.headers["Location"] for one in closed} == {f"/interviews/{talked.id}/talk/done"}
    assert paragraph(talked, "before").readers == ("police",)


def test_a_word_that_is_too_long_is_asked_to_be_shortened_before_agreeing(phone, at, talked):
    [row] = [row for row in talked.words.answers if row.question_key == "before"]
    row.words = "x" * 10_001
    answer = says_it_is_right(phone, f"{at}words/")
    assert answer.status_code == 422 and "10,001" in answer.text
    assert talked.read_back_at is None

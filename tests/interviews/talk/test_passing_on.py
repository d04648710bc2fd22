"""What is shared with those who have no account is told in person, and that it was stands there."""

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.interviews import passing_on, sharing
from app.interviews.models import SharedParagraph, Told
from tests.interviews.talked import agree, paragraph, share, talk


@pytest.fixture
def agreed(taken_on, listener):
    return agree(talk(taken_on, listener, before="It was loud.", what_would_help="A lock."))


@pytest.fixture
def at(agreed):
    return f"/interviews/{agreed.id}/talk/"


@pytest.fixture
def tablet(agreed, listener, signed_in_as):
    share(agreed, "before", "police", "carer", "social_worker")
    share(agreed, "what_would_help", "carer")
    return signed_in_as(listener)


def shared(session, reader) -> list[SharedParagraph]:
    return session.scalars(select(SharedParagraph).where(SharedParagraph.reader == reader)).all()


def test_whoever_listened_sees_what_to_tell_whom_and_ticks_it(tablet, at, agreed, session, child):
    page = tablet.get(f"{at}words").text
    assert page.count('type="checkbox" id="told-') == 3
    assert "The police: How were things before you went?" in page
    [police] = shared(session, "police")
    sent = {"told": [police.id], "on": "2026-07-14"}
    assert tablet.post(f"{at}passed-on", data=sent).status_code == 303
    assert (police.passed_on.isoformat(), police.passed_on_by) == ("2026-07-14", "Noor Haddad")
    page = tablet.get(f"{at}words").text
    assert page.count('type="checkbox" id="told-') == 2
    assert "Told on Tuesday 14 July 2026" in page
    assert "interview_told" in session.scalars(select(AuditEntry.action)).all()


def test_the_child_sees_who_told_whom_and_when(tablet, at, agreed, session, child, signed_in_as):
    [police] = shared(session, "police")
    tablet.post(f"{at}passed-on", data={"told": [police.id], "on": "2026-07-14"})
    page = signed_in_as(child.account).get(f"/talk/{agreed.id}/").text
    assert "<bdi>Noor Haddad</bdi> told the police this part on Tuesday 14 July 2026." in page
    assert "told the people you live with this part" not in page


def test_what_was_told_stays_written_down_when_the_child_takes_it_back(tablet, at, agreed, session):
    [police] = shared(session, "police")
    tablet.post(f"{at}passed-on", data={"told": [police.id], "on": "2026-07-14"})
    sharing.take_back(agreed, paragraph(agreed, "before").answer)
    [told] = session.scalars(select(Told))
    assert (told.who, told.what) == ("police", "How were things before you went?")


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"on": "2026-07-14"}, "Tick what you have told."),
        ({"on": "2026-07-16"}, "That day is in the future."),
        ({"on": ""}, "Choose a day."),
        ({"told": ["7"], "on": "2026-07-14"}, "not a valid choice"),
    ],
)
def test_what_is_missing_or_odd_is_asked_about_and_the_ticks_stay(tablet, at, session, sent, says):
    [police] = shared(session, "police")
    ticked = {} if says.startswith(("Tick", "not")) else {"told": [police.id]}
    page = tablet.post(f"{at}passed-on", data={**ticked, **sent})
    assert page.status_code == 422 and says in page.text
    assert page.text.count(f'value="{police.id}" checked') == len(ticked)
    assert police.passed_on is None


def test_told_twice_is_told_once_and_what_was_taken_back_is_not_told(
    tablet, agreed, session, listener, clock
):
    parts = passing_on.to_tell(agreed, sharing.paragraphs(agreed))
    assert [one.shared.reader for one in parts] == ["carer", "carer", "police"]
    sharing.take_back(agreed, paragraph(agreed, "what_would_help").answer)
    today = clock().date()
    new = passing_on.pass_on(agreed, parts, today, listener)
    assert [one.shared.reader for one in new] == ["carer", "police"]
    assert passing_on.pass_on(agreed, parts, today, listener) == []
    assert len(session.scalars(select(Told)).all()) == 2


def test_only_whoever_listened_says_so(tablet, at, worker, signed_in_as, session):
    [police] = shared(session, "police")
    sent = {"told": [police.id], "on": "2026-07-14"}
    assert signed_in_as(worker).post(f"{at}passed-on", data=sent).status_code == 404
    assert police.passed_on is None

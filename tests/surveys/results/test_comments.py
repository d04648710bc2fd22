"""What was written: read and coded by people first, and shown to inspectors one by one."""

from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.clock import today
from app.core.db import session
from app.core.permissions import Role
from app.demo.factories import answer_survey, make_staff
from app.safeguarding.models import Alert
from app.safeguarding.services import raise_alert
from feedback.models import Translation
from surveys.models import Answer
from surveys.results.comments import to_look_at
from surveys.results.kept_models import SharedAnswer
from tests.surveys.results.coded import at, code_comments


def decide(world, officer, comment: Answer, do: str, **more):
    """What an officer decides about a comment as it stands now."""
    found = to_look_at(world.survey, "west", 1, world.officer)
    seen = next((one.seen for one in found if one.answer.id == comment.id), "")
    said = {"council": "west", "do": do, "seen": seen, **more}
    return officer.post(at(world, f"comments/{comment.id}"), data=said)


def test_inspectors_read_a_comment_only_when_an_officer_lets_them(world, signed_in_as):
    answer_survey(world.survey, anything="More fruit, please.")
    officer, inspector = signed_in_as(world.officer), signed_in_as(world.inspector)
    assert "More fruit" not in officer.get(at(world, "comments?council=west")).text
    comment = code_comments()[0]
    assert "More fruit" in officer.get(at(world, "comments?council=west")).text
    assert "More fruit" not in inspector.get(at(world)).text
    assert decide(world, officer, comment, "share").status_code == 302
    assert "More fruit" in inspector.get(at(world)).text
    assert "More fruit" not in officer.get(at(world, "?council=west")).text
    decide(world, officer, comment, "take_back")
    assert "More fruit" not in inspector.get(at(world)).text


def test_each_reading_of_a_comment_is_on_the_trail(world, signed_in_as):
    answer_survey(world.survey, anything="More fruit, please.")
    comment = code_comments()[0]
    signed_in_as(world.officer).get(at(world, "comments?council=west"))
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "read")).one()
    assert (entry.subject, entry.subject_id) == ("answer", comment.id)


def test_a_comment_with_a_name_is_looked_at_again(world, signed_in_as):
    answer_survey(world.survey, anything="Priya and Magpie are kind.")
    comment, officer = code_comments()[0], signed_in_as(world.officer)
    page = decide(world, officer, comment, "share")
    assert page.status_code == 422 and "<bdi>Magpie</bdi>, <bdi>Priya</bdi>" in page.text
    assert session.get(SharedAnswer, comment.id) is None
    decide(world, officer, comment, "looked")
    assert session.get(SharedAnswer, comment.id).by_name == "Priya Nair"


def alert_on(comment: Answer, level: str = "red") -> Alert:
    return raise_alert(
        "response", comment.response_id, level=level, source="cue", council_code="west",
        anonymous=True,
    )  # fmt: skip


def test_a_comment_with_an_open_alert_is_not_shown_to_inspectors(world, signed_in_as):
    answer_survey(world.survey, anything="More fruit, please.")
    comment = code_comments()[0]
    alert = alert_on(comment, "amber")
    session.commit()
    officer = signed_in_as(world.officer)
    refused = decide(world, officer, comment, "looked")
    assert refused.status_code == 409 and "The duty team still looks at this one" in refused.text
    assert session.get(SharedAnswer, comment.id) is None
    close(alert)
    assert decide(world, officer, comment, "looked").status_code == 302
    assert session.get(SharedAnswer, comment.id) is not None


def test_where_an_alert_was_red_two_officers_look(world, signed_in_as):
    answer_survey(world.survey, anything="More fruit, please.")
    comment = code_comments()[0]
    close(alert_on(comment))
    officer = signed_in_as(world.officer)
    for _again in range(2):
        refused = decide(world, officer, comment, "share")
        assert refused.status_code == 409 and "another officer has looked too" in refused.text
        assert session.get(SharedAnswer, comment.id) is None
    second = signed_in_as(make_staff(Role.PARTICIPATION_OFFICER, display_name="Noor Aziz"))
    assert decide(world, second, comment, "share").status_code == 302
    assert session.get(SharedAnswer, comment.id).by_name == "Noor Aziz"


def close(alert: Alert) -> None:
    alert.closed_on, alert.due_at = today(), None
    session.commit()


def test_a_comment_of_another_survey_or_that_is_not_coded_cannot_be_shared(world, signed_in_as):
    answer_survey(world.survey, anything="Not coded.")
    comment = session.scalars(select(Answer).where(Answer.kind == "words")).one()
    officer = signed_in_as(world.officer)
    for number in (comment.id, 12345):
        door = at(world, f"comments/{number}")
        assert officer.post(door, data={"council": "west", "do": "share"}).status_code == 404
    assert signed_in_as(world.inspector).get(at(world, "comments")).status_code == 404


def test_an_alert_that_is_raised_later_hides_what_was_shown(world, signed_in_as):
    answer_survey(world.survey, anything="More fruit, please.")
    comment, officer = code_comments()[0], signed_in_as(world.officer)
    decide(world, officer, comment, "share")
    inspector = signed_in_as(world.inspector)
    assert "More fruit" in inspector.get(at(world)).text
    alert = alert_on(comment)
    session.commit()
    assert "More fruit" not in inspector.get(at(world)).text
    close(alert)
    assert "More fruit" in inspector.get(at(world)).text


def written_in_arabic(world) -> Answer:
    """A coded comment, whose words somebody on duty has read."""
    answer_survey(world.survey, language="ar", anything="هي لطيفة")
    [comment] = code_comments()
    for alert in session.scalars(select(Alert)):
        close(alert)
    return comment


def put_in_english(comment: Answer, words: str) -> None:
    row = session.scalar(select(Translation).where(Translation.answer_id == comment.id))
    row = row or Translation(answer_id=comment.id, language="en", by_name="Lamis")
    row.words = words
    session.add(row)
    session.commit()


def test_names_in_an_interpreters_english_are_looked_for_too(world, signed_in_as):
    comment, officer = written_in_arabic(world), signed_in_as(world.officer)
    put_in_english(comment, "Magpie is kind.")
    refused = decide(world, officer, comment, "share")
    assert refused.status_code == 422 and "Magpie" in refused.text


def test_other_english_than_was_read_is_shown_to_nobody(world, signed_in_as):
    comment, officer = written_in_arabic(world), signed_in_as(world.officer)
    put_in_english(comment, "She is kind.")
    decide(world, officer, comment, "share")
    inspector = signed_in_as(world.inspector)
    assert "She is kind." in inspector.get(at(world)).text
    put_in_english(comment, "Magpie is kind.")
    page = inspector.get(at(world)).text
    assert "is kind" not in page and "لطيفة" not in page
    stale = decide(world, officer, comment, "looked", seen="00")
    assert stale.status_code == 409 and "Read it again" in stale.text
    assert decide(world, officer, comment, "looked").status_code == 302
    assert "Magpie is kind." in inspector.get(at(world)).text

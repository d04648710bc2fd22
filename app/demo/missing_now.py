"""The demo's last days: children who have just come back, each at another point of the way."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta

from app.accounts.models import Account
from app.core.clock import now, today
from app.core.db import session
from app.demo.factories import make_episode, make_return_interview
from app.interviews.factor_words import FORM
from app.interviews.models import Action, Attempt, ReturnInterview, SharedParagraph, Told
from app.people.models import YoungPerson
from surveys.changing_drafts import mark_sent, save_answer
from surveys.definition import Given
from surveys.drafts import new_token
from surveys.fields.table import TYPES
from surveys.publishing import current_version
from surveys.services import definition_of, start_response

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SAID: dict[str, str | tuple[str, ...]] = {
    "push_factors": ("push_culture", "push_news"),
    "push_more": "ኣብኡ ቋንቋይ ዝፈልጥ ሰብ የለን።",
    "pull_factors": ("pull_community",),
    "harm": ("no",),
    "worries": "ብዛዕባ ወረቐተይ እጭነቕ ኣለኹ።",
    "what_would_help": "ትግርኛ ዝዛረብ ሰብ ክረክብ እደሊ።",
}
"""What Dawit said: nobody there knows his language, he worries about his papers, and he would like
to meet somebody who speaks Tigrinya.
"""
SHARED = {
    "push_more": ("reviewing_officer",),
    "what_would_help": ("reviewing_officer", "social_worker"),
}
"""With whom he shared which of it; his worries with nobody."""


def this_week(
    own: Sequence[YoungPerson], in_care: Sequence[YoungPerson], staff: Mapping[str, Account]
) -> None:
    """Five children, one of whom nobody has told of the offer, and one of whom it is late."""
    sky, dawit, maryam, zain, _grown = own
    somebody = next(person for person in in_care if person.council_code == "west")
    for person, home in ((sky, "foster_home"), (zain, "supported_home"), (maryam, "foster_home")):
        person.home_type = home
    _not_yet_offered(sky)
    _planned(zain, staff)
    _said_no(maryam, staff)
    _late(somebody, staff)
    _listened_to(dawit, staff)


def _back(person: YoungPerson, hours: int, away: int, **values) -> ReturnInterview:
    """Somebody who came back so many hours ago, after so many hours."""
    back = (now() - hours * HOUR).replace(minute=20, second=0, microsecond=0)
    names = {"recorded_by_name": "Sam Colley", "recorded_at": back + HOUR}
    episode = make_episode(person, back - away * HOUR, back, **names)
    return make_return_interview(episode, language=person.language, **values)


def _tried(interview: ReturnInterview, how: str, outcome: str, at: datetime, by: Account) -> None:
    session.add(
        Attempt(
            interview_id=interview.id,
            made_at=at,
            how=how,
            outcome=outcome,
            by_id=by.id,
            by_name=by.display_name,
        )
    )


def _not_yet_offered(sky: YoungPerson) -> None:
    _back(sky, hours=20, away=6)


def _planned(zain: YoungPerson, staff: Mapping[str, Account]) -> None:
    listener, asked = staff["interviewer"], now() - 28 * HOUR
    interview = _back(
        zain,
        hours=40,
        away=30,
        offered_at=asked,
        answer="accepted",
        answered_at=asked,
        planned_at=datetime.combine(today() + DAY, time(16), UTC),
        place="cafe",
        method="in_person",
        with_interpreter=True,
        **_independent(listener),
    )
    _tried(interview, "phone", "accepted", asked, staff["worker"])


def _independent(listener: Account) -> dict[str, object]:
    return {
        "interviewer_id": listener.id,
        "interviewer_name": listener.display_name,
        "provider_type": "commissioned_independent",
        "independent_of_home": True,
        "independent_of_authority": True,
        "declared_at": now() - DAY,
    }


def _said_no(maryam: YoungPerson, staff: Mapping[str, Account]) -> None:
    asked = now() - 60 * HOUR
    interview = _back(
        maryam,
        hours=70,
        away=9,
        offered_at=asked,
        answer="declined",
        answered_at=asked,
        ask_again_on=today() + 2 * DAY,
    )
    _tried(interview, "in_person", "declined", asked, staff["worker"])


def _late(somebody: YoungPerson, staff: Mapping[str, Account]) -> None:
    asked = now() - 50 * HOUR
    interview = _back(somebody, hours=80, away=14, offered_at=asked)
    _tried(interview, "phone", "no_reply", asked, staff["duty"])


def _listened_to(dawit: YoungPerson, staff: Mapping[str, Account]) -> None:
    """Dawit was heard in time, in Tigrinya, and shared some of what he said."""
    listener, worker = staff["interviewer"], staff["worker"]
    dawit.home_type, dawit.out_of_area = "supported_home", True
    asked, held = now() - 90 * HOUR, now() - 50 * HOUR
    interview = _back(
        dawit,
        hours=98,
        away=26,
        offered_at=asked,
        answer="accepted",
        answered_at=asked,
        held_at=held,
        child_took_part=True,
        method="in_person",
        place="walk",
        with_interpreter=True,
        form_completed_at=now() - 26 * HOUR,
        **_independent(listener),
    )
    interview.episode.living_in = "Leicester"
    _tried(interview, "in_person", "accepted", asked, staff["duty"])
    _say_and_share(interview)
    for what, days in (
        ("We find a mentor who speaks Tigrinya.", 9),
        ("Your solicitor explains the letter about your papers to you.", 4),
    ):
        action = Action(
            interview_id=interview.id,
            owner_id=worker.id,
            owner_name=worker.display_name,
            due_on=today() + days * DAY,
        )
        action.what = what
        session.add(action)
    told = Told(
        interview_id=interview.id,
        who="reviewing_officer",
        on=today() - DAY,
        by_id=listener.id,
        by_name=listener.display_name,
    )
    told.what = "That he was heard, and what is planned."
    session.add(told)
    session.flush()


def _say_and_share(interview: ReturnInterview) -> None:
    """His words, read back and agreed to; nothing while no form asks for any."""
    version = current_version(FORM)
    if version is None:
        return
    child = interview.episode.young_person
    response = start_response(version, child.language, token=new_token(), young_person=child)
    definition = definition_of(response)
    for key, said in SAID.items():
        question = definition.question(key)
        in_words = TYPES[question.type].stores_words
        given = Given(words=said) if in_words else Given(choices=said)
        save_answer(response, question, given, child.language)
    mark_sent(response)
    interview.words_id, interview.read_back_at = response.id, now() - DAY
    session.flush()
    session.refresh(response, ["answers"])
    for answer in response.answers:
        for reader in SHARED.get(answer.question_key, ()):
            session.add(
                SharedParagraph(
                    interview_id=interview.id,
                    answer_id=answer.id,
                    reader=reader,
                    shared_on=today() - DAY,
                )
            )

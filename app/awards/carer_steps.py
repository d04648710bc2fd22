"""Small steps from carers, who have no account: by a link that a worker or an officer hands out.

Nobody is behind it, as behind the open link for nominations. Whom the carer names is sealed; an
officer says who that is, and from there on it is a step as any other: checked by a person, agreed
to, told.
"""

from sqlalchemy import select

from app.accounts.models import Account, Council
from app.awards.held import wait_for_desk
from app.awards.models import SmallStep, StepLink
from app.awards.name_fields import as_a_name
from app.awards.rounds import new_link_code
from app.awards.said_of import said_by_them
from app.core import audit, throttle
from app.core.alone import alone
from app.core.clock import today
from app.core.crypto import keyed_hash
from app.core.db import session
from app.core.languages import ENGLISH, NOT_KNOWN
from app.people.models import YoungPerson
from app.safeguarding.cues import looks_english
from app.safeguarding.services import check_words

SUBJECT = "small_step"
FLOOD = 60
"""Steps through one link in ten minutes; more is looked at before it is believed."""


class OtherWords(Exception):
    """The same page was sent before with other words."""


def make_link(council: Council, by: Account) -> StepLink:
    """The council's link, or a new one in its place: the old one stops."""
    alone(council)
    link = session.get(StepLink, council.code) or StepLink(council_code=council.code)
    link.code, link.made_on = new_link_code(), today()
    session.add(link)
    session.flush()
    audit.record("step_link_made", "council", None, by, note=council.code)
    return link


def link_with(code: str) -> StepLink | None:
    """The link that ends with this code."""
    return session.scalar(select(StepLink).where(StepLink.code == code))


def links_of(councils: list[Council]) -> dict[str, StepLink]:
    """By council, those that have one."""
    rows = select(StepLink).where(StepLink.council_code.in_([one.code for one in councils]))
    return {link.council_code: link for link in session.scalars(rows)}


def comes_in_a_flood(link: StepLink) -> bool:
    """Count one more; True when there are more than carers can mean. Raises throttle.TooMany when
    whoever sends it has to wait.
    """
    return throttle.comes_in_a_flood("step", link.council_code, FLOOD)


def offer(
    link: StepLink, named: str, story: str, language: str, once: str, flooded: bool = False
) -> SmallStep:
    """A carer's story. Sent twice (the same `once`), it is one; raises OtherWords when the words
    have changed. What reads as a worry goes to the duty desk and is held.
    """
    alone(link)
    key = keyed_hash("small-step-sent", once)
    there = session.scalar(select(SmallStep).where(SmallStep.sent_key == key))
    if there is not None:
        if there.story != story.strip():
            raise OtherWords
        return there
    step = SmallStep(
        council_code=link.council_code,
        by_link=True,
        offered_on=today(),
        language=_written_in(language, story),
        sent_key=key,
    )
    step.named, step.story = named.strip(), story.strip()
    session.add(step)
    session.flush()
    step.held = _held_because(step, flooded)
    session.flush()
    return step


def _written_in(language: str, story: str) -> str:
    """The language of the page, unless that is English and the story is not."""
    return language if language != str(ENGLISH) or looks_english(story) else NOT_KNOWN


def _held_because(step: SmallStep, flooded: bool) -> str:
    written = [(step.language, step.story), *as_a_name(step.language, step.named)]
    written += [(language, turned) for language, words in written for turned in said_by_them(words)]
    if check_words(SUBJECT, step.id, written, step.council_code, anonymous=True):
        return "worry"
    return "flood" if flooded else ""


def match(step: SmallStep, person: YoungPerson, by: Account) -> None:
    """Somebody looked at it, and it is about this young person. Raises DeskHasIt."""
    wait_for_desk(SUBJECT, step.id)
    step.young_person_id, step.council_code = person.id, person.council_code
    step.held, step.named = "", None
    session.flush()
    session.refresh(step)
    audit.record("matched", SUBJECT, step.id, by, note=f"young person {person.id}")


def put_aside(step: SmallStep, by: Account) -> None:
    """It is kept, and nobody goes on with it. Raises DeskHasIt."""
    wait_for_desk(SUBJECT, step.id)
    step.held = "put_aside"
    session.flush()
    audit.record("put_aside", SUBJECT, step.id, by)

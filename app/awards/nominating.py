"""Nominating: a draft on the form engine, and the one moment it becomes a voice for somebody."""

from collections.abc import Mapping

from sqlalchemy import select

from app.accounts.models import Account
from app.awards.models import AwardRound, Category, Nomination, Nominee
from app.awards.name_fields import as_a_name
from app.awards.names import folded, name_hash
from app.awards.rounds import is_open
from app.awards.said_of import said_by_them
from app.core import throttle
from app.core.alone import alone
from app.core.db import session
from app.people.models import YoungPerson
from app.people.teams import record_of
from app.safeguarding.services import check_words
from surveys.changing_drafts import save_answer
from surveys.definition import Given
from surveys.models import Answer, Response
from surveys.sending import NotReady, leave_out_what_was_not_sent, send_once
from surveys.services import definition_of, start_response

SUBJECT = "nomination"
FLOOD = 120
"""Nominations through one link in ten minutes: four classes at once pass; more is looked at."""


class NobodyNamed(NotReady):
    """A nomination is for somebody."""


def begin(
    row: AwardRound,
    language: str,
    *,
    token: str,
    account: Account | None,
    chosen: YoungPerson | None = None,
) -> Nomination:
    """A new draft; by the open link it leads to nobody. `chosen` is whom a worker picked.

    A nomination is counted by the awards' own chapter, so its response names no council: it is not
    one more thing that was said to a council in a quarter.
    """
    person = record_of(account) if account and account.is_young_person else None
    response = start_response(row.version, language, token=token, young_person=person)
    response.council_code = None
    nomination = Nomination(
        round_id=row.id,
        response_id=response.id,
        by_link=account is None,
        nominator_id=account.id if account else None,
        chosen_id=chosen.id if chosen else None,
    )
    nomination.round, nomination.response = row, response
    session.add(nomination)
    session.flush()
    if chosen is not None:
        asked = definition_of(response)
        save_answer(response, asked.question("who"), Given(words=chosen.known_as), language)
        save_answer(response, asked.question("part"), Given(choices=("worker",)), language)
    return nomination


def nomination_of(response: Response) -> Nomination | None:
    return session.scalar(select(Nomination).where(Nomination.response_id == response.id))


def comes_in_a_flood(row: AwardRound, account: Account | None) -> bool:
    """Count one more through the open link; True when there are more than people can mean. Raises
    throttle.TooMany when it has to wait; the draft stays.
    """
    return account is None and throttle.comes_in_a_flood("nomination", str(row.id), FLOOD)


def nominate(nomination: Nomination, looked_over: str, flooded: bool = False) -> Nominee:
    """Send it: one voice for one nominee, or held back where somebody has to look first.

    Sent twice, it is one. Raises NobodyNamed, or what `send_once` raises.
    """
    response = nomination.response
    given = send_once(response, looked_over)
    if given is None:
        return nomination.nominee
    sent, rows = given
    if not (sent.get("who", Given()).words or "").strip():
        raise NobodyNamed
    leave_out_what_was_not_sent(sent, rows)
    if nomination.nominator_id is not None:
        response.anonymous = False
    nomination.category = _category(nomination, sent)
    nomination.part = next(iter(sent.get("part", Given()).choices), "")
    nomination.nominee = _nominee(nomination, sent["who"].words)
    session.flush()
    because = _held_because(nomination, sent, rows, flooded)
    nomination.state, nomination.held_because = ("held", because) if because else ("in", "")
    session.flush()
    return nomination.nominee


def _category(nomination: Nomination, sent: Mapping[str, Given]) -> Category | None:
    picked = sent.get("category", Given()).choices
    return next((one for one in nomination.round.categories if one.code in picked), None)


def _nominee(nomination: Nomination, typed: str) -> Nominee:
    """The nominee this voice is for: the one there is where it is known who is meant, else a new
    one, whom an officer joins with others of the same name.
    """
    row, person = nomination.round, _person_meant(nomination, typed)
    adult = nomination.category is not None and nomination.category.for_adults
    if person is not None and not adult:
        alone(person)
        known = (Nominee.round_id == row.id, Nominee.young_person_id == person.id)
        there = session.scalar(select(Nominee).where(*known))
        if there is not None:
            return there
    else:
        person = None
    nominee = Nominee(
        round_id=row.id,
        young_person_id=person.id if person else None,
        council_code=person.council_code if person else row.council_code,
        adult=adult,
        name_hash=name_hash(typed),
    )
    nominee.name = typed.strip()
    nominee.round, nominee.young_person = row, person
    session.add(nominee)
    session.flush()
    return nominee


def _person_meant(nomination: Nomination, typed: str) -> YoungPerson | None:
    """Whom a worker picked, unless another name was written over theirs; or the young person who
    means themselves.
    """
    chosen = session.get(YoungPerson, nomination.chosen_id) if nomination.chosen_id else None
    if chosen is not None:
        return chosen if folded(typed) == folded(chosen.known_as or "") else None
    return nomination.response.young_person if nomination.part == "myself" else None


def _held_because(
    nomination: Nomination,
    sent: Mapping[str, Given],
    rows: Mapping[str, Answer],
    flooded: bool,
) -> str:
    """Why somebody has to look before it counts; "" when nobody has to."""
    looked_at = as_a_name(rows["who"].language, sent["who"].words)
    if "why" in sent:
        looked_at.append((rows["why"].language, sent["why"].words))
    looked_at += [
        (language, turned) for language, words in looked_at for turned in said_by_them(words)
    ]
    council, by_link = nomination.nominee.council_code, nomination.by_link
    if check_words(SUBJECT, nomination.id, looked_at, council, anonymous=by_link):
        return "worry"
    if flooded:
        return "flood"
    return "" if is_open(nomination.round) else "late"

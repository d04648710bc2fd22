"""Judging by young people: cards without names, scores, a talk, and nobody left with nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.accounts.councils import within
from app.accounts.models import Account, RoleGrant
from app.awards.interpreted import english_of, picked_lines
from app.awards.models import (
    AwardRound,
    Card,
    Category,
    Judge,
    JudgeConflict,
    JudgeScore,
    Nomination,
    Nominee,
)
from app.awards.names import without
from app.awards.nominees import shown_name
from app.core import audit
from app.core.alone import alone
from app.core.db import session
from app.core.i18n import _
from app.core.permissions import Permission, roles_with
from app.people.models import YoungPerson
from surveys.models import Response

LONGEST_CARD = 4_000


@dataclass(frozen=True)
class Result:
    """A card with what the judges gave it: how many scores, and their average."""

    card: Card
    scores: int
    average: float | None
    voices: int


def suggested_words(nominee: Nominee, category: Category) -> str:
    """What the voices that are in said, with this nominee's names taken out, for an officer to look
    through: the app knows how the name was written, not who else is named. What was written in
    another language is there in an interpreter's English, which the officer can look through.
    """
    names = [nominee.name or "", shown_name(nominee)]
    said = []
    voices = _voices(nominee, category)
    english = english_of(voices)
    for voice in voices:
        answers = {row.question_key: row.words for row in voice.response.answers}
        names.append(answers.get("who") or "")
        said += picked_lines(voice)
        said.append(english[voice.id].words if voice.id in english else answers.get("why") or "")
    joined = "\n\n".join(words for words in said if words)
    # NOTE: Stands in the place of a name on a card that judges read.
    return without(joined, names, _("[name]"))[:LONGEST_CARD]


def _voices(nominee: Nominee, category: Category) -> Sequence[Nomination]:
    """Those that are in, with what they said."""
    rows = (
        select(Nomination)
        .where(
            Nomination.nominee_id == nominee.id,
            Nomination.category_id == category.id,
            Nomination.state == "in",
        )
        .options(joinedload(Nomination.response).selectinload(Response.answers))
        .order_by(Nomination.id)
    )
    return session.scalars(rows).unique().all()


def write_card(nominee: Nominee, category: Category, words: str, by: Account) -> Card:
    """The card the judges see, as an officer let it through; it says if an interpreter's English is
    in it.
    """
    alone(nominee)
    rows = select(Card).where(Card.nominee_id == nominee.id, Card.category_id == category.id)
    card = session.scalar(rows)
    if card is None:
        card = Card(nominee_id=nominee.id, category_id=category.id)
        session.add(card)
    card.words, card.ready = words, True
    card.interpreted = bool(english_of(_voices(nominee, category)))
    session.flush()
    audit.record("card_written", "award_card", card.id, by)
    return card


def cards_of(nominee: Nominee) -> dict[int, Card]:
    """The cards of this nominee by category."""
    rows = session.scalars(select(Card).where(Card.nominee_id == nominee.id))
    return {card.category_id: card for card in rows}


def possible_judges(by: Account) -> Sequence[Account]:
    """Young people of the officer's councils who may be chosen, by the name they go by."""
    granted = Account.grants.any(RoleGrant.role.in_(roles_with(Permission.AWARD_JUDGE)))
    here = within(YoungPerson.council_code, by, Permission.AWARD_RUN)
    rows = (
        select(Account)
        .join(YoungPerson, YoungPerson.account_id == Account.id)
        .where(Account.active, granted, here)
    )
    return session.scalars(rows.order_by(Account.display_name)).all()


def choose_judges(row: AwardRound, accounts: Sequence[Account], by: Account) -> None:
    """These of the officer's councils judge in this round, and nobody else of them does; scores
    that were given stay.
    """
    alone(row)
    mine = {account.id for account in possible_judges(by)}
    there = {one.account_id: one for one in judges_of(row) if one.account_id in mine}
    wanted = {account.id for account in accounts}
    for account_id, judge in there.items():
        if account_id not in wanted:
            session.delete(judge)
    for account_id in wanted - there.keys():
        session.add(Judge(round_id=row.id, account_id=account_id))
    session.flush()
    audit.record("judges_chosen", "award_round", row.id, by, note=str(len(wanted)))


def judges_of(row: AwardRound) -> list[Judge]:
    return list(session.scalars(select(Judge).where(Judge.round_id == row.id)).unique())


def cards_for(account: Account) -> list[tuple[Card, int | None]]:
    """The cards this judge may judge, each with the score they gave, by category."""
    rows = Card.visible_to(account).join(Category, Category.id == Card.category_id)
    rows = rows.options(joinedload(Card.category)).order_by(Category.position, Card.id)
    given = dict(
        session.execute(
            select(JudgeScore.card_id, JudgeScore.score).where(JudgeScore.account_id == account.id)
        ).all()
    )
    return [(card, given.get(card.id)) for card in session.scalars(rows).unique()]


def score(card: Card, account: Account, points: int) -> None:
    """From 1 to 5, in place of what this judge gave before."""
    alone(card)
    rows = select(JudgeScore).where(
        JudgeScore.card_id == card.id, JudgeScore.account_id == account.id
    )
    given = session.scalar(rows) or JudgeScore(card_id=card.id, account_id=account.id)
    given.score = points
    session.add(given)
    session.flush()


def say_known(card: Card, account: Account) -> None:
    """This judge knows who it is: none of that nominee's cards is for them, and their scores go."""
    alone(card.nominee)
    there = select(JudgeConflict).where(
        JudgeConflict.nominee_id == card.nominee_id, JudgeConflict.account_id == account.id
    )
    if session.scalar(there) is None:
        session.add(JudgeConflict(nominee_id=card.nominee_id, account_id=account.id))
    cards = select(Card.id).where(Card.nominee_id == card.nominee_id)
    rows = select(JudgeScore).where(
        JudgeScore.account_id == account.id, JudgeScore.card_id.in_(cards)
    )
    for given in session.scalars(rows):
        session.delete(given)
    session.flush()


def results_of(row: AwardRound, account: Account) -> dict[Category, list[Result]]:
    """Each category's cards with a voice that is in, the best liked first, the same number of
    queries for any number.
    """
    seen = Nominee.visible_to(account).with_only_columns(Nominee.id)
    cards = session.scalars(
        select(Card)
        .join(Nominee, Nominee.id == Card.nominee_id)
        .where(Nominee.round_id == row.id, Card.nominee_id.in_(seen))
        .options(joinedload(Card.nominee).joinedload(Nominee.young_person))
    ).unique()
    scores = _by_card(select(JudgeScore.card_id, func.count(), func.avg(JudgeScore.score)))
    voices = {
        (nominee_id, category_id): count
        for nominee_id, category_id, count in session.execute(
            select(Nomination.nominee_id, Nomination.category_id, func.count())
            .where(Nomination.round_id == row.id, Nomination.state == "in")
            .group_by(Nomination.nominee_id, Nomination.category_id)
        )
    }
    found: dict[Category, list[Result]] = {category: [] for category in row.categories}
    by_id = {category.id: category for category in row.categories}
    for card in cards:
        count, average = scores.get(card.id, (0, None))
        heard = voices.get((card.nominee_id, card.category_id), 0)
        result = Result(card, count, float(average) if average is not None else None, heard)
        if heard:
            found[by_id[card.category_id]].append(result)
    for results in found.values():
        results.sort(key=lambda one: (-(one.average or 0), -one.voices, one.card.id))
    return found


def _by_card(rows) -> dict[int, tuple[int, float]]:
    counted = session.execute(rows.group_by(JudgeScore.card_id))
    return {card_id: (count, average) for card_id, count, average in counted}


def decide(card: Card, place: str, talk: str, by: Account) -> None:
    """What the judges agreed on when they talked, a code of PLACES, and what they said."""
    card.place, card.talk = place, talk
    session.flush()
    audit.record("decided", "award_card", card.id, by, note=place)

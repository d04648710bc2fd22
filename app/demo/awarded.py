"""The demo's awards: a round that is over, one that is open, one nomination held back, and small
steps that have come more or less far.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta

from app.accounts.models import Account, Council
from app.awards import (
    carer_steps,
    handing_out,
    invitations,
    judging,
    nominees,
    printing,
    says,
    steps,
)
from app.awards.models import AwardRound, Nominee, SmallStep
from app.awards.rounds import Wanted, add_category, publish_round, start_round
from app.core.clock import today
from app.core.db import session
from app.demo.nominations import nominate
from app.people.models import YoungPerson

On = Callable[[date], AbstractContextManager]

SAID = (
    ("determined_to_learn", "{name} kept going with maths until it made sense."),
    ("making_a_difference", "{name} sat with the new one on their first evening."),
    ("super_skills", "{name} cooked for everybody and it was good."),
    ("aspirational_star", "{name} applied for college, all alone."),
)
THROUGH_THE_LINK = (
    ("Sky", "She shared her headphones on the bus when I was sad.", "making_a_difference", "en"),
    ("sky", "Best goal of the year.", "super_skills", "en"),
    ("ዳዊት", "", "determined_to_learn", "ti"),
    ("زين", "", "super_skills", "ar"),
    ("مریم", "", "making_a_difference", "fa-AF"),
    ("Helen", "She is always there when we need her.", "always_there_to_care", "en"),
)
IN_ARABIC = "ساعدني في اللغة الإنجليزية كل يوم."
A_WORRY = "She is so brave. She never says that her carer hits her."
STEPS = (
    "Went to school every day for a week.",
    "Sat with us for a meal for the first time.",
    "Rang their brother and talked for an hour.",
    "Asked for help before it got too much.",
    "Went into the shop alone and paid.",
    "Came to every visit this month.",
)
"""One for each state, in the order of the states."""
FROM_A_CARER = "Came down for tea and told us a joke."
TOLD = "Somebody did something that was small to others and big to them: {story}"


def celebrate(
    young: Sequence[YoungPerson],
    others: Sequence[YoungPerson],
    staff: dict[str, Account],
    on: On,
) -> None:
    """Everything, on the days it is taken to have happened. `on` sets the clock for a while."""
    officer, the_day = staff["participation"], today() + timedelta(days=21)
    for place, person in enumerate(others):
        person.disabled = (True, False, False, None)[place % 4]
    with on(today() - timedelta(days=150)):
        before = _round("Celebration of the summer", officer, 30)
        add_category(before, Wanted("Kind Hearts", "Somebody who is kind every day."), officer)
        for place, person in enumerate([*young[:3], *others[:21]]):
            category, words = SAID[place % len(SAID)]
            why = words.format(name=person.known_as)
            nominate(before, why=why, by=staff["worker"], chosen=person, category=category)
    with on(today() - timedelta(days=100)):
        before.event_on = the_day
        _judged_and_celebrated(before, young, officer)
    with on(today() - timedelta(days=6)):
        _open_round(young, staff, officer)
    _small_steps(young, others, staff, on)


def _round(title: str, officer: Account, days: int) -> AwardRound:
    row = start_round(title, None, today(), today() + timedelta(days=days), officer)
    row.event_time, row.event_place = "14:00", "The sports field by the lake"
    row.event_help = "There is a quiet tent, and the first hour has no music."
    row.signatory, row.signatory_title = "The chief executive", "For everyone at the Trust"
    publish_round(row, officer)
    return row


def _judged_and_celebrated(row: AwardRound, young: Sequence[YoungPerson], officer: Account) -> None:
    judges = [young[4].account, young[3].account]
    judging.choose_judges(row, judges, officer)
    lines = nominees.lines_of(nominees.rows_of(row, officer))
    by_title = {category.title: category for category in row.categories}
    for place, line in enumerate(lines):
        category = by_title[line.categories[0]]
        words = judging.suggested_words(line.nominee, category)
        card = judging.write_card(line.nominee, category, words, officer)
        for number, judge in enumerate(judges):
            judging.score(card, judge, 3 + (place + number) % 3)
        if place < 2:
            judging.decide(card, ("winner", "commended")[place], "Everyone agreed.", officer)
    nominees.ask_all(row, officer)
    invitations.invite_all(row, officer)
    _answer(lines[0].nominee)
    for batch in printing.print_round(row, officer):
        while not batch.finished:
            printing.make_some({"batch": batch.id})
    for what in ("printed", "sent"):
        handing_out.mark(printing.certificates_of_round(row, officer), what, officer)


def _answer(nominee: Nominee) -> None:
    says.say(nominee, "nominee", says.Shown(name=True, how="read_out"))
    reply = invitations.Reply("yes", guests=2, quiet=True, transport=True)
    invitations.reply_to(invitations.invitation_of(nominee), reply)


def _open_round(young: Sequence[YoungPerson], staff: dict[str, Account], officer: Account) -> None:
    row = _round("Celebration of the winter", officer, 40)
    row.event_on = row.closes_on + timedelta(days=30)
    for who, why, category, language in THROUGH_THE_LINK:
        nominate(row, who=who, why=why, category=category, language=language)
    sky, dawit, _maryam, zain, kai = young
    nominate(row, who="Sky", why=A_WORRY, part="friend", category="making_a_difference")
    nominate(row, why="He interprets for others.", by=staff["worker"], chosen=dawit)
    nominate(row, who="زين", why=IN_ARABIC, by=zain.account, part="myself", language="ar")
    nominate(row, who="Kai", why="I have my own flat now.", by=kai.account, part="myself")
    nominate(row, who="Sky B", by=sky.account, part="friend", why="Good at drawing.")
    nominees.ask_all(row, officer)


def _small_steps(
    young: Sequence[YoungPerson],
    others: Sequence[YoungPerson],
    staff: dict[str, Account],
    on: On,
) -> None:
    with on(today() - timedelta(days=30)):
        made = [
            steps.offer_step(person, story, staff["worker"])
            for story, person in zip(STEPS, (young[0], young[0], *others), strict=False)
        ]
        checked, officer = made[1:], staff["participation"]
        for step in checked:
            steps.check_step(step, TOLD.format(story=step.story), officer)
    _agreed(made, staff["worker"], officer)
    link = carer_steps.make_link(session.get(Council, young[0].council_code), officer)
    carer_steps.offer(link, "Sky", FROM_A_CARER, "en", "from the demo")


def _agreed(made: Sequence[SmallStep], worker: Account, officer: Account) -> None:
    """Of six, the first waits for a second person and the next for a yes."""
    _offered, _checked, agreed, private, on_agenda, given = made
    for step in (agreed, on_agenda, given):
        steps.answer_step(step, "yes", worker)
    steps.answer_step(private, "no", worker)
    for step in (on_agenda, given):
        steps.put_on_agenda(step, today() + timedelta(days=12), officer)
    for what in ("certificate", "voucher"):
        steps.give(given, what, worker)
    session.flush()

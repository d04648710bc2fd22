"""Makers of valid things: the tests and the invented demo are built from the same ones.

Each adds what it makes to the session and flushes; nothing commits. What is not said is filled in
with something plausible; two calls never clash.
"""

from datetime import date, datetime, timedelta
from itertools import count

from app.accounts.models import Account, Council, RoleGrant
from app.accounts.names import sign_in_name
from app.accounts.passwords import hash_password
from app.core.clock import now, today
from app.core.db import session
from app.core.permissions import Role
from app.interviews.models import Episode, ReturnInterview
from app.people.models import Assignment, YoungPerson
from app.safeguarding.duty_models import Shift
from feedback.models import Thread
from feedback.telling import give_feedback
from surveys.building.changing import start_survey
from surveys.definition import Given
from surveys.drafts import new_token
from surveys.fields.table import TYPES
from surveys.inviting import answering
from surveys.inviting.finding import Link, ages_of
from surveys.publishing import current_version, publish
from surveys.return_numbers import return_number_for
from surveys.routing import path
from surveys.services import (
    answers_of,
    definition_of,
    digest_of_answers,
    save_answer,
    start_response,
)
from surveys.survey_models import Survey, SurveyCouncil, SurveyForm

PASSPHRASE = "four small brown owls"
_number = count(1)


def _kept(row):
    session.add(row)
    session.flush()
    return row


def make_council(code: str = "west", name: str = "West Northamptonshire", **values) -> Council:
    """The council with this code, made if it is not there yet."""
    there = session.get(Council, code)
    if there is not None:
        return there
    emails = {
        "duty_email": f"duty.{code}@listen.invalid",
        "second_contact_email": f"duty.manager.{code}@listen.invalid",
    }
    return _kept(Council(code=code, name=name, **{**emails, **values}))


def make_staff(*roles: Role, council: Council | None = None, **values) -> Account:
    """A member of staff with these roles, for one council or (with none given) for all."""
    number = next(_number)
    account = Account(
        kind="staff",
        email=values.pop("email", f"staff{number}@listen.invalid"),
        display_name=values.pop("display_name", f"Staff {number}"),
        password_hash=hash_password(values.pop("password", PASSPHRASE)),
        **values,
    )
    code = council.code if council else None
    account.grants = [RoleGrant(role=role, council_code=code) for role in roles]
    return _kept(account)


def make_shift(
    who: Account, starts_at: datetime, ends_at: datetime, council: Council | None = None
) -> Shift:
    """`who` is on duty between these moments, for this council or (with none given) for all."""
    code = council.code if council else None
    return _kept(Shift(account=who, council_code=code, starts_at=starts_at, ends_at=ends_at))


def make_inspector(council: Council | None = None, chosen_name: str | None = None) -> Account:
    """A young person who inspects, for one council or (with none given) for all."""
    name = chosen_name or f"Inspector {next(_number)}"
    account = make_young_person(council, name).account
    code = council.code if council else None
    account.grants = [*account.grants, RoleGrant(role=Role.YOUNG_INSPECTOR, council_code=code)]
    session.flush()
    return account


A_SURVEY = {
    "intro": "We are the Young Inspectors. We want to know how home is for you.",
    "thanks": "Thank you. In March we tell you what we found.",
    "questions": [
        {
            "key": "q_safe",
            "type": "yes_no_not_sure",
            "ask": "Do you feel safe at home?",
            "next": [{"when": ["no"], "go": "q_why"}, {"go": "q_best"}],
        },
        {"key": "q_why", "type": "long_text", "ask": "What makes you feel not so safe?"},
        {
            "key": "q_best",
            "type": "one_choice",
            "ask": "What is the best thing about it?",
            "easier": {"ask": "What do you like best?"},
            "choices": [
                {"code": "food", "label": "The food", "sub_theme": "HOM_FOOD"},
                {"code": "people", "label": "The people"},
                {"code": "dont_know", "label": "I don’t know"},
            ],
        },
    ],
}


def make_survey(
    councils: list[Council],
    by: Account,
    title: str = "How is home?",
    ages: tuple[str, ...] = ("8_11", "11_17"),
    **content,
) -> Survey:
    """A draft of three questions, the second of them only for those who say no to the first."""
    asked = {**A_SURVEY, **content}
    return start_survey(title, [one.code for one in councils], ages, by, content=asked)


def make_young_person(
    council: Council | None = None, chosen_name: str | None = None, **values
) -> YoungPerson:
    """A young person; with `chosen_name`, one who has an account and can sign in."""
    council = council or make_council()
    account = make_young_account(chosen_name, values) if chosen_name else None
    return _kept(
        YoungPerson(
            account_id=account.id if account else None,
            known_as=values.pop("known_as", chosen_name or f"Young person {next(_number)}"),
            council_code=council.code,
            birth_month=values.pop("birth_month", date(2011, 5, 1)),
            care_status=values.pop("care_status", "in_care"),
            **values,
        )
    )


def make_young_account(chosen_name: str, values: dict | None = None) -> Account:
    """An account under a name its young owner chose."""
    values = values if values is not None else {}
    return _kept(
        Account(
            kind="young_person",
            chosen_name=chosen_name,
            sign_in_name=sign_in_name(chosen_name),
            display_name=chosen_name,
            password_hash=hash_password(values.pop("passphrase", PASSPHRASE)),
            language=values.get("language", "en"),
            grants=[RoleGrant(role=Role.YOUNG_PERSON)],
        )
    )


def assign(
    worker: Account,
    young_person: YoungPerson,
    part: str = "social_worker",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Assignment:
    """`worker` has this part in the young person's life, from today unless said."""
    return _kept(
        Assignment(
            worker_id=worker.id,
            young_person_id=young_person.id,
            part=part,
            starts_on=starts_on or min(today(), ends_on or today()),
            ends_on=ends_on,
        )
    )


def make_statement(
    young_person: YoungPerson | None = None,
    words: str = "My room is cold.",
    *,
    form: str = "something_else",
    language: str = "en",
    readers: tuple[str, ...] = (),
    about: tuple[str, ...] = (),
    council: Council | None = None,
    token: str | None = None,
    question: str | None = None,
) -> Thread:
    """Something a young person said and sent, through the same door as on the page.

    By name with `young_person`, otherwise anonymously, about `council` if they named it. The words
    are the answer to this `question`, or else to the form's first one for words.
    """
    token = token or new_token()
    response = start_response(
        current_version(form),
        language,
        token=token,
        young_person=young_person,
        council_code=council.code if council else None,
    )
    definition = definition_of(response)
    asked = [definition.question(key) for key in path(definition, {})]
    in_words = next(one for one in asked if TYPES[one.type].stores_words)
    written = definition.question(question) if question else in_words
    save_answer(response, written, Given(words=words), language)
    for purpose, codes in (("readers", readers), ("about", about)):
        asked_whom = definition.with_purpose(purpose)
        if asked_whom and codes:
            save_answer(response, asked_whom, Given(choices=codes), language)
    looked_over = digest_of_answers(response, answers_of(response))
    thread_id = give_feedback(response, looked_over, return_number_for(token))
    return session.get(Thread, thread_id)


def make_episode(
    young_person: YoungPerson,
    left_at: datetime | None = None,
    returned_at: datetime | None = None,
    **values,
) -> Episode:
    """A time this young person was missing; still, unless it is said when they came back."""
    left_at = left_at or (returned_at or now()) - timedelta(hours=5)
    usual = {
        "council_code": young_person.council_code,
        "kind": "missing",
        "reported_at": left_at + timedelta(hours=1),
        "reported_by": "home_staff",
        "went_from": "home",
        "risk": "medium",
        "home_type": young_person.home_type,
        "home_provider": young_person.home_provider,
        "out_of_area": young_person.out_of_area,
        "returned_how": "came_back" if returned_at else None,
        "recorded_at": now(),
        "recorded_by_name": "A colleague",
    }
    return _kept(
        Episode(
            young_person_id=young_person.id,
            left_at=left_at,
            returned_at=returned_at,
            **{**usual, **values},
        )
    )


def make_return_interview(episode: Episode, **values) -> ReturnInterview:
    """The offer that follows this episode, and whatever of the rest is said.

    An answer without a moment was given with the offer, a day after they came back; a conversation
    without a listener had one, in person.
    """
    next_day = (episode.returned_at or now()) + timedelta(days=1)
    if values.get("answer"):
        values.setdefault("offered_at", next_day)
        values.setdefault("answered_at", values["offered_at"])
    if values.get("child_took_part"):
        values.setdefault("held_at", next_day)
    if values.get("held_at"):
        values = {"interviewer_name": "A listener", "method": "in_person", **values}
    return _kept(ReturnInterview(episode_id=episode.id, **values))


SURVEY_QUESTIONS = [
    {
        "key": "about_home",
        "type": "one_choice",
        "ask": "Where do you live?",
        "choices": [
            {"code": "foster_home", "label": "With foster carers"},
            {"code": "childrens_home", "label": "In a children’s home"},
            {"code": "own_home", "label": "In my own home"},
        ],
    },
    {
        "key": "food",
        "type": "feeling",
        "ask": "How is the food where you live?",
        "hint": "Think of this week.",
        "section": "At home",
    },
    {
        "key": "heard",
        "type": "yes_no_not_sure",
        "ask": "Do adults there listen to you?",
        "next": [{"when": ["no"], "go": "who"}, {"go": "anything"}],
    },
    {
        "key": "who",
        "type": "several_choices",
        "ask": "Who should listen more?",
        "choices": [
            {"code": "carers", "label": "The people I live with"},
            {"code": "workers", "label": "My workers"},
            {"code": "school", "label": "My school"},
        ],
    },
    {"key": "anything", "type": "long_text", "ask": "What would you change?"},
]
"""Of a survey that is made for a test or the demo."""


def make_open_survey(
    *councils: Council,
    ages: tuple[str, ...] = ("11_17",),
    questions: list[dict] | None = None,
    **values,
) -> Survey:
    """A survey that can be answered from today for four weeks, in these councils (or the west),
    published for each of these ages as the builder does it.
    """
    title = values.pop("title", f"How is it at home? {next(_number)}")
    definition = {
        "kind": "survey",
        "symbol": "home",
        "title": title,
        "intro": "We want to know how it is for you. It takes five minutes.",
        "thanks": "Thank you. We read every answer.",
        "listed": False,
        "questions": questions or SURVEY_QUESTIONS,
    }
    usual = {
        "stage": "open",
        "started_by_name": "A Young Inspector",
        "started_on": today(),
        "opens_on": today(),
        "closes_on": today() + timedelta(days=28),
    }
    written = {**definition, "ages": list(ages)}
    survey = _kept(Survey(title=title, definition=written, **{**usual, **values}))
    survey.councils = [
        SurveyCouncil(
            council_code=one.code, link_code=f"{next(_number)}{one.code}{survey.id:x}"[:16]
        )
        for one in councils or (make_council(),)
    ]
    for one in ages:
        version = publish({"key": f"s{survey.id:x}_{one}", **definition})
        survey.forms.append(SurveyForm(ages=one, form_id=version.form_id))
    session.flush()
    return survey


def survey_link(survey: Survey, council_code: str = "west") -> Link:
    """The way into a survey for a council."""
    way = next(one for one in survey.councils if one.council_code == council_code)
    return Link(survey, council_code, way.link_code)


def answer_survey(
    survey: Survey,
    council_code: str = "west",
    ages: str = "11_17",
    *,
    language: str = "en",
    hashes: tuple[bytes, ...] = (),
    **answers,
):
    """Somebody answers a survey and sends it: codes or words by question key. The response."""
    link = survey_link(survey, council_code)
    response = answering.begin(ages_of(survey)[ages], link, language, new_token())
    definition = definition_of(response)
    for key, said in (answers or {"food": "happy"}).items():
        question = definition.question(key)
        in_words = TYPES[question.type].stores_words
        picked = (said,) if isinstance(said, str) else tuple(said)
        given = Given(words=said) if in_words else Given(choices=picked)
        save_answer(response, question, given, language)
    looked_over = digest_of_answers(response, answers_of(response))
    answering.send_answers(response, link, looked_over, hashes)
    return response

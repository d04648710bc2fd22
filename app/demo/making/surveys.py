"""Surveys: one that is being written, and one that can be answered."""

from datetime import timedelta

from app.accounts.models import Account, Council
from app.core.clock import today
from app.core.db import session
from app.demo.making.accounts import make_council
from app.demo.making.adding import kept, numbers
from surveys.building.changing import start_survey
from surveys.changing_drafts import save_answer
from surveys.definition import Given
from surveys.drafts import new_token
from surveys.fields.table import TYPES
from surveys.inviting import answering
from surveys.inviting.finding import Link, ages_of
from surveys.publishing import publish
from surveys.services import answers_of, definition_of, digest_of_answers
from surveys.survey_models import Survey, SurveyCouncil, SurveyForm

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
    title = values.pop("title", f"How is it at home? {next(numbers)}")
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
    survey = kept(Survey(title=title, definition=written, **{**usual, **values}))
    survey.councils = [
        SurveyCouncil(
            council_code=one.code, link_code=f"{next(numbers)}{one.code}{survey.id:x}"[:16]
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

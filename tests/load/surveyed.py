"""A survey of many questions and its answers, written by the database itself; and answers that are
ready to be sent, with the cookies to do it.
"""

from flask import Flask
from flask import session as cookie
from flask_wtf.csrf import generate_csrf
from sqlalchemy import func, select, text

from app.accounts.models import Council
from app.core.clock import today
from app.core.db import put_down, session
from app.demo.factories import make_open_survey, survey_link
from surveys.asking import Asking
from surveys.definition import Given
from surveys.drafts import HELD, new_token
from surveys.inviting import answering
from surveys.inviting.finding import Link, ages_of
from surveys.models import Answer, FormVersion, Response
from surveys.survey_models import Survey
from tests.load.statements import WORDS, Statement

QUESTION = "q_words"
ID = "abs(random() % 9223372036854775807) + 1"
RESPONSES = f"""
INSERT INTO response (id, form_version_id, anonymous, council_code, language, key_hash, started_on,
    sent_on, source)
WITH RECURSIVE row (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM row WHERE number < :count)
SELECT {ID}, :version, 1, :council, 'en', randomblob(32), :day, :day, 'app' FROM row
"""
ANSWERS = f"""
INSERT INTO answer (id, response_id, question_key, kind, choices, language)
SELECT {ID}, id, :key, 'choice',
    '["' || json_extract(:codes, '$[' || abs(random() % :of) || ']') || '"]', 'en'
FROM response WHERE form_version_id = :version
"""
FACES = ["very_happy", "happy", "okay", "sad", "very_sad", "dont_know"]
HOMES = ["foster_home", "family_or_friends", "childrens_home", "supported_home", "own_home"]


def many_questions(number: int = 50) -> list[dict]:
    """Where somebody lives, faces, and words."""
    homes = [{"code": code, "label": code.replace("_", " ")} for code in HOMES]
    home = {"key": "about_home", "type": "one_choice", "ask": "Where do you live?"}
    faces = [
        {"key": f"q{n}", "type": "feeling", "ask": f"How is number {n}?"} for n in range(number - 2)
    ]
    words = {"key": QUESTION, "type": "long_text", "ask": "What else?"}
    return [{**home, "choices": homes}, *faces, words]


def answered_survey(council: Council, count: int, number: int = 50) -> Survey:
    """So many questions, of which `count` young people answered all but the words. SQLite only.
    Commits.
    """
    questions = many_questions(number)
    survey = make_open_survey(council, questions=questions)
    version = ages_of(survey)["11_17"].id
    facts = {"version": version, "day": today().isoformat(), "council": council.code}
    session.commit()
    session.execute(text(RESPONSES), {**facts, "count": count})
    for question in questions[:-1]:
        codes = HOMES if question["key"] == "about_home" else FACES
        given = {"key": question["key"], "codes": _json(codes), "of": len(codes)}
        session.execute(text(ANSWERS), {**given, "version": version})
    session.commit()
    return survey


def _json(codes: list[str]) -> str:
    return "[" + ", ".join(f'"{code}"' for code in codes) + "]"


def ready_answers(app: Flask, link_code: str, how_many: int) -> list[Statement]:
    """Drafts in which all but the words is answered, and what to post to write those and then to
    send each.
    """
    with app.test_request_context(method="POST"):
        link = _link(link_code)
        version = ages_of(link.survey)["11_17"]
        made = [_ready(app, version, link) for _ in range(how_many)]
        session.commit()
    return made


def _link(code: str) -> Link:
    rows = session.scalars(select(Survey))
    found = (survey_link(one) for one in rows if one.councils[0].link_code == code)
    return next(found)


def _ready(app: Flask, version: FormVersion, link: Link) -> Statement:
    token = new_token()
    response = answering.begin(version, link, "en", token)
    asking = Asking(response)
    tapped = [key for key in asking.definition.keys if key != QUESTION]
    asking.answers = {key: _tapped(response, key) for key in tapped}
    asking.answers[QUESTION] = Given(words=WORDS)
    cookie[HELD] = {version.form.key: token}
    csrf = generate_csrf()
    sealed = app.session_interface.get_signing_serializer(app).dumps(dict(cookie))
    return Statement(
        cookie=f"{app.config['SESSION_COOKIE_NAME']}={sealed}",
        answering={"csrf_token": csrf, "answer": WORDS, "do": "next"},
        sending={"csrf_token": csrf, "answers": asking.digest()},
    )


def _tapped(response: Response, key: str) -> Given:
    code = HOMES[0] if key == "about_home" else FACES[0]
    about = {"response_id": response.id, "question_key": key}
    put_down(Answer, **about, kind="choice", choices=[code], language="en")
    return Given(choices=(code,))


def how_many_were_sent(app: Flask, link_code: str) -> int:
    """Answers to this survey that were sent."""
    with app.app_context():
        version = ages_of(_link(link_code).survey)["11_17"]
        rows = select(func.count()).select_from(Response).where(Response.sent_on.is_not(None))
        return session.scalar(rows.where(Response.form_version_id == version.id))

"""Years of comments, written by the database itself: nothing else is quick enough for a million."""

import json
from datetime import date

from sqlalchemy import text

from app.accounts.models import Council
from app.core.db import session
from app.demo.factories import make_young_person
from app.people.care_statuses import CARE_STATUSES
from feedback.models import VALENCES
from feedback.theming.codebook import codebook
from surveys.publishing import current_version

CHILDREN = 1100
"""In each council: about as many as the reference installation has."""
ID = "abs(random() % 9223372036854775807) + 1"
RESPONSES = f"""
INSERT INTO response (id, form_version_id, anonymous, young_person_id, council_code, language,
    key_hash, started_on, sent_on, source)
WITH RECURSIVE row (number, nameless, day) AS (
    SELECT 1, 0, :first
    UNION ALL
    SELECT number + 1, abs(random()) % 2, date(:first, '+' || abs(random() % :days) || ' days')
    FROM row WHERE number < :count
)
SELECT {ID}, :version, nameless,
    CASE WHEN nameless THEN NULL ELSE json_extract(:children, '$[' || (number % :of) || ']') END,
    :council, 'en', randomblob(32), day, day,
    CASE WHEN nameless AND number % 3 THEN 'import' ELSE 'app' END
FROM row
"""
NEW = "sent_on >= :first AND sent_on < :last"
ANSWERS = f"""
INSERT INTO answer (id, response_id, question_key, kind, words_sealed, language)
SELECT {ID}, id, 'your_words', 'words', randomblob(150), 'en' FROM response WHERE {NEW}
"""
THREADS = f"""
INSERT INTO thread (id, response_id, council_code, young_person_id, opened_on, due_on,
    first_answered_on, state)
SELECT {ID}, id, council_code, young_person_id, sent_on, date(sent_on, '+5 days'),
    date(sent_on, '+' || abs(random() % 9) || ' days'), 'answered' FROM response WHERE {NEW}
"""
CODINGS = f"""
INSERT INTO coding (id, answer_id, sub_theme, valence, proposed_by, confirmed_by_name,
    confirmed_at, codebook_version)
SELECT {ID}, answer.id, json_extract(:sub_themes, '$[' || abs(random() % :of) || ']'),
    json_extract(:valences, '$[' || abs(random() % 5) || ']'), 'officer', 'An officer',
    '2026-07-01 09:00:00.000000', '2026.1'
FROM response JOIN answer ON response_id = response.id WHERE {NEW} AND abs(random() % 10)
"""


def comments_over(councils: list[Council], first: date, last: date, count: int) -> None:
    """`count` comments sent from the first day to before the last, half of them named.

    Nine of ten are coded, a third of these twice. SQLite only. Commits.
    """
    version = current_version("something_else").id
    days = {"first": first.isoformat(), "last": last.isoformat()}
    for council in councils:
        children = [
            make_young_person(council, care_status=[*CARE_STATUSES][n % 5], separated=n % 7 == 0).id
            for n in range(CHILDREN)
        ]
        about = {"children": json.dumps(children), "of": CHILDREN, "council": council.code}
        each = {"count": count // len(councils), "days": (last - first).days, "version": version}
        session.execute(text(RESPONSES), {**about, **days, **each})
        session.commit()
    for statement in (ANSWERS, THREADS):
        session.execute(text(statement), days)
        session.commit()
    sub_themes = [sub_theme.id for sub_theme in codebook()]
    given = {"sub_themes": json.dumps(sub_themes), "of": len(sub_themes), **days}
    for statement in (CODINGS, f"{CODINGS} AND answer.id % 3 = 0"):
        session.execute(text(statement), {**given, "valences": json.dumps(VALENCES)})
        session.commit()

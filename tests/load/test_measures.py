"""The measures of a quarter in which twenty thousand episodes ended."""

from time import process_time

from sqlalchemy import text

from app.core.reporting import Period
from app.demo.factories import make_council, make_young_person
from app.interviews import measure_tables, tallies
from tests.interviews.measures.saying import publish_reasons

QUARTER = Period.parse("2026-Q2")
EPISODES = 20_000
CHILDREN = 1_000
MOST_SECONDS = 1.0
BACK = (
    "datetime('2026-04-02', '+' || (number % 88) || ' days', '+' || (number % 1440) || ' minutes')"
)
MADE = f"""
INSERT INTO episode (id, young_person_id, council_code, kind, left_at, reported_at, reported_by,
    went_from, risk, home_type, home_provider, out_of_area, living_in, returned_at, returned_how,
    source, recorded_at, recorded_by_name)
WITH RECURSIVE row (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM row WHERE number < :count)
SELECT number, 1 + number % :children,
    'west', 'missing', {BACK.replace("04-02", "04-01")} || '.000000', {BACK} || '.000000', 'carer',
    'home', 'low', CASE number % 3 WHEN 0 THEN 'foster_home' WHEN 1 THEN 'childrens_home' END, '',
    number % 5 = 0, '', {BACK} || '.000000', 'came_back', 'app', {BACK} || '.000000', ''
FROM row
"""
INTERVIEWS = """
INSERT INTO return_interview (id, episode_id, offered_at, answer, answered_at, held_at, method,
    child_took_part, form_completed_at, independent_of_home, independent_of_authority, language,
    interviewer_name, no_reply_from, chosen_by_child, with_interpreter, with_friend, words_id,
    read_back_at)
SELECT id, id, returned_at, 'accepted', returned_at,
    datetime(returned_at, '+' || (id % 100) || ' hours') || '.000000', 'in_person', id % 3 > 0,
    returned_at, id % 4 > 0, id % 5 > 0, 'en', 'A listener', '', 0, 0, 0, id,
    returned_at FROM episode
"""
WORDS = """
INSERT INTO response (id, form_version_id, anonymous, young_person_id, council_code, language,
    key_hash, started_on, sent_on, source)
SELECT id, :version, 0, young_person_id, 'west', 'en', randomblob(32), '2026-05-01', '2026-05-01',
    'app' FROM episode
"""
REASONS = """
INSERT INTO answer (id, response_id, question_key, kind, choices, language)
SELECT id, id, 'push_factors', 'choice', '["push_rules", "push_conflict"]', 'en' FROM episode
"""


def fill(session) -> None:
    council = make_council()
    for number in range(CHILDREN):
        make_young_person(council, id=number + 1, separated=number % 4 == 0)
    version = publish_reasons().id
    session.execute(text(MADE), {"count": EPISODES, "children": CHILDREN})
    session.execute(text(WORDS), {"version": version})
    session.execute(text(REASONS))
    session.execute(text(INTERVIEWS))


def test_twenty_thousand_episodes_are_measured_in_less_than_a_second(session, figure):
    fill(session)
    took = []
    for _time in range(2):
        # The database works in this process, so this is what it costs, whatever else is running.
        began = process_time()
        [_children, of_episodes, *_rest] = measure_tables.tables(QUARTER, "west")
        medians = tallies.median_hours(QUARTER, "west")
        took.append(process_time() - began)
    figure(f"measures of a quarter over {EPISODES} episodes: {min(took):.2f} s")
    assert max(of_episodes.counts.values()) == EPISODES
    assert medians["all"] > 0
    assert min(took) < MOST_SECONDS

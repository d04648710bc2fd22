"""Learning from what was decided at the coding desk."""

import pytest

from app.core import periodic
from app.core.db import session
from app.core.periodic import TASKS
from feedback import coding, lessons
from feedback.models import NO_THEME
from feedback.themes import suggest
from feedback.theming.examples import TooLittle
from feedback.theming.learner import learn
from feedback.theming.model_file import current_model, model_path
from tests.locks import watched_calls


@pytest.fixture
def own_models(app, tmp_path):
    """A folder for what this test learns."""
    app.config["MODELS"] = str(tmp_path)


def test_the_desk_learns_from_its_own_decisions(own_models, officer, bring_in):
    answers = bring_in(*(f"the gloop is blue {n}" for n in range(8)), "tea", "bread", "soup")
    for answer in answers:
        codes = [("HOM_ROOM", "good")] if "gloop" in answer.words else [(NO_THEME, None)]
        coding.confirm_codes(answer, codes, officer)
    assert lessons.learn_from_coding().trained_on == 11
    assert suggest("a gloop", "en")[0].sub_theme == "HOM_ROOM"
    assert b"gloop" not in model_path().read_bytes()


def test_with_too_little_to_learn_from_the_lists_go_on_speaking(own_models):
    with pytest.raises(TooLittle):
        lessons.learn_from_coding()
    lessons.nightly_lesson()
    assert current_model() is None


def test_while_the_worker_learns_by_night_others_can_write(app, own_models, officer, bring_in):
    for answer in bring_in(*(f"the gloop is blue {n}" for n in range(8)), "tea", "bread"):
        codes = [("HOM_ROOM", "good")] if "gloop" in answer.words else [(NO_THEME, None)]
        coding.confirm_codes(answer, codes, officer)
    session.commit()
    task = TASKS["feedback.lessons.nightly_lesson"]
    with watched_calls(app, learn) as could_write, app.app_context():
        periodic._make(task, periodic._claim(task))
    assert could_write == [True] and current_model() is not None
    with app.app_context():
        assert periodic._claim(task) is None  # it is noted that it was made


def test_a_model_that_was_tampered_with_counts_as_none(own_models, officer, bring_in):
    for answer in bring_in(*(f"room {n}" for n in range(7)), "x", "y"):
        codes = [("HOM_ROOM", "good")] if "room" in answer.words else [(NO_THEME, None)]
        coding.confirm_codes(answer, codes, officer)
    lessons.learn_from_coding()
    assert current_model() is not None
    model_path().write_bytes(model_path().read_bytes()[:-1] + b"x")
    assert current_model() is None


def test_the_learn_command_says_when_there_is_nothing_to_learn_from(app):
    done = app.test_cli_runner().invoke(args=["themes", "learn"])
    assert done.exit_code == 1 and "Nothing was learned" in done.output

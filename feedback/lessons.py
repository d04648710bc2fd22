"""Learning from the coding desk: the lesson is every comment that a person has decided about."""

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from app.core.db import only_reads_at_first, session
from app.core.jobs import every
from feedback.coding_desk import question_of
from feedback.models import NO_THEME, Coding
from feedback.theming.examples import FEWEST, Example, TooLittle
from feedback.theming.model_file import keep_model
from feedback.theming.suggestions import lists
from surveys.models import Answer, FormVersion, Response

if TYPE_CHECKING:
    from feedback.theming.theme_model import ThemeModel

MOST = 5_000
"""The comments said last: enough to learn from, and no longer than half a minute's work."""


def learn_from_coding() -> "ThemeModel":
    """Learn anew and keep what was learned. Raises TooLittle."""
    only_reads_at_first()  # Learning takes half a minute, in which others write.
    examples = coded_examples()
    session.commit()
    counts = Counter(theme for one in examples for theme in one.themes)
    if max(counts.values(), default=0) < FEWEST:
        raise TooLittle(f"no theme has {FEWEST} coded comments yet")
    # Only here: scikit-learn takes over a second to load, and no page may wait for that.
    from feedback.theming.learner import learn

    model = learn(examples, lists())
    keep_model(model)
    return model


@every(days=1)
def nightly_lesson() -> None:
    """Once a day, in the worker; with too little to learn from, the word lists go on speaking."""
    try:
        learn_from_coding()
    except TooLittle:
        return


def coded_examples() -> list[Example]:
    """What people decided, the latest comments first, in two queries.

    The same words count once: said ten times they would vouch for themselves, and every guess on
    them would look sure.
    """
    stands = (Coding.confirmed_at.is_not(None), Coding.withdrawn_at.is_(None))
    rows = (
        select(Answer)
        .join(Response)
        .where(exists().where(Coding.answer_id == Answer.id, *stands))
        .options(
            joinedload(Answer.response).joinedload(Response.version).joinedload(FormVersion.form)
        )
        .order_by(Response.sent_on.desc(), Answer.id)
        .limit(MOST)
    )
    answers = session.scalars(rows).unique().all()
    themes: dict[int, set[str]] = {}
    for answer_id, sub_theme in session.execute(
        select(Coding.answer_id, Coding.sub_theme).where(*stands, Coding.sub_theme != NO_THEME)
    ):
        themes.setdefault(answer_id, set()).add(sub_theme)
    examples = (
        Example(
            answer.words,
            frozenset(themes.get(answer.id, ())),
            question_of(answer),
            answer.language,
        )
        for answer in answers
    )
    return list({one.text: one for one in examples}.values())

"""What the machine says to the coder about a comment: which sub-themes, and how it sounds.

Both are hints, and both are made in the room next door, `theming`, or by TextBlob, which is used
here and nowhere else.
"""

from functools import lru_cache
from threading import Thread

from flask import has_app_context

from feedback.theming.model_file import current_model
from feedback.theming.suggestions import Suggestion, suggest_with
from feedback.theming.wordlists import ENGLISH

GOOD, NOT_GOOD = "good", "not_good"
TONE_FROM = 0.2
NO_FEELING = frozenset(
    "able available average black certain dark deep different due early empty far few first full"
    " general green grey half heavy high large last least less light little long low main many more"
    " most much narrow near new normal old other own particular pink ready real really right same"
    " several short single small sure top usual very whole wide young".split()
)
"""Words that TextBlob scores and that say nothing of how somebody feels: it finds “too many
grown-ups” good, and a green room bad.
"""


def suggest(text: str, language: str, question: str | None = None) -> list[Suggestion]:
    """At most MOST sub-themes, the likeliest first. `question` is the key of what was asked."""
    return suggest_with(current_model() if has_app_context() else None, text, language, question)


def tone_hint(text: str, language: str) -> str | None:
    """GOOD, NOT_GOOD or None: a hint to the coder how an English text sounds by itself, whatever
    was asked.

    None as well while TextBlob is being loaded: the first comments that a new process shows go
    without it. Never shown to a young person, never counted, and no sign of safety: "I want to die"
    scores 0. Other languages are not scored, because the score there is 0.0 whatever is said.
    """
    if language != ENGLISH or load_tone().is_alive():
        return None
    from textblob import TextBlob

    scored = TextBlob(text).sentiment_assessments.assessments
    felt = [polarity for words, polarity, *_ in scored if not NO_FEELING.issuperset(words)]
    tone = sum(felt) / len(felt) if felt else 0
    if abs(tone) < TONE_FROM:
        return None
    return GOOD if tone > 0 else NOT_GOOD


@lru_cache(maxsize=1)
def load_tone() -> Thread:
    """Begin, once in a process, to load TextBlob; the thread in which it is loaded.

    It brings NLTK, SciPy and scikit-learn with it, which takes seconds: no page waits for that, and
    neither does the start of a server on which perhaps nobody codes today.
    """
    loading = Thread(target=_load_tone, name="tone", daemon=True)
    loading.start()
    return loading


def _load_tone() -> None:
    from textblob import TextBlob

    # Its word list is read the first time that anything is scored.
    TextBlob("well").sentiment  # noqa: B018

"""What the machine says to the coder, and that no page waits for it."""

import subprocess
import sys

import pytest

from feedback.themes import load_tone, tone_hint


def test_tone_is_a_hint_for_english_only():
    load_tone().join()
    assert tone_hint("What a wonderful day, I love it", "en") == "good"
    assert tone_hint("This is horrible, I hate it", "en") == "not_good"
    assert tone_hint("I have a room", "en") is None
    assert tone_hint("wonderful", "ti") is None


@pytest.mark.parametrize(
    "words",
    [
        "There are too many grown-ups in the room and they use long words.",
        "I never know how much savings I have or who to ask.",
        "We painted my room green and I chose the first bed of my own.",
        "",
    ],
)
def test_words_that_only_count_or_describe_are_no_tone(words):
    load_tone().join()
    assert tone_hint(words, "en") is None


def test_suggesting_loads_neither_scikit_learn_nor_textblob():
    code = (
        "import sys; from feedback.themes import suggest; suggest('my mum', 'en');"
        "sys.exit('sklearn' in sys.modules or 'textblob' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


NOBODY_WAITS = """
import sys, threading
from feedback.themes import load_tone, tone_hint

may_load = threading.Event()

class Slow:
    def find_spec(self, name, path=None, target=None):
        if name == "textblob":
            may_load.wait()

sys.meta_path.insert(0, Slow())
assert tone_hint("What a wonderful day", "en") is None
assert load_tone().is_alive()
may_load.set()
load_tone().join()
assert tone_hint("What a wonderful day", "en") == "good"
"""


def test_no_page_waits_for_the_tone_to_be_loaded():
    done = subprocess.run([sys.executable, "-c", NOBODY_WAITS], timeout=120)
    assert done.returncode == 0

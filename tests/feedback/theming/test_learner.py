"""Learning from coding: on a few dozen comments written for this."""

import json
from itertools import product

import numpy as np
import pytest

from feedback.theming.evaluation import calibration_error, evaluate
from feedback.theming.examples import Example, TooLittle
from feedback.theming.learner import learn, stratified_folds
from feedback.theming.spelling import words_in
from feedback.theming.suggestions import suggest_with
from feedback.theming.theme_model import CannotRead, ThemeModel
from feedback.theming.thresholds import likely_thresholds, sure_thresholds
from feedback.theming.wordlists import NAME, WordLists, name_as_list

SAID = {
    "Waiting": ("I waited for {}", "so long until {}", "hours before {}", "{} was late", "slow {}"),
    "Kindness": ("{} was kind", "such a lovely {}", "{} smiled at me", "warm {}", "{} was gentle"),
    "Parking": ("no space for {} cars", "the car park by {} is full"),
}
ABOUT = ("the nurse", "the bus", "my lesson", "the review", "tea", "the meeting")
LISTS = {theme: {NAME: name_as_list(theme)} for theme in SAID}


def comments(about=ABOUT, themes=SAID):
    return [
        Example(pattern.format(thing), frozenset({theme}), "What happened?")
        for theme in themes
        for pattern, thing in product(SAID[theme], about)
    ]


@pytest.fixture(scope="module")
def model():
    few = [one for one in comments() if "Parking" in one.themes][:3]
    return learn([*comments(themes=("Waiting", "Kindness")), *few], LISTS)


def probable(model, text):
    words = words_in(text)
    found = model.probabilities(words, None, WordLists(LISTS).hits_by_theme(words, "en"))
    return dict(zip(model.themes, found, strict=True))


def test_a_comment_it_has_not_seen_gets_the_theme_of_its_like(model):
    found = probable(model, "hours before the taxi came, so slow")
    assert found["Waiting"] > 0.5 > found["Kindness"]


def test_a_theme_with_too_few_examples_is_found_by_its_list(model):
    assert probable(model, "parking again")["Parking"] > 0
    assert probable(model, "a car")["Parking"] < 0.001


def test_nothing_to_learn_from_is_said_so():
    with pytest.raises(TooLittle):
        learn(comments()[:5], LISTS)
    with pytest.raises(TooLittle):
        learn([], LISTS)


def test_what_was_learned_is_the_same_after_keeping_it(model):
    again = ThemeModel.from_text(model.to_text())
    assert probable(again, "a kind nurse") == pytest.approx(probable(model, "a kind nurse"))
    assert again.languages == model.languages and again.trained_on == model.trained_on


@pytest.mark.parametrize("text", ["", "not base64 at all!", "aGVsbG8=", "UEsDBA=="])
def test_something_that_is_no_model_is_refused(text):
    with pytest.raises(CannotRead):
        ThemeModel.from_text(text)


def test_the_strongest_words_are_places_in_the_comment(model):
    text = "The bus was late and slow"
    places = model.strongest_words(words_in(text), "Waiting")
    assert "slow" in [text[start:end] for start, end in places]


def test_suggestions_are_sure_only_in_a_language_with_enough_coding():
    lists = {"REL_FAMILY": {"en": ("mum",)}, "HOM_FOOD": {"en": ("tea",)}}
    things = [f"thing{n}" for n in range(40)]
    said = [Example(f"my mum and {t}", frozenset({"REL_FAMILY"})) for t in things]
    said += [Example(f"tea with {t}", frozenset({"HOM_FOOD"})) for t in things]
    model = learn(said, lists)
    assert [s.sub_theme for s in suggest_with(model, "my mum", "en") if s.sure] == ["REL_FAMILY"]
    assert not any(s.sure for s in suggest_with(model, "my mum", "ar"))


def test_every_fold_has_its_share_of_a_rare_theme():
    coded = np.zeros((40, 2), dtype=bool)
    coded[:8, 0] = True
    coded[4:, 1] = True
    fold = stratified_folds(coded, 4)
    assert [int(coded[fold == n, 0].sum()) for n in range(4)] == [2, 2, 2, 2]
    assert [int((fold == n).sum()) for n in range(4)] == [10, 10, 10, 10]


def test_sure_is_never_reached_where_nothing_was_right_often_enough():
    rng = np.random.default_rng(0)
    said = rng.random((200, 1))
    assert sure_thresholds(said, rng.random((200, 1)) < 0.5)[0] > 1
    assert sure_thresholds(said, said > 0.6)[0] <= 0.61


def test_a_theme_with_few_examples_leans_on_the_threshold_of_all():
    said = np.array([[0.9, 0.06]] * 30 + [[0.1, 0.01]] * 70)
    coded = said > 0.05
    coded[:, 0] = said[:, 0] > 0.5
    own, rare = likely_thresholds(said, coded)
    assert 0.1 < own < 0.9 and rare > 0.06


def test_probabilities_that_come_true_have_no_calibration_error():
    said = np.full((100, 1), 0.25)
    assert calibration_error(said, np.arange(100).reshape(-1, 1) < 25) == pytest.approx(0)
    assert calibration_error(said, np.arange(100).reshape(-1, 1) < 75) == pytest.approx(0.5)


def test_evaluation_gives_every_figure_and_counts_themes_it_never_met_as_missed():
    train, test = comments(ABOUT[:4]), comments(ABOUT[4:])
    measured = evaluate(train, test, LISTS)
    assert measured.micro_f1 > 0.8 and measured.n_test == len(test)
    unknown = [Example("something else", frozenset({"Never met"}))] * 5
    assert evaluate(train, [*test, *unknown], LISTS).macro_f1 < measured.macro_f1


def write(path, rows, header="text,themes,question"):
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return str(path)


def test_the_command_ends_with_one_json_object(app, tmp_path):
    rows = [f'"{one.text}","{"; ".join(one.themes)}",What happened?' for one in comments()]
    train, test = write(tmp_path / "train.csv", rows), write(tmp_path / "test.csv", rows[::3])
    done = app.test_cli_runner().invoke(args=["themes", "evaluate", test, "--train", train])
    assert done.exit_code == 0, done.output
    figures = json.loads(done.output.splitlines()[-1])
    assert set(figures) == {
        "micro_f1",
        "macro_f1",
        "calibration_error",
        "precision_shown",
        "n_train",
        "n_test",
        "seconds",
    }
    assert figures["n_train"] == len(rows)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the file is empty"),
        (b"words,themes\nhello,A\n", "there is no column called text"),
        (b"text,themes\n", "there are no comments in it"),
        (b"text,themes\nhello,A,more\n", "line 2: 3 columns and not 2"),
        (b"PK\x03\x04rest", "save it as CSV"),
        (b"text,themes\nhello,A\n", "no theme has 6 coded comments yet"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_so_and_the_command_fails(app, tmp_path, content, says):
    file = tmp_path / "bad.csv"
    file.write_bytes(content)
    runner = app.test_cli_runner()
    done = runner.invoke(args=["themes", "evaluate", str(file), "--train", str(file)])
    assert done.exit_code != 0
    assert says in done.output

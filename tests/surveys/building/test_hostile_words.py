"""Hostile words in every field are words like any others, or come back."""

from hypothesis import given
from hypothesis import strategies as st

from tests.surveys.building.typing_in import HOSTILE, frame, question

TEXTS = (
    "ask",
    "hint",
    "why",
    "section",
    "easier_ask",
    "easier_hint",
    "new_1",
    "easier_new_1",
    "more",
)


def keys(survey):
    return [one["key"] for one in survey.definition["questions"]]


@given(st.dictionaries(st.sampled_from(TEXTS), st.sampled_from(HOSTILE), min_size=1, max_size=3))
def test_hostile_words_are_kept_as_words_or_come_back(ada, address, survey, typed):
    sent = {name: value.encode("utf-8", "surrogatepass") for name, value in typed.items()}
    answer = ada.post(address("/questions"), data=question(survey().revision, **sent))
    assert answer.status_code in (303, 413, 422)
    for page in (answer.text, ada.get(address()).text, ada.get(address("/look")).text):
        assert "<script>alert" not in page and "<img src=x" not in page
    for ages in ("8_11", "11_17"):
        for key in keys(survey()):
            assert ada.get(address(f"/preview/{ages}/{key}")).status_code in (200, 302)
    if len(keys(survey())) > 20:
        ada.post(address(f"/questions/{keys(survey())[-1]}/remove"), data={"seen": 1})


@given(
    st.dictionaries(
        st.sampled_from(["title", "intro", "thanks", "opens_on", "closes_on", "asked"]),
        st.sampled_from(HOSTILE),
        min_size=1,
        max_size=3,
    )
)
def test_hostile_words_about_the_survey_are_kept_as_words_or_come_back(ada, address, survey, typed):
    sent = {name: value.encode("utf-8", "surrogatepass") for name, value in typed.items()}
    answer = ada.post(address("/about"), data=frame(survey().revision, **sent))
    assert answer.status_code in (303, 413, 422)
    for page in (answer.text, ada.get(address()).text, ada.get(address("/preview/8_11")).text):
        assert "<script>alert" not in page and "<img src=x" not in page
    assert ada.get("/surveys/build/").status_code == 200


def test_days_and_numbers_have_to_make_sense(ada, address, survey):
    days = {"opens_on": "2026-04-02", "closes_on": "2026-04-01", "asked": "many"}
    answer = ada.post(address("/about"), data=frame(1, **days))
    assert answer.status_code == 422 and "The last day is before the first." in answer.text
    assert "Write a number" in answer.text and 'value="many"' in answer.text
    ada.post(address("/about"), data=frame(1, opens_on="2026-04-02", asked="120"))
    assert survey().definition["asked"] == 120 and survey().opens_on.isoformat() == "2026-04-02"

"""Words that are typed and not kept yet: another language on the page, or the help, loses none."""

import pytest

from tests.surveys.building.typing_in import frame, question


@pytest.fixture
def arabic(app):
    """As if every language were complete."""
    app.config["SHOW_INCOMPLETE"] = True


@pytest.mark.usefixtures("arabic")
@pytest.mark.parametrize(
    ("rest", "sent"),
    [
        ("/questions", question(1, ask="My own words")),
        ("/questions/q_why", question(1, type="short_text", ask="My own words")),
        ("/about", frame(1, intro="My own words", title="")),
    ],
)
def test_another_language_brings_the_page_back_with_what_was_typed(
    ada, address, survey, rest, sent
):
    page = ada.post(address(f"{rest}?lang=ar"), data={**sent, "do": "language:ar"})
    assert page.status_code == 200 and "My own words" in page.text
    assert '<html lang="ar" dir="rtl">' in page.text
    assert survey().revision == 1, "nothing is kept by it"
    assert '<html lang="ar"' in ada.get(address()).text, "and they go on in it"


@pytest.mark.usefixtures("arabic")
def test_the_ways_the_note_of_a_second_look_and_a_new_survey_stay_too(
    ada, bo, address, survey, on_its_way
):
    ways = {"seen": 1, "code_no": "end", "rest": "", "do": "language:ar"}
    page = ada.post(address("/questions/q_safe/next?lang=ar"), data=ways)
    assert page.status_code == 200 and '<option value="end" selected>' in page.text
    started = {"title": "Buses", "do": "language:ar"}
    page = ada.post("/surveys/build/new?lang=ar", data=started)
    assert page.status_code == 200 and "Buses" in page.text
    pasted = {"text": "half of it", "do": "language:ar"}
    assert "half of it" in ada.post("/surveys/build/bring-in?lang=ar", data=pasted).text
    on_its_way("second_look")
    said = {"seen": 1, "note": "My note", "do": "language:ar"}
    page = bo.post(address("/look?lang=ar"), data=said)
    assert page.status_code == 200 and "My note" in page.text
    assert survey().stage == "second_look"


@pytest.mark.usefixtures("arabic")
def test_what_an_officer_has_not_sent_yet_stays_too(world, officer, survey, on_its_way):
    on_its_way("safety_check")
    check = f"/surveys/check/{world.survey.id}"
    button = 'form="{}" name="do" value="language:ar" formaction="{}?lang=ar"'
    assert button.format("verdict", check) in officer.get(check).text
    said = {"seen": 1, "note": "My note", "marks": "yes", "told_q_safe": "no"}
    page = officer.post(f"{check}?lang=ar", data={**said, "do": "language:ar"})
    assert page.status_code == 200 and '<html lang="ar" dir="rtl">' in page.text
    assert "My note" in page.text and 'value="no" checked' in page.text
    assert survey().stage == "safety_check" and survey().revision == 1, "nothing is kept by it"
    passed = officer.post(f"{check}?lang=en", data={"seen": 1, "fine": "yes", "note": ""})
    assert passed.status_code == 303
    assert button.format("take-back", f"{check}/take-back") in officer.get(check).text
    why = {"seen": 1, "why": "My reason", "do": "language:ar"}
    page = officer.post(f"{check}/take-back?lang=ar", data=why)
    assert page.status_code == 200 and "My reason" in page.text
    assert survey().stage == "ready"


@pytest.mark.usefixtures("arabic")
def test_the_buttons_of_the_languages_belong_to_the_form_and_help_leaves_it_open(ada, address):
    page = ada.get(address("/questions/new?type=feeling")).text
    assert (
        f'form="question" name="do" value="language:ar" formaction="{address("/questions")}' in page
    )
    assert '<a href="/help" target="_blank" rel="noopener">' in page

"""The codebook: what ships is whole, and a broken one is refused with every reason."""

import pytest
import yaml

from app.core.languages import LANGUAGES
from feedback.theming.codebook import FILE, CodebookError, codebook, load


@pytest.fixture
def broken(tmp_path):
    """A maker of codebooks with something wrong in them."""

    def write(change):
        raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
        change(raw)
        file = tmp_path / "codebook.yaml"
        file.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
        return file

    return write


def test_it_has_six_themes_and_forty_sub_themes():
    assert len(codebook().themes) == 6
    assert len(list(codebook())) == 40


def test_each_theme_is_one_promise_of_the_pledge():
    assert [theme.pledge for theme in codebook().themes] == ["P1", "P2", "P3", "P4", "P5", "P6"]


def test_a_sub_theme_knows_its_theme():
    assert codebook().theme_of("HOM_FOOD").id == codebook().get("HOM_FOOD").theme_id == "HOM"


def test_an_unknown_sub_theme_has_no_theme():
    assert "XXX_NONE" not in codebook()
    with pytest.raises(KeyError):
        codebook().theme_of("XXX_NONE")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sub_theme_has_words_to_look_for_in_every_language(language):
    assert [one.id for one in codebook() if not one.words.get(str(language))] == []


def test_the_lists_nobody_has_checked_say_so():
    assert codebook().drafts == {str(one) for one in LANGUAGES if one != "en"}


def test_a_label_is_in_the_readers_language(app):
    assert codebook().get("HOM_ROOM").label == "My room and the house"


def test_a_sub_theme_that_is_there_twice_is_refused(broken):
    def double(raw):
        raw["themes"][1]["sub_themes"].append(raw["themes"][0]["sub_themes"][0])

    with pytest.raises(CodebookError, match="HLT_BODY is there twice"):
        load(broken(double))


def test_every_fault_is_told_at_once(broken):
    def spoil(raw):
        raw["themes"][0]["pledge"] = "P9"
        raw["themes"][0]["sub_themes"][0]["definition"] = ""
        raw["themes"][0]["sub_themes"][1]["indicators"] = ["P7.1"]
        raw["themes"][0]["sub_themes"][2]["words"].append(True)

    with pytest.raises(CodebookError) as refused:
        load(broken(spoil))
    assert str(refused.value).splitlines() == [
        "HLT: there is no promise 'P9'",
        "HLT_BODY: definition is missing",
        "HLT_FEEL: there is no indicator 'P7.1'",
        "HLT_UNDERSTOOD: True needs quotation marks",
    ]


def test_a_codebook_without_a_version_is_refused(broken):
    with pytest.raises(CodebookError, match="version is missing"):
        load(broken(lambda raw: raw.pop("version")))


def test_a_file_that_is_not_yaml_is_refused(tmp_path):
    file = tmp_path / "codebook.yaml"
    file.write_text("themes: [", encoding="utf-8")
    with pytest.raises(CodebookError, match="not YAML"):
        load(file)

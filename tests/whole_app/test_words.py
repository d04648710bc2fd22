"""Every word on a page goes through gettext: nothing is written straight into a template."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
GALLERY = "gallery.html"  # the components side by side, for whoever makes pages; not for the public
PAGES = pytest.mark.parametrize(
    "template",
    sorted(file for file in TEMPLATES.rglob("*.html") if file.name != GALLERY),
    ids=lambda file: str(file.relative_to(TEMPLATES)),
)
CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
CLASS_NAMES = re.compile(r"\{% block \w+_class %\}[\w -]*\{% endblock %\}")
# What a block or macro hands over to become an attribute of an element elsewhere.
LOOSE_ATTRIBUTE = re.compile(r'(?<!\S)[a-z-]+="[^"]*"')
READ_ALOUD = {"alt", "aria-label", "aria-description", "placeholder", "title", "summary"}
LETTER = re.compile(r"[^\W\d_]")


class Words(HTMLParser):
    """Collects the letters of a template that are neither code nor markup."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        words = LOOSE_ATTRIBUTE.sub("", data)
        if LETTER.search(words):
            self.found.append(words.strip())

    def handle_starttag(self, tag: str, attributes) -> None:
        for name, value in attributes:
            if name in READ_ALOUD and value and LETTER.search(value):
                self.found.append(f"{name}={value}")


def words_of(source: str) -> list[str]:
    parser = Words()
    parser.feed(CODE.sub("0", CLASS_NAMES.sub("", source)))
    parser.close()
    return parser.found


@PAGES
def test_a_template_has_no_words_of_its_own(template):
    assert words_of(template.read_text()) == []


def test_the_check_sees_words_wherever_they_hide():
    assert words_of('<p title="Hello">{{ _("Fine") }} <b>there</b></p>') == ["title=Hello", "there"]


@PAGES
def test_a_template_has_no_style_or_script_of_its_own(template):
    source = CODE.sub("", template.read_text())
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", source)


@PAGES
def test_only_our_own_drawings_go_onto_a_page_unescaped(template):
    source = template.read_text().replace(" ", "")
    assert "autoescapefalse" not in source
    assert "|safe" not in source or template.parent.name == "components"

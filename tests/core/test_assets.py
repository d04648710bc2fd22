"""The styles and scripts: one small response each, kept for good, and fit for both directions."""

import gzip
import re
from pathlib import Path

import pytest

from app.core.assets import NotOneFile, gather, join_scripts, join_styles

ROOT = Path(__file__).resolve().parents[2]
CSS = sorted((ROOT / "static" / "css").rglob("*.css"))
TEMPLATES = ROOT / "templates"
ONE_SIDED = re.compile(
    r"(?<![\w-])(left|right|top|bottom|margin-(left|right|top|bottom)|padding-(left|right|top|bottom)"
    r"|border-(left|right|top|bottom)[\w-]*|width|height|(min|max)-(width|height))\s*:"
    r"|text-align:\s*(left|right)|float:\s*(left|right)"
)
MEDIA = re.compile(r"@media[^{]*")
BUDGET = 30 * 1024


def write(folder, **files):
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text)
    return list(folder.iterdir())


def test_the_tokens_and_the_base_come_first(tmp_path):
    files = write(tmp_path, badge__css=".b{}", base__css="a{}", tokens__css=":root{}")
    assert join_styles(files) == ":root{}\na{}\n.b{}"


def test_comments_stay_at_home(tmp_path):
    assert join_styles(write(tmp_path, a__css="/* why\n so */\na { }\n\n  b { }")) == "a { }\nb { }"


def test_scripts_do_not_see_each_other(tmp_path):
    joined = join_scripts(write(tmp_path, a__js="const x = 1;\n", b__js="const x = 2;\n"))
    assert joined == "{\nconst x = 1;\n}\n{\nconst x = 2;\n}"


def test_a_script_that_imports_is_refused(tmp_path):
    with pytest.raises(NotOneFile, match=r"a\.js"):
        join_scripts(write(tmp_path, a__js='import { b } from "./b.js";\n'))


def test_a_changed_file_has_a_new_name(tmp_path):
    (tmp_path / "css").mkdir()
    (tmp_path / "js").mkdir()
    (tmp_path / "css" / "a.css").write_text("a{}")
    before = gather(tmp_path)["young.css"].name
    (tmp_path / "css" / "a.css").write_text("b{}")
    assert gather(tmp_path)["young.css"].name != before


def test_staff_get_the_same_styles_and_their_own():
    sets = gather(ROOT / "static")
    assert sets["staff.css"].plain.startswith(sets["young.css"].plain)


def test_an_asset_is_packed_and_kept_for_a_year(app, client):
    asset = app.extensions["assets"]["young.css"]
    answer = client.get(f"/assets/{asset.name}", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(answer.data) == asset.plain
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_browser_that_cannot_unpack_gets_it_plain(app, client):
    asset = app.extensions["assets"]["young.js"]
    answer = client.get(f"/assets/{asset.name}")
    assert answer.data == asset.plain
    assert "Content-Encoding" not in answer.headers


def test_an_asset_that_never_was_is_not_found(client):
    assert client.get("/assets/0123456789abcdef.css").status_code == 404


def test_a_first_visit_is_within_its_budget(app, client):
    page = client.get("/")
    files = re.findall(r'(?:href|src)="(/assets/[^"]+)"', page.text)
    packed = [client.get(file, headers={"Accept-Encoding": "gzip"}) for file in files]
    assert 1 + len(files) <= 6
    assert len(page.data) + sum(len(one.data) for one in packed) <= BUDGET


@pytest.mark.parametrize("file", CSS, ids=lambda file: file.name)
def test_nothing_says_left_or_right(file):
    css = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL)
    assert [found.group() for found in ONE_SIDED.finditer(MEDIA.sub("", css))] == []


def test_every_look_has_the_name_of_its_component_or_of_its_feature():
    looks = {file.stem for file in CSS}
    classes = {file.stem for file in CSS if file.parent.name == "css"}
    components = {file.stem for file in (TEMPLATES / "components").glob("*.html")}
    features = {folder.name for folder in TEMPLATES.iterdir()}
    assert components - looks <= {"gallery", "person_picker", "pointed_out"}
    assert classes - components - features <= {"base", "closed", "layout", "tokens"}

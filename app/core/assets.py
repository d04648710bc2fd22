"""Styles and scripts: many small files in the tree, one response each on the way out.

At start the files are put together, named by their digest, and packed once. A browser keeps them
for a year and never asks again; a changed file has a new name. There are two sets: `young`, and
`staff`, which is the same and the files in the `staff` folders besides. Any other folder of scripts
is one of its own, by its name, for the pages that ask for it.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request
from werkzeug.datastructures import HeaderSet

from app.core.security import public

bp = Blueprint("assets", __name__, url_prefix="/assets")

FIRST = ("tokens", "base")
A_YEAR = "public, max-age=31536000, immutable"
TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


class NotOneFile(ValueError):
    """A script imports or exports: scripts are joined, so each must stand alone."""


@dataclass(frozen=True)
class Asset:
    """One joined file: its public name, its bytes, and the same bytes packed."""

    name: str
    type: str
    plain: bytes
    packed: bytes


class SameForEveryone(Response):
    """An answer no cookie changes. Flask would add `Vary: Cookie`, and a browser would then ask
    again for what it has whenever somebody signs in."""

    @property
    def vary(self) -> HeaderSet:
        return HeaderSet()


def join_styles(files: list[Path]) -> str:
    """The styles one after another, the tokens and the base first, without their comments."""
    ordered = sorted(files, key=lambda file: (_place(file), file.stem))
    css = "\n".join(file.read_text("utf-8") for file in ordered)
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", css).strip()


def _place(file: Path) -> int:
    return FIRST.index(file.stem) if file.stem in FIRST else len(FIRST)


def join_scripts(files: list[Path]) -> str:
    """The scripts as one module, each in a block of its own so that their names never meet.

    Raises NotOneFile when one of them imports or exports.
    """
    blocks = []
    for file in sorted(files, key=lambda file: file.stem):
        source = file.read_text("utf-8")
        if re.search(r"^\s*(import|export)\b", source, flags=re.MULTILINE):
            raise NotOneFile(f"{file.name} imports or exports")
        blocks.append("{\n" + source + "}")
    return "\n".join(blocks)


def make_asset(text: str, kind: str) -> Asset:
    """An asset named by the first 16 hex digits of its SHA-256."""
    plain = text.encode("utf-8")
    name = f"{hashlib.sha256(plain).hexdigest()[:16]}.{kind}"
    return Asset(name, TYPES[kind], plain, gzip.compress(plain, 9, mtime=0))


def gather(folder: Path) -> dict[str, Asset]:
    """{"young.css": …, "staff.css": …, "young.js": …, "staff.js": …} from this static folder, and
    the scripts of each folder that is one of its own.
    """
    sets = {}
    for kind, join in (("css", join_styles), ("js", join_scripts)):
        shared = list((folder / kind).glob(f"*.{kind}"))
        staff = list((folder / kind / "staff").glob(f"*.{kind}"))
        sets[f"young.{kind}"] = make_asset(join(shared), kind)
        sets[f"staff.{kind}"] = make_asset("\n".join((join(shared), join(staff))), kind)
    for own in (folder / "js").glob("*/"):
        if own.name != "staff":
            sets[f"{own.name}.js"] = make_asset(join_scripts(list(own.glob("*.js"))), "js")
    return sets


def asset_url(name: str) -> str:
    """The address of a joined file, for templates: asset_url("young.css")."""
    return f"/assets/{current_app.extensions['assets'][name].name}"


@bp.get("/<name>")
@public
def show(name: str):
    asset = next((a for a in current_app.extensions["assets"].values() if a.name == name), None)
    if asset is None:
        abort(404)
    packed = request.accept_encodings["gzip"] > 0
    response = SameForEveryone(asset.packed if packed else asset.plain, content_type=asset.type)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = A_YEAR
    return response


def init_app(app: Flask) -> None:
    app.extensions["assets"] = gather(Path(app.root_path) / "static")
    app.jinja_env.globals["asset_url"] = asset_url
    app.register_blueprint(bp)

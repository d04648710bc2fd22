"""Where the learned model is kept: one sealed file beside the database, read again when it changes.

The file is made by this installation alone. It is sealed under the same keys as written words, so
a copy of it tells nobody what children wrote; a file that was tampered with, or sealed under a key
that is gone, counts as none, and the word lists speak until there is a new one.
"""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from app.core.crypto import CannotOpen, keyed_hash, seal, unseal
from feedback.theming.codebook import codebook

if TYPE_CHECKING:
    from feedback.theming.theme_model import ThemeModel

PLACE = "file:themes"
HELD = "theme_model"


def model_path() -> Path:
    """Where the model of this version of the codebook is, or would be."""
    folder = Path(current_app.config.get("MODELS") or current_app.instance_path)
    version = codebook().version
    # Two installations on one disk have two secrets, and so do not overwrite each other's.
    mark = keyed_hash("theme-model", version)[:4].hex()
    return folder / f"themes-{version}-{mark}.sealed"


def current_model() -> "ThemeModel | None":
    """The model learned last; None if nothing was learned with this codebook yet."""
    path = model_path()
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return None
    held = current_app.extensions.get(HELD)
    if held is None or held[:2] != (path, changed):
        held = current_app.extensions[HELD] = (path, changed, _read(path))
    return held[2]


def keep_model(model: "ThemeModel") -> Path:
    """Keep a model in place of the last; another process sees the old or the new, never half."""
    path = model_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".themes-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(seal(model.to_text(), PLACE))
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
    return path


def _read(path: Path) -> "ThemeModel | None":
    # Only here: it loads NumPy, which no start and no young person's page needs.
    from feedback.theming.theme_model import CannotRead, ThemeModel

    try:
        return ThemeModel.from_text(unseal(path.read_bytes(), PLACE))
    except (CannotOpen, CannotRead, OSError, IndexError):
        current_app.logger.warning("The learned themes cannot be read; learn them again.")
        return None

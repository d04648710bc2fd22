"""The texts that ship: a pledge to begin with, the Care Leavers' Charter, and what the law says."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from app.pledge.promises import Text, build

FOLDER = Path(__file__).with_name("pledges")
CHARTER, PRINCIPLES = "care_leavers_charter", "principles"
"""The same for every young person; everything else in the folder is some councils' pledge."""
KEPT = ("title", "intro", "source", "verify", "promises")
"""What of a file is the text itself."""


@cache
def charter() -> Text:
    """The seven promises of the Care Leavers' Charter."""
    return build(_read(CHARTER))


@cache
def principles() -> Text:
    """The seven principles of the Children and Social Work Act 2017, section 1."""
    return build(_read(PRINCIPLES))


def pledges() -> dict[str, dict[str, Any]]:
    """By the code of a council, the content of the pledge that ships for it."""
    names = sorted(file.stem for file in FOLDER.glob("*.yaml"))
    files = [_read(name) for name in names if name not in (CHARTER, PRINCIPLES)]
    return {
        council: {key: file[key] for key in KEPT if key in file}
        for file in files
        for council in file["councils"]
    }


def _read(name: str) -> dict[str, Any]:
    # The C parser where there is one: several times as fast.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), loader)

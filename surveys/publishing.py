"""Publishing forms: what was published is frozen, and is only ever followed by a newer version."""

import hashlib
import json
from typing import Any

from sqlalchemy import select

from app.core.clock import today
from app.core.db import session
from surveys.checking import check_file, shipped_files
from surveys.models import Form, FormVersion
from surveys.reading import Problem, read


class NotFit(ValueError):
    """A form with problems is not published. `problems` lists them."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.file}:{p.line}: {p.message}" for p in problems))
        self.problems = problems


def publish_shipped() -> int:
    """Publish every form that ships and has changed; how many did. Raises NotFit."""
    count = 0
    for file in shipped_files():
        data = read(file).data
        if is_published(data):
            continue
        problems = check_file(file)
        if problems:
            raise NotFit(problems)
        count += publish(data) is not None
    return count


def is_published(data: dict[str, Any]) -> bool:
    """True if the newest version of this form says just this."""
    newest = newest_version(data["key"])
    return newest is not None and newest.digest == digest_of(data)


def publish(data: dict[str, Any]) -> FormVersion | None:
    """A new frozen version of this checked definition; None if the newest one says the same."""
    form = session.scalar(select(Form).where(Form.key == data["key"]))
    if form is None:
        form = Form(key=data["key"], kind=data["kind"])
        session.add(form)
        session.flush()
    newest = newest_of(form)
    digest = digest_of(data)
    if newest is not None and newest.digest == digest:
        return None
    version = FormVersion(
        form_id=form.id,
        number=newest.number + 1 if newest else 1,
        definition=data,
        digest=digest,
        published_on=today(),
    )
    session.add(version)
    session.flush()
    return version


def newest_of(form: Form) -> FormVersion | None:
    """The version published last, withdrawn or not."""
    versions = select(FormVersion).where(FormVersion.form_id == form.id)
    return session.scalars(versions.order_by(FormVersion.number.desc()).limit(1)).first()


def current_version(key: str) -> FormVersion | None:
    """The version of this form that is asked today; None if there is none or it was withdrawn."""
    newest = newest_version(key)
    return newest if newest and newest.withdrawn_on is None else None


def newest_version(key: str) -> FormVersion | None:
    """The version of the form called `key` published last, withdrawn or not."""
    form = session.scalar(select(Form).where(Form.key == key))
    return newest_of(form) if form else None


def current_versions(kind: str) -> list[FormVersion]:
    """The versions of every form of this kind that are asked today."""
    rows = session.scalars(
        select(FormVersion).join(Form).where(Form.kind == kind).order_by(FormVersion.number)
    )
    newest = {version.form_id: version for version in rows}
    return [version for version in newest.values() if version.withdrawn_on is None]


def digest_of(data: dict[str, Any]) -> str:
    """SHA-256, in hex, of what a definition says; comments and layout of the file do not count."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()

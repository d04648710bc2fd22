"""flask languages: is everything a young person sees said in every language?

flask --app wsgi languages                      a table; fails if a launch language has gaps
flask --app wsgi languages --update             gather the English, mark what changed
flask --app wsgi languages --missing ar         what a translator has to do, as JSON
flask --app wsgi languages --merge ar FILE      put a translator's JSON in
"""

import json
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from flask import current_app
from flask.cli import with_appcontext

from app.core import catalogues, extract, merging
from app.core.catalogues import Catalogue, Facts
from app.core.languages import ENGLISH, LANGUAGES, Language, find

HEADINGS = ("language", "code", "messages", "translated", "missing", "stale", "staff", "checked by")


@click.command("languages")
@click.option("--update", is_flag=True, help="Gather the English; mark changed words stale.")
@click.option("--missing", metavar="CODE", help="Print what is not translated, as JSON.")
@click.option("--staff-too", is_flag=True, help="With --missing: also what only staff see.")
@click.option(
    "--merge",
    metavar="CODE FILE",
    type=(str, click.Path(exists=True, dir_okay=False, path_type=Path)),
    help="Put in the translations of a JSON file.",
)
@with_appcontext
def group(
    update: bool, missing: str | None, staff_too: bool, merge: tuple[str, Path] | None
) -> None:
    """Is everything a young person sees said in every language?"""
    if update:
        update_all()
    elif missing:
        catalogue = _now(_language(missing))
        tasks = merging.missing(catalogue, staff_too=staff_too)
        click.echo(json.dumps(tasks, ensure_ascii=False, indent=1))
    elif merge:
        merge_file(_language(merge[0]), merge[1])
    else:
        show_table()


def update_all() -> None:
    """Write every catalogue anew from the English in the code, the templates and the YAML."""
    english = _english()
    for language in _translated():
        catalogue = catalogues.read(language.locale, _folder())
        merging.update(catalogue, english)
        catalogues.write(catalogue, language.locale, _folder())
    click.echo(f"{len(english)} messages")


def merge_file(language: Language, file: Path) -> None:
    """Merge {English: words or [forms]}; fails, after keeping the good ones, if any is refused."""
    catalogue = _now(language)
    try:
        words = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise click.ClickException(f"{file} is not JSON: {error}") from error
    if not isinstance(words, dict):
        raise click.ClickException(f"{file} must hold one object: English to translation.")
    refused = merging.merge(catalogue, words)
    catalogues.write(catalogue, language.locale, _folder())
    for line in refused:
        click.echo(line, err=True)
    click.echo(f"{len(words)} given, {len(refused)} faults")
    if refused:
        raise click.exceptions.Exit(1)


def show_table() -> None:
    """Print a row for each language; fails if a launch language is not complete."""
    english = _english()
    facts = {}
    for language in _translated():
        facts[language] = _now(language, english).facts()
    rows = [HEADINGS, *(_row(language, facts[language]) for language in facts)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
    launch = [language for language in facts if language.launch]
    complete = [language for language in launch if facts[language].young.complete]
    click.echo(f"{len(complete)} of {len(launch)} launch languages complete")
    if complete != launch:
        raise click.exceptions.Exit(1)


def _row(language: Language, facts: Facts) -> tuple[str, ...]:
    young, staff = facts.young, facts.staff
    numbers = (young.messages, young.translated, young.missing, young.stale)
    checked = facts.checked_by or "draft, nobody yet"
    done = f"{staff.translated}/{staff.messages}"
    return (language.own_name, str(language), *map(str, numbers), done, checked)


def _now(language: Language, english: Catalog | None = None) -> Catalogue:
    """The catalogue as it stands against the English of this moment."""
    catalogue = catalogues.read(language.locale, _folder())
    merging.update(catalogue, english or _english())
    return catalogue


def _translated() -> list[Language]:
    return [language for language in LANGUAGES if language != ENGLISH]


def _language(code: str) -> Language:
    language = find(code)
    if language not in _translated():
        known = ", ".join(_translated())
        raise click.BadParameter(f"{code!r} is not one of {known}")
    return language


def _english() -> Catalog:
    return extract.all_messages(Path(current_app.config.get("SOURCES", catalogues.ROOT)))


def _folder() -> Path:
    return Path(current_app.config.get("TRANSLATIONS", catalogues.FOLDER))

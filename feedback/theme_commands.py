"""flask themes evaluate | learn: how good suggestions are, and learning from coding."""

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from app.accounts.arguments import A_FILE
from app.core.table_reading import NotATable, rows_with_header
from feedback.lessons import learn_from_coding
from feedback.theming.examples import Example, TooLittle
from feedback.theming.suggestions import lists
from feedback.theming.wordlists import NAME, name_as_list

group = AppGroup("themes", help="What comments may be about.")


@group.command()
@click.argument("file", type=A_FILE)
@click.option("--train", required=True, type=A_FILE, help="Coded comments to learn from.")
def evaluate(file: Path, train: Path) -> None:
    """Learn from one file of coded comments, judge another; the last line is one JSON object.

    Both are CSV files with a column `text`, a column `themes` (names joined by "; ") and, if there
    is one, a column `question`.
    """
    # Only here: learning loads scikit-learn, and no other command waits for that.
    from feedback.theming.evaluation import evaluate as judge

    known, unseen = coded_comments(train), coded_comments(file)
    themes = sorted({theme for one in known for theme in one.themes})
    click.echo(f"Learning from {len(known)} comments, judging {len(unseen)}, {len(themes)} themes.")
    try:
        measured = judge(known, unseen, lists_for(themes))
    except TooLittle as reason:
        raise click.ClickException(f"{train.name}: {reason}.") from reason
    click.echo(json.dumps(measured.as_json()))


@group.command("learn")
def learn_command() -> None:
    """Learn from what people have confirmed at the coding desk, and use it from now on."""
    try:
        model = learn_from_coding()
    except TooLittle as reason:
        raise click.ClickException(f"Nothing was learned: {reason}.") from reason
    click.echo(f"Learned from {model.trained_on} comments.")


def lists_for(themes: list[str]) -> dict:
    """The words to look for: the codebook's for its own sub-themes, else those of the name."""
    shipped = lists()
    return {theme: shipped.get(theme) or {NAME: name_as_list(theme)} for theme in themes}


def coded_comments(file: Path) -> list[Example]:
    """The coded comments of a CSV file. Raises ClickException with what is wrong with it."""
    try:
        header, rows = rows_with_header(file.read_bytes())
    except (NotATable, OSError) as reason:
        raise click.ClickException(f"{file.name}: {reason}.") from reason
    names = [name.strip().casefold() for name in header]
    for column in ("text", "themes"):
        if column not in names:
            raise click.ClickException(f"{file.name}: there is no column called {column}.")
    at = {name: names.index(name) for name in ("text", "themes", "question") if name in names}
    examples = []
    for line, row in rows:
        if len(row) != len(header):
            raise click.ClickException(
                f"{file.name}, line {line}: {len(row)} columns and not {len(header)}."
            )
        themes = (theme.strip() for theme in row[at["themes"]].split(";"))
        question = row[at["question"]].strip() if "question" in at else None
        text = row[at["text"]]
        examples.append(Example(text, frozenset(filter(None, themes)), question or None))
    if not examples:
        raise click.ClickException(f"{file.name}: there are no comments in it.")
    return examples

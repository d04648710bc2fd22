"""Alembic's way in: it runs on the connection it is handed."""

from importlib import import_module

from alembic import context

from app.core.db import Base
from app.core.migrate import is_in_the_models

# Every module with a table, so that what is compared is the whole.
TABLES = (
    "app.accounts.models",
    "app.awards.models",
    "app.core.audit",
    "app.core.jobs",
    "app.core.periodic",
    "app.core.throttle",
    "app.groups.member_models",
    "app.groups.models",
    "app.interviews.models",
    "app.offer.claim_models",
    "app.offer.models",
    "app.people.break_glass",
    "app.people.models",
    "app.pledge.models",
    "app.reports.models",
    "app.reports.voice_models",
    "app.safeguarding.duty_models",
    "app.safeguarding.words_before",
    "app.safeguarding.models",
    "feedback.commitment",
    "feedback.models",
    "surveys.inspections.tables",
    "surveys.inviting.asked_models",
    "surveys.inviting.translation_models",
    "surveys.models",
    "surveys.results.kept_models",
    "surveys.survey_models",
)
for name in TABLES:
    import_module(name)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=context.config.attributes["connection"].dialect.name == "sqlite",
    compare_type=True,
    include_name=is_in_the_models,
)
with context.begin_transaction():
    context.run_migrations()

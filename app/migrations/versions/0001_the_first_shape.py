"""The first shape."""

import sqlalchemy as sa
from alembic import op

# The guard of the database itself: a frozen report is never changed.
GUARD = {
    "sqlite": [
        """
        CREATE TRIGGER report_frozen_stays BEFORE UPDATE ON report
        WHEN OLD.state = 'frozen' AND (
            NEW.state <> 'frozen' OR NEW.digest IS NOT OLD.digest
            OR NEW.council_code <> OLD.council_code OR NEW.quarter <> OLD.quarter
            OR NEW.frozen_at IS NOT OLD.frozen_at
        )
        BEGIN SELECT RAISE(ABORT, 'a frozen report stays as it is'); END
        """,
    ],
    "postgresql": [
        """
        CREATE FUNCTION report_frozen_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF OLD.state = 'frozen' AND (
                NEW.state <> 'frozen' OR NEW.digest IS DISTINCT FROM OLD.digest
                OR NEW.council_code <> OLD.council_code OR NEW.quarter <> OLD.quarter
                OR NEW.frozen_at IS DISTINCT FROM OLD.frozen_at
            ) THEN RAISE EXCEPTION 'a frozen report stays as it is'; END IF;
            RETURN NEW;
        END $$
        """,
        """
        CREATE TRIGGER report_frozen_stays BEFORE UPDATE ON report
        FOR EACH ROW EXECUTE FUNCTION report_frozen_stays()
        """,
    ],
}

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("chosen_name", sa.String(length=60), nullable=True),
        sa.Column("sign_in_name", sa.String(length=120), nullable=True),
        sa.Column("display_name", sa.String(length=120), nullable=False),
        sa.Column("job_title", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "(kind = 'staff') = (email IS NOT NULL)", name=op.f("ck_account_staff_have_an_email")
        ),
        sa.CheckConstraint(
            "(kind = 'young_person') = (chosen_name IS NOT NULL)",
            name=op.f("ck_account_young_people_have_a_name_they_chose"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
        sa.UniqueConstraint("sign_in_name", name=op.f("uq_account_sign_in_name")),
    )
    op.create_table(
        "attempt",
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("window_ends", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempt")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempt_window_ends"), ["window_ends"], unique=False)

    op.create_table(
        "audit_entry",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column(
            "subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "council",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("reply_days", sa.Integer(), nullable=False),
        sa.Column("red_minutes", sa.Integer(), nullable=False),
        sa.Column("amber_hours", sa.Integer(), nullable=False),
        sa.Column("desk_opens", sa.Integer(), nullable=False),
        sa.Column("desk_closes", sa.Integer(), nullable=False),
        sa.Column("duty_email", sa.String(length=254), nullable=False),
        sa.Column("second_contact_email", sa.String(length=254), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_council")),
    )
    op.create_table(
        "form",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form")),
        sa.UniqueConstraint("key", name=op.f("uq_form_key")),
    )
    op.create_table(
        "job",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("last_error", sa.String(length=80), nullable=False),
        sa.Column("failed", sa.Boolean(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("ix_job_failed_run_at", ["failed", "run_at"], unique=False)

    op.create_table(
        "round",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_round")),
    )
    op.create_table(
        "alert",
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column(
            "subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("council_code", sa.String(length=20), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("cues", sa.JSON(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second_contact_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "acknowledged_by_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("acknowledged_by_name", sa.String(length=120), nullable=False),
        sa.Column("minutes_to_acknowledge", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("child_told", sa.Boolean(), nullable=True),
        sa.Column("outcome_words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint("level IN ('red', 'amber')", name=op.f("ck_alert_known_level")),
        sa.CheckConstraint(
            "source IN ('button', 'cue', 'language', 'reader')", name=op.f("ck_alert_known_source")
        ),
        sa.CheckConstraint(
            "NOT anonymous OR closed_on IS NULL OR (due_at IS NULL AND acknowledged_at IS NULL)",
            name=op.f("ck_alert_a_closed_anonymous_alert_has_only_days"),
        ),
        sa.CheckConstraint(
            "NOT anonymous OR raised_at IS NULL",
            name=op.f("ck_alert_an_anonymous_alert_has_no_moment"),
        ),
        sa.ForeignKeyConstraint(
            ["acknowledged_by_id"],
            ["account.id"],
            name=op.f("fk_alert_acknowledged_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_alert_council_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.create_index("ix_alert_closed_on_due_at", ["closed_on", "due_at"], unique=False)
        batch_op.create_index(
            "ix_alert_subject_kind_subject_id", ["subject_kind", "subject_id"], unique=False
        )

    op.create_table(
        "form_version",
        sa.Column("form_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["form_id"], ["form.id"], name=op.f("fk_form_version_form_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_version")),
        sa.UniqueConstraint("form_id", "number", name=op.f("uq_form_version_form_id_number")),
    )
    op.create_table(
        "import_batch",
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column("imported_on", sa.Date(), nullable=False),
        sa.Column(
            "imported_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("already_here", sa.Integer(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_import_batch_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["imported_by_id"],
            ["account.id"],
            name=op.f("fk_import_batch_imported_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_table(
        "population",
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("group", sa.String(length=20), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("given_by_name", sa.String(length=120), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint("count >= 0", name=op.f("ck_population_not_negative")),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_population_council_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_population")),
        sa.UniqueConstraint(
            "council_code",
            "quarter",
            "group",
            name=op.f("uq_population_council_code_quarter_group"),
        ),
    )
    op.create_table(
        "report",
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("snapshot_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("started_by_name", sa.String(length=120), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "frozen_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("frozen_by_name", sa.String(length=120), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "(state = 'frozen') = (snapshot_sealed IS NOT NULL AND digest IS NOT NULL AND frozen_at IS NOT NULL)",
            name=op.f("ck_report_frozen_means_frozen"),
        ),
        sa.CheckConstraint("state IN ('draft', 'frozen')", name=op.f("ck_report_known_state")),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_report_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["frozen_by_id"],
            ["account.id"],
            name=op.f("fk_report_frozen_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("council_code", "quarter", name=op.f("uq_report_council_code_quarter")),
    )
    op.create_table(
        "role_grant",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("council_code", sa.String(length=20), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_role_grant_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_role_grant_council_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint(
            "account_id",
            "role",
            "council_code",
            name=op.f("uq_role_grant_account_id_role_council_code"),
        ),
    )
    op.create_table(
        "sign_in",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_account_id"), ["account_id"], unique=False)

    op.create_table(
        "young_person",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("known_as_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column("birth_month", sa.Date(), nullable=False),
        sa.Column("care_status", sa.String(length=20), nullable=False),
        sa.Column("separated", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "care_status IN ('in_care', 'eligible', 'relevant', 'former_relevant', 'qualifying')",
            name=op.f("ck_young_person_known_care_status"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_young_person_account_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_young_person_council_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_young_person")),
        sa.UniqueConstraint("account_id", name=op.f("uq_young_person_account_id")),
    )
    with op.batch_alter_table("young_person", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_young_person_council_code"), ["council_code"], unique=False
        )

    op.create_table(
        "alert_exclusion",
        sa.Column("alert_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_alert_exclusion_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name=op.f("fk_alert_exclusion_alert_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_exclusion")),
    )
    with op.batch_alter_table("alert_exclusion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alert_exclusion_alert_id"), ["alert_id"], unique=False)

    op.create_table(
        "assignment",
        sa.Column(
            "worker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "young_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("part", sa.String(length=30), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on",
            name=op.f("ck_assignment_ends_after_it_starts"),
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["account.id"], name=op.f("fk_assignment_worker_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["young_person_id"],
            ["young_person.id"],
            name=op.f("fk_assignment_young_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_assignment_worker_id_young_person_id",
            ["worker_id", "young_person_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_assignment_young_person_id"), ["young_person_id"], unique=False
        )

    op.create_table(
        "join_code",
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column(
            "young_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "made_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["account.id"],
            name=op.f("fk_join_code_made_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["young_person_id"],
            ["young_person.id"],
            name=op.f("fk_join_code_young_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_join_code_code_hash")),
    )
    op.create_table(
        "response",
        sa.Column(
            "form_version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column(
            "young_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("council_code", sa.String(length=20), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("return_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint("source IN ('app', 'import')", name=op.f("ck_response_known_source")),
        sa.CheckConstraint(
            "NOT anonymous OR (young_person_id IS NULL AND sent_at IS NULL)",
            name=op.f("ck_response_an_anonymous_response_leads_to_nobody"),
        ),
        sa.CheckConstraint(
            "anonymous OR return_hash IS NULL",
            name=op.f("ck_response_only_the_anonymous_have_a_return_number"),
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_response_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["form_version_id"], ["form_version.id"], name=op.f("fk_response_form_version_id")
        ),
        sa.ForeignKeyConstraint(
            ["young_person_id"],
            ["young_person.id"],
            name=op.f("fk_response_young_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_response_key_hash")),
        sa.UniqueConstraint("return_hash", name=op.f("uq_response_return_hash")),
    )
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.create_index(
            "ix_response_council_code_sent_on", ["council_code", "sent_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_response_form_version_id"), ["form_version_id"], unique=False
        )
        batch_op.create_index(
            "ix_response_young_person_id_sent_on", ["young_person_id", "sent_on"], unique=False
        )

    op.create_table(
        "answer",
        sa.Column(
            "response_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("question_key", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint("kind IN ('words', 'choice')", name=op.f("ck_answer_known_kind")),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_answer_response_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint(
            "response_id", "question_key", name=op.f("uq_answer_response_id_question_key")
        ),
    )
    op.create_table(
        "imported_row",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "response_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["import_batch.id"],
            name=op.f("fk_imported_row_batch_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_imported_row_response_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_imported_row")),
    )
    op.create_table(
        "thread",
        sa.Column(
            "response_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("council_code", sa.String(length=20), nullable=True),
        sa.Column(
            "young_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("first_answered_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("escalated_to", sa.String(length=30), nullable=True),
        sa.Column("sorted_out", sa.String(length=10), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "sorted_out IS NULL OR sorted_out IN ('yes', 'partly', 'no')",
            name=op.f("ck_thread_known_sorted_out"),
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'answered', 'closed')", name=op.f("ck_thread_known_state")
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_thread_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_thread_response_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["young_person_id"],
            ["young_person.id"],
            name=op.f("fk_thread_young_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread")),
        sa.UniqueConstraint("response_id", name=op.f("uq_thread_response_id")),
    )
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.create_index(
            "ix_thread_council_code_state_due_on", ["council_code", "state", "due_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_thread_young_person_id"), ["young_person_id"], unique=False
        )

    op.create_table(
        "coding",
        sa.Column(
            "answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("sub_theme", sa.String(length=40), nullable=False),
        sa.Column("valence", sa.String(length=20), nullable=True),
        sa.Column("proposed_by", sa.String(length=10), nullable=False),
        sa.Column(
            "confirmed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("confirmed_by_name", sa.String(length=120), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("codebook_version", sa.String(length=20), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "confirmed_at IS NULL OR confirmed_by_name <> ''",
            name=op.f("ck_coding_a_person_confirmed_it"),
        ),
        sa.CheckConstraint(
            "proposed_by IN ('child', 'machine', 'officer')", name=op.f("ck_coding_known_proposer")
        ),
        sa.CheckConstraint(
            "valence IS NULL OR valence IN ('good', 'not_good', 'mixed', 'idea_or_request', 'neutral')",
            name=op.f("ck_coding_known_valence"),
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_coding_answer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"],
            ["account.id"],
            name=op.f("fk_coding_confirmed_by_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding")),
    )
    with op.batch_alter_table("coding", schema=None) as batch_op:
        batch_op.create_index(
            "ix_coding_answer_id_withdrawn_at", ["answer_id", "withdrawn_at"], unique=False
        )
        batch_op.create_index("ix_coding_sub_theme_valence", ["sub_theme", "valence"], unique=False)

    op.create_table(
        "message",
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("author_kind", sa.String(length=20), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("author_name", sa.String(length=120), nullable=False),
        sa.Column("author_title", sa.String(length=120), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=True),
        sa.Column("once_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "author_kind = 'staff' OR (author_id IS NULL AND author_name = '')",
            name=op.f("ck_message_a_young_persons_message_names_nobody"),
        ),
        sa.CheckConstraint(
            "author_kind IN ('young_person', 'staff')", name=op.f("ck_message_known_author_kind")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_message_author_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_message_thread_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("once_hash", name=op.f("uq_message_once_hash")),
        sa.UniqueConstraint("thread_id", "position", name=op.f("uq_message_thread_id_position")),
    )
    op.create_table(
        "quote_request",
        sa.Column(
            "answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("excerpt_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column(
            "asked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("asked_by_name", sa.String(length=120), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'yes', 'no')", name=op.f("ck_quote_request_known_state")
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["answer.id"],
            name=op.f("fk_quote_request_answer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["account.id"],
            name=op.f("fk_quote_request_asked_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_quote_request_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["thread.id"],
            name=op.f("fk_quote_request_thread_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_request")),
        sa.UniqueConstraint(
            "answer_id",
            "council_code",
            "quarter",
            name=op.f("uq_quote_request_answer_id_council_code_quarter"),
        ),
    )
    with op.batch_alter_table("quote_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quote_request_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "thread_audience",
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("part", sa.String(length=30), nullable=False),
        sa.Column("because", sa.String(length=10), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "because IN ('chosen', 'escalated')", name=op.f("ck_thread_audience_known_because")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["thread.id"],
            name=op.f("fk_thread_audience_thread_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_audience")),
        sa.UniqueConstraint("thread_id", "part", name=op.f("uq_thread_audience_thread_id_part")),
    )
    op.create_table(
        "thread_exclusion",
        sa.Column(
            "thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("part", sa.String(length=30), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "(account_id IS NULL) <> (part IS NULL)",
            name=op.f("ck_thread_exclusion_a_person_or_a_part"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_thread_exclusion_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["thread.id"],
            name=op.f("fk_thread_exclusion_thread_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_exclusion")),
    )
    with op.batch_alter_table("thread_exclusion", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_thread_exclusion_thread_id"), ["thread_id"], unique=False
        )

    op.create_table(
        "translation",
        sa.Column("answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("by_name", sa.String(length=120), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "(answer_id IS NULL) <> (message_id IS NULL)", name=op.f("ck_translation_of_one_text")
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_translation_answer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_translation_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["message.id"],
            name=op.f("fk_translation_message_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation")),
        sa.UniqueConstraint(
            "answer_id", "language", name=op.f("uq_translation_answer_id_language")
        ),
        sa.UniqueConstraint(
            "message_id", "language", name=op.f("uq_translation_message_id_language")
        ),
    )

    for statement in GUARD[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("translation")
    with op.batch_alter_table("thread_exclusion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thread_exclusion_thread_id"))

    op.drop_table("thread_exclusion")
    op.drop_table("thread_audience")
    with op.batch_alter_table("quote_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quote_request_thread_id"))

    op.drop_table("quote_request")
    op.drop_table("message")
    with op.batch_alter_table("coding", schema=None) as batch_op:
        batch_op.drop_index("ix_coding_sub_theme_valence")
        batch_op.drop_index("ix_coding_answer_id_withdrawn_at")

    op.drop_table("coding")
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thread_young_person_id"))
        batch_op.drop_index("ix_thread_council_code_state_due_on")

    op.drop_table("thread")
    op.drop_table("imported_row")
    op.drop_table("answer")
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.drop_index("ix_response_young_person_id_sent_on")
        batch_op.drop_index(batch_op.f("ix_response_form_version_id"))
        batch_op.drop_index("ix_response_council_code_sent_on")

    op.drop_table("response")
    op.drop_table("join_code")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignment_young_person_id"))
        batch_op.drop_index("ix_assignment_worker_id_young_person_id")

    op.drop_table("assignment")
    with op.batch_alter_table("alert_exclusion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alert_exclusion_alert_id"))

    op.drop_table("alert_exclusion")
    with op.batch_alter_table("young_person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_young_person_council_code"))

    op.drop_table("young_person")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_account_id"))

    op.drop_table("sign_in")
    op.drop_table("role_grant")
    op.drop_table("report")
    op.drop_table("population")
    op.drop_table("import_batch")
    op.drop_table("form_version")
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.drop_index("ix_alert_subject_kind_subject_id")
        batch_op.drop_index("ix_alert_closed_on_due_at")

    op.drop_table("alert")
    op.drop_table("round")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index("ix_job_failed_run_at")

    op.drop_table("job")
    op.drop_table("form")
    op.drop_table("council")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_subject_id"))

    op.drop_table("audit_entry")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attempt_window_ends"))

    op.drop_table("attempt")
    op.drop_table("account")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION report_frozen_stays()")

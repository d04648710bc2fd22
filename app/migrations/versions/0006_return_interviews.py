"""Missing episodes, return interviews, and where young people live."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None

KNOWN_HOME_TYPE = (
    "home_type IS NULL OR home_type IN ('foster_home', 'family_or_friends', 'childrens_home', "
    "'supported_home', 'own_home', 'other_home')"
)


def upgrade() -> None:
    op.create_table(
        "interviewer",
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("employer", sa.String(length=120), nullable=False),
        sa.Column("provider_type", sa.String(length=30), nullable=False),
        sa.Column("declared_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "provider_type IN ('social_worker', 'council_team', 'youth_worker', 'commissioned_independent', 'other')",
            name=op.f("ck_interviewer_known_provider_type"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_interviewer_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_interviewer")),
    )
    op.create_table(
        "episode",
        sa.Column(
            "young_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_by", sa.String(length=20), nullable=False),
        sa.Column("went_from", sa.String(length=20), nullable=False),
        sa.Column("risk", sa.String(length=20), nullable=False),
        sa.Column("home_type", sa.String(length=20), nullable=True),
        sa.Column("home_provider", sa.String(length=120), nullable=False),
        sa.Column("out_of_area", sa.Boolean(), nullable=False),
        sa.Column("living_in", sa.String(length=120), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_how", sa.String(length=20), nullable=True),
        sa.Column("reference", sa.String(length=60), nullable=True),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "recorded_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "kind IN ('missing', 'away_without_authorisation')", name=op.f("ck_episode_known_kind")
        ),
        sa.CheckConstraint(
            "reported_by IN ('carer', 'home_staff', 'school', 'social_worker', 'family', 'police', 'other')",
            name=op.f("ck_episode_known_reported_by"),
        ),
        sa.CheckConstraint(
            "returned_how IS NULL OR returned_how IN ('came_back', 'found_by_carer', 'found_by_police', 'found_by_family', 'found_by_other')",
            name=op.f("ck_episode_known_returned_how"),
        ),
        sa.CheckConstraint(
            "risk IN ('no_apparent', 'low', 'medium', 'high')", name=op.f("ck_episode_known_risk")
        ),
        sa.CheckConstraint("source IN ('app', 'import')", name=op.f("ck_episode_known_source")),
        sa.CheckConstraint(
            "went_from IN ('home', 'family', 'school', 'hospital', 'out_with_others', 'somewhere_else')",
            name=op.f("ck_episode_known_went_from"),
        ),
        sa.CheckConstraint(
            "(returned_at IS NULL) = (returned_how IS NULL)",
            name=op.f("ck_episode_a_return_says_how"),
        ),
        sa.CheckConstraint(
            "returned_at IS NULL OR returned_at >= left_at",
            name=op.f("ck_episode_nobody_returns_before_they_left"),
        ),
        sa.ForeignKeyConstraint(
            ["council_code"], ["council.code"], name=op.f("fk_episode_council_code")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["account.id"],
            name=op.f("fk_episode_recorded_by_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["young_person_id"],
            ["young_person.id"],
            name=op.f("fk_episode_young_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episode")),
        sa.UniqueConstraint(
            "council_code", "reference", name=op.f("uq_episode_council_code_reference")
        ),
    )
    with op.batch_alter_table("episode", schema=None) as batch_op:
        batch_op.create_index(
            "ix_episode_council_code_returned_at", ["council_code", "returned_at"], unique=False
        )
        batch_op.create_index(
            "ix_episode_young_person_id_left_at", ["young_person_id", "left_at"], unique=False
        )

    op.create_table(
        "return_interview",
        sa.Column(
            "episode_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("door_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("door_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=10), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ask_again_on", sa.Date(), nullable=True),
        sa.Column("wishes_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("words_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "interviewer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("interviewer_name", sa.String(length=120), nullable=False),
        sa.Column("provider_type", sa.String(length=30), nullable=True),
        sa.Column("chosen_by_child", sa.Boolean(), nullable=False),
        sa.Column("independent_of_home", sa.Boolean(), nullable=True),
        sa.Column("independent_of_authority", sa.Boolean(), nullable=True),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("place", sa.String(length=20), nullable=True),
        sa.Column("method", sa.String(length=10), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("with_interpreter", sa.Boolean(), nullable=False),
        sa.Column("with_friend", sa.Boolean(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("child_took_part", sa.Boolean(), nullable=False),
        sa.Column("read_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("form_completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "answer IS NULL OR answer IN ('accepted', 'declined')",
            name=op.f("ck_return_interview_known_answer"),
        ),
        sa.CheckConstraint(
            "held_at IS NULL OR (interviewer_name <> '' AND method IS NOT NULL)",
            name=op.f("ck_return_interview_what_was_held_says_by_whom_and_how"),
        ),
        sa.CheckConstraint(
            "method IS NULL OR method IN ('in_person', 'phone', 'video')",
            name=op.f("ck_return_interview_known_method"),
        ),
        sa.CheckConstraint(
            "place IS NULL OR place IN ('home', 'school', 'cafe', 'walk', 'office', 'youth_centre', 'car', 'somewhere_else')",
            name=op.f("ck_return_interview_known_place"),
        ),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)",
            name=op.f("ck_return_interview_an_answer_has_a_moment"),
        ),
        sa.CheckConstraint(
            "NOT child_took_part OR held_at IS NOT NULL",
            name=op.f("ck_return_interview_who_took_part_was_talked_with"),
        ),
        sa.CheckConstraint(
            "answered_at IS NULL OR offered_at IS NOT NULL",
            name=op.f("ck_return_interview_what_was_answered_was_offered"),
        ),
        sa.ForeignKeyConstraint(
            ["episode_id"],
            ["episode.id"],
            name=op.f("fk_return_interview_episode_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["interviewer_id"],
            ["account.id"],
            name=op.f("fk_return_interview_interviewer_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["wishes_id"],
            ["response.id"],
            name=op.f("fk_return_interview_wishes_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["words_id"],
            ["response.id"],
            name=op.f("fk_return_interview_words_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_interview")),
        sa.UniqueConstraint("door_hash", name=op.f("uq_return_interview_door_hash")),
        sa.UniqueConstraint("episode_id", name=op.f("uq_return_interview_episode_id")),
        sa.UniqueConstraint("wishes_id", name=op.f("uq_return_interview_wishes_id")),
        sa.UniqueConstraint("words_id", name=op.f("uq_return_interview_words_id")),
    )
    with op.batch_alter_table("return_interview", schema=None) as batch_op:
        batch_op.create_index(
            "ix_return_interview_interviewer_id", ["interviewer_id"], unique=False
        )

    op.create_table(
        "interview_action",
        sa.Column(
            "interview_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("what_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("owner_name", sa.String(length=120), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("outcome_sealed", sa.LargeBinary(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["return_interview.id"],
            name=op.f("fk_interview_action_interview_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["account.id"],
            name=op.f("fk_interview_action_owner_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_action")),
    )
    with op.batch_alter_table("interview_action", schema=None) as batch_op:
        batch_op.create_index(
            "ix_interview_action_due_on_done_on", ["due_on", "done_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interview_action_interview_id"), ["interview_id"], unique=False
        )

    op.create_table(
        "interview_attempt",
        sa.Column(
            "interview_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("by_name", sa.String(length=120), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "how IN ('in_person', 'phone', 'message', 'link', 'through_carer', 'letter')",
            name=op.f("ck_interview_attempt_known_how"),
        ),
        sa.CheckConstraint(
            "outcome IN ('offered', 'accepted', 'declined', 'no_reply', 'not_reached')",
            name=op.f("ck_interview_attempt_known_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_interview_attempt_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["return_interview.id"],
            name=op.f("fk_interview_attempt_interview_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_attempt")),
    )
    with op.batch_alter_table("interview_attempt", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_interview_attempt_interview_id"), ["interview_id"], unique=False
        )

    op.create_table(
        "interview_note",
        sa.Column(
            "interview_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("section", sa.String(length=20), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("by_name", sa.String(length=120), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "section IN ('before', 'during', 'after', 'risks', 'carers_view', 'judgement')",
            name=op.f("ck_interview_note_known_section"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_interview_note_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["return_interview.id"],
            name=op.f("fk_interview_note_interview_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_note")),
        sa.UniqueConstraint(
            "interview_id", "section", name=op.f("uq_interview_note_interview_id_section")
        ),
    )
    op.create_table(
        "interview_quarter",
        sa.Column("council_code", sa.String(length=20), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("gate", sa.JSON(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["council_code"],
            ["council.code"],
            name=op.f("fk_interview_quarter_council_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_quarter")),
        sa.UniqueConstraint(
            "council_code", "quarter", name=op.f("uq_interview_quarter_council_code_quarter")
        ),
    )
    op.create_table(
        "interview_told",
        sa.Column(
            "interview_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("who", sa.String(length=30), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("what_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("by_name", sa.String(length=120), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "who IN ('child', 'social_worker', 'personal_adviser', 'reviewing_officer', 'carer', 'police', 'participation_team', 'team_manager', 'home_authority', 'health', 'other')",
            name=op.f("ck_interview_told_known_who"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_interview_told_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["return_interview.id"],
            name=op.f("fk_interview_told_interview_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_told")),
    )
    with op.batch_alter_table("interview_told", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_interview_told_interview_id"), ["interview_id"], unique=False
        )

    op.create_table(
        "shared_paragraph",
        sa.Column(
            "interview_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "answer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("reader", sa.String(length=30), nullable=False),
        sa.Column("shared_on", sa.Date(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.CheckConstraint(
            "reader IN ('social_worker', 'personal_adviser', 'reviewing_officer', 'carer', 'police', 'participation_team')",
            name=op.f("ck_shared_paragraph_known_reader"),
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["answer.id"],
            name=op.f("fk_shared_paragraph_answer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["return_interview.id"],
            name=op.f("fk_shared_paragraph_interview_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_paragraph")),
        sa.UniqueConstraint(
            "answer_id", "reader", name=op.f("uq_shared_paragraph_answer_id_reader")
        ),
    )
    with op.batch_alter_table("shared_paragraph", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_shared_paragraph_interview_id"), ["interview_id"], unique=False
        )

    # Inside the column, because SQLite would make the table anew for a check beside it, and lose
    # every row that leans on it.
    op.add_column(
        "young_person",
        sa.Column(
            "home_type",
            sa.String(length=20),
            sa.CheckConstraint(KNOWN_HOME_TYPE, name=op.f("ck_young_person_known_home_type")),
            nullable=True,
        ),
    )
    op.add_column(
        "young_person",
        sa.Column("home_provider", sa.String(length=120), nullable=False, server_default=""),
    )
    op.add_column(
        "young_person",
        sa.Column("out_of_area", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    for column in ("out_of_area", "home_provider", "home_type"):
        op.drop_column("young_person", column)

    with op.batch_alter_table("shared_paragraph", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shared_paragraph_interview_id"))

    op.drop_table("shared_paragraph")
    with op.batch_alter_table("interview_told", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interview_told_interview_id"))

    op.drop_table("interview_told")
    op.drop_table("interview_quarter")
    op.drop_table("interview_note")
    with op.batch_alter_table("interview_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interview_attempt_interview_id"))

    op.drop_table("interview_attempt")
    with op.batch_alter_table("interview_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interview_action_interview_id"))
        batch_op.drop_index("ix_interview_action_due_on_done_on")

    op.drop_table("interview_action")
    with op.batch_alter_table("return_interview", schema=None) as batch_op:
        batch_op.drop_index("ix_return_interview_interviewer_id")

    op.drop_table("return_interview")
    with op.batch_alter_table("episode", schema=None) as batch_op:
        batch_op.drop_index("ix_episode_young_person_id_left_at")
        batch_op.drop_index("ix_episode_council_code_returned_at")

    op.drop_table("episode")
    op.drop_table("interviewer")

"""writing together

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("href", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("read_at", app.db.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_notification_actor_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_notification_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
    )
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notification_user_id"), ["user_id"], unique=False)

    op.create_table(
        "image",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("media_type", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_image_report_id")),
        sa.ForeignKeyConstraint(["uploaded_by"], ["user.id"], name=op.f("fk_image_uploaded_by")),
        sa.PrimaryKeyConstraint("report_id", "sha256", name=op.f("pk_image")),
    )
    op.create_table(
        "word_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(length=2), nullable=False),
        sa.Column("file_name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("losses", sa.JSON(), nullable=False),
        sa.Column("applied", sa.JSON(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_word_import_created_by")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_word_import_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_import")),
    )
    with op.batch_alter_table("word_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_word_import_report_id"), ["report_id"], unique=False)

    op.create_table(
        "last_look",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["section_text.id"], name=op.f("fk_last_look_text_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_last_look_user_id")),
        sa.PrimaryKeyConstraint("user_id", "text_id", name=op.f("pk_last_look")),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_milestone_by")),
        sa.ForeignKeyConstraint(["text_id"], ["section_text.id"], name=op.f("fk_milestone_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_text_id"), ["text_id"], unique=False)

    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("block_id", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("base", sa.JSON(), nullable=False),
        sa.Column("proposed", sa.JSON(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(length=12), nullable=False),
        sa.Column("created_at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", app.db.Moment(timezone=True), nullable=True),
        sa.Column("applied_version", sa.Integer(), nullable=True),
        sa.Column("applied_at", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_suggestion_author_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name=op.f("fk_suggestion_decided_by")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_suggestion_report_id")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_suggestion_section_id")),
        sa.ForeignKeyConstraint(["text_id"], ["section_text.id"], name=op.f("fk_suggestion_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint("key", name=op.f("uq_suggestion_key")),
    )
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggestion_report_id"), ["report_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_suggestion_section_id"), ["section_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_suggestion_text_id"), ["text_id"], unique=False)

    op.create_table(
        "text_snapshot",
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["section_text.id"], name=op.f("fk_text_snapshot_text_id")),
        sa.PrimaryKeyConstraint("text_id", "version", name=op.f("pk_text_snapshot")),
    )
    op.create_table(
        "thread",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("block_id", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("quote", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("resolved_by", sa.Integer(), nullable=True),
        sa.Column("resolved_at", app.db.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_thread_created_by")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_thread_report_id")),
        sa.ForeignKeyConstraint(["resolved_by"], ["user.id"], name=op.f("fk_thread_resolved_by")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_thread_section_id")),
        sa.ForeignKeyConstraint(["text_id"], ["section_text.id"], name=op.f("fk_thread_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread")),
        sa.UniqueConstraint("key", name=op.f("uq_thread_key")),
    )
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_thread_report_id"), ["report_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_thread_section_id"), ["section_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_thread_text_id"), ["text_id"], unique=False)

    op.create_table(
        "translation",
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("block_id", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("checked", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_translation_by")),
        sa.ForeignKeyConstraint(["text_id"], ["section_text.id"], name=op.f("fk_translation_text_id")),
        sa.PrimaryKeyConstraint("text_id", "block_id", name=op.f("pk_translation")),
    )
    op.create_table(
        "translation_state",
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.Column("behind", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["section_text.id"], name=op.f("fk_translation_state_text_id")),
        sa.PrimaryKeyConstraint("text_id", name=op.f("pk_translation_state")),
    )
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("body", sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=False),
        sa.Column("mentions", sa.JSON(), nullable=False),
        sa.Column("at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("edited_at", app.db.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_comment_author_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_comment_thread_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_thread_id"), ["thread_id"], unique=False)

    # What was written before this revision has no beginning on record: its history starts from what it is now.
    op.execute(
        "INSERT INTO text_snapshot (text_id, version, document, at) "
        "SELECT id, version, document, updated_at FROM section_text"
    )


def downgrade() -> None:
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_thread_id"))
        batch_op.drop_index(batch_op.f("ix_comment_author_id"))

    op.drop_table("comment")
    op.drop_table("translation_state")
    op.drop_table("translation")
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thread_text_id"))
        batch_op.drop_index(batch_op.f("ix_thread_section_id"))
        batch_op.drop_index(batch_op.f("ix_thread_report_id"))

    op.drop_table("thread")
    op.drop_table("text_snapshot")
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestion_text_id"))
        batch_op.drop_index(batch_op.f("ix_suggestion_section_id"))
        batch_op.drop_index(batch_op.f("ix_suggestion_report_id"))

    op.drop_table("suggestion")
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_text_id"))

    op.drop_table("milestone")
    op.drop_table("last_look")
    with op.batch_alter_table("word_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_word_import_report_id"))

    op.drop_table("word_import")
    op.drop_table("image")
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notification_user_id"))

    op.drop_table("notification")

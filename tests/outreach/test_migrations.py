"""Migrations that move data: there, and back where that is promised."""

from importlib import import_module

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from outreach.models import GroupHearing, ServiceLimit, Statement
from tests.support.records import (
    a_limit,
    a_participation,
    a_session,
    a_staff_member,
    a_statement,
    a_team_member,
    an_invitation,
)

pytestmark = pytest.mark.django_db(transaction=True)


def migrated(name):
    """The models of outreach as they are after this migration."""
    executor = MigrationExecutor(connection)
    return executor.migrate([("outreach", name)]).apps


@pytest.fixture
def all_the_way_back():
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_texts_become_members_and_members_texts(all_the_way_back):
    session, empty = a_session(), a_session()
    for name in ("Ratna", "Agus"):
        a_team_member(session=session, name=name)
    a_team_member(session=session, role="note_taker", name="Wahyu")
    a_team_member(session=session, role="observer", name="Budi")

    sessions = migrated("0006_attachments_and_documents").get_model("outreach", "FgdSession").objects
    texts = {one.pk: (one.facilitator, one.note_taker) for one in sessions.all()}
    assert texts == {session.pk: ("Ratna, Agus", "Wahyu"), empty.pk: ("", "")}

    sessions.filter(pk=empty.pk).update(note_taker="Sekretariat")
    team = migrated("0007_team_of_old_sessions").get_model("outreach", "TeamMember").objects
    assert list(team.filter(session=empty.pk).values_list("role", "name")) == [("note_taker", "Sekretariat")]
    assert team.filter(session=session.pk).count() == 4


def test_who_recorded_an_old_statement_is_taken_from_its_history(all_the_way_back):
    recorder, editor = a_staff_member(), a_staff_member()
    said = a_statement()
    said.history.update(history_user=recorder)
    said._history_user = editor
    said.text = "Lain."
    said.save()
    unknown = a_statement()

    migrated("0008_sessions_without_team_texts")
    migrated("0009_recorders_of_old_statements")

    recorders = dict(Statement.objects.values_list("pk", "recorded_by"))
    assert recorders == {said.pk: recorder.pk, unknown.pk: None}


def test_of_several_limits_of_a_general_step_the_first_stays_in_force(all_the_way_back):
    answers = [a_limit(), a_limit()]
    migrated("0011_trigrams")
    general = [a_limit(step="verify", order=order) for order in (3, 1, 2)]

    migrated("0013_one_general_limit_kept")

    assert set(ServiceLimit.objects.active()) == {general[1], *answers}
    assert ServiceLimit.objects.count() == 5
    with pytest.raises(IntegrityError), transaction.atomic():
        a_limit(step="verify")


def indexes():
    """Names of the indexes of the long tables of outreach."""
    long = ("complaint", "fgdevent", "fgdsession", "followup", "invitation", "outreachactivity", "statement")
    tables = [f"outreach_{name}" for name in long]
    with connection.cursor() as cursor:
        told = [connection.introspection.get_constraints(cursor, table) for table in tables]
    return {name for constraints in told for name in constraints}


def test_what_was_recorded_before_the_tally_is_counted(all_the_way_back):
    with transaction.atomic():
        present, invited = a_participation(), an_invitation(answer="refused")
    migrated("0014_indexes_of_words_and_days")

    migrated("0016_count_hearings")

    tallies = GroupHearing.objects.order_by("pk").values_list("group", "sessions", "last_on", "refusals")
    assert list(tallies) == [
        (present.group_id, 1, present.session.held_on, 0),
        (invited.group_id, 0, None, 1),
    ]


def test_indexes_go_and_come_back_with_their_migrations(all_the_way_back):
    now = indexes()
    long_lists = {"fgd_session_held", "invitation_answer", "activity_held", "follow_up_owed"}
    words = {name for name in now if name.endswith("_trigrams")}
    assert long_lists <= now
    assert len(words) == (11 if connection.vendor == "postgresql" else 0)

    migrated("0009_recorders_of_old_statements")
    assert not (long_lists | words) & indexes()

    migrated("0014_indexes_of_words_and_days")
    assert indexes() == now


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has extensions")
def test_who_may_not_create_the_extension_is_told_what_to_do():
    trigrams = import_module("outreach.migrations.0011_trigrams")
    with pytest.raises(RuntimeError, match="rolled back"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("DROP EXTENSION pg_trgm CASCADE")
            cursor.execute("CREATE ROLE without_rights")
            cursor.execute("SET LOCAL ROLE without_rights")
        editor = connection.schema_editor()
        with pytest.raises(DatabaseError, match="CREATE EXTENSION pg_trgm; in it"), transaction.atomic():
            trigrams.index_words(None, editor)
        raise RuntimeError("rolled back")
    assert len({name for name in indexes() if name.endswith("_trigrams")}) == 11

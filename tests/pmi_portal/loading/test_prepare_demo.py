"""What stands between an empty folder and the demo."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from pmi_portal.accounts.permissions import Role
from pmi_portal.loading import demo
from pmi_portal.management.commands.prepare_demo import delete_files, is_behind
from tests.support.records import a_region, a_user


def prepare(*options):
    told, warned = StringIO(), StringIO()
    call_command("prepare_demo", *options, stdout=told, stderr=warned)
    return told.getvalue(), warned.getvalue()


@pytest.mark.django_db
def test_an_empty_database_is_filled_once():
    first, told = prepare()
    users = list(get_user_model().objects.order_by("pk").values_list("pk", "email"))
    assert "Memuat data contoh (sekali saja) ..." in told
    assert {role for user in get_user_model().objects.all() for role in user.roles} == set(Role)

    second, told = prepare()
    assert (second, told) == (first, "")
    assert list(get_user_model().objects.order_by("pk").values_list("pk", "email")) == users


@pytest.mark.django_db
def test_the_demo_accounts_are_told_with_role_region_and_password():
    region = a_region(name="Cilacap")
    a_user(Role.REGIONAL_OFFICER, of=region, email="petugas@portal.example", is_sample=True)
    a_user(Role.BOARD, email="dewas@portal.example", is_sample=True)
    a_user(Role.BOARD, email="nyata@portal.example")
    told, _ = prepare()
    assert [line.split(maxsplit=1) for line in told.splitlines()[1:]] == [
        ["petugas@portal.example", "Petugas wilayah (Cilacap)"],
        ["dewas@portal.example", "Dewan Pengawas"],
    ]
    assert told.splitlines()[0] == f"Akun contoh; kata sandi semuanya: {demo.PASSWORD}"


@pytest.mark.django_db
def test_production_gets_no_demo(settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError):
        prepare()
    assert not get_user_model().objects.exists()


def test_a_database_that_somebody_named_is_not_thrown_away(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://portal@db/portal")
    with pytest.raises(CommandError):
        prepare("--fresh")


def test_starting_anew_deletes_database_journal_and_uploads_and_keeps_the_secrets(tmp_path):
    for name in ("demo.sqlite3", "demo.sqlite3-journal", "secret_key"):
        (tmp_path / name).touch()
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads/survey.xlsx").touch()
    delete_files(tmp_path / "demo.sqlite3", tmp_path / "uploads")
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


@pytest.mark.django_db
def test_a_waiting_migration_is_noticed():
    assert not is_behind()
    recorder = MigrationRecorder(connection)
    last = max(name for app, name in recorder.applied_migrations() if app == "reports")
    recorder.record_unapplied("reports", last)
    assert is_behind()

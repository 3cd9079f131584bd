"""A database of another version is moved aside in the demo, and refused elsewhere."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from pmi_portal.loading.histories import foreign_migrations, new_folder

OLD = "0001_of_another_version"
HISTORY = f"""
CREATE TABLE django_migrations (id integer PRIMARY KEY, app text, name text, applied datetime);
INSERT INTO django_migrations VALUES (1, 'accounts', '{OLD}', '2026-01-01 00:00:00');
CREATE TABLE kept (words text);
INSERT INTO kept VALUES ('tetap ada');
"""


def prepare_demo(folder, **environment):
    command = [sys.executable, "manage.py", "prepare_demo"]
    ours = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ours |= {"PORTAL_ENV": "demo", "PORTAL_DATA_DIR": str(folder)} | environment
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=ours, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


def a_demo_of_another_version(folder, name="demo.sqlite3"):
    with sqlite3.connect(folder / name) as database:
        database.executescript(HISTORY)
    database.close()
    (folder / "secret_key").write_text("s" * 60)
    (folder / "field_key").write_text("Zm9yLXRlc3RzLW9ubHktMzItYnl0ZXMtb2Yta2V5ISE=")
    (folder / "uploads").mkdir()
    (folder / "uploads/survei.xlsx").write_text("lama")
    return folder


def words_kept(path):
    database = sqlite3.connect(path)
    try:
        return database.execute("SELECT words FROM kept").fetchall()
    finally:
        database.close()


def test_the_demo_moves_another_history_aside_with_uploads_and_keys_and_builds_anew(tmp_path):
    a_demo_of_another_version(tmp_path)

    status, accounts, told = prepare_demo(tmp_path)

    assert status == 0, told
    (old,) = tmp_path.glob("lama-*")
    assert {path.name for path in old.iterdir()} == {"demo.sqlite3", "field_key", "secret_key", "uploads"}
    assert words_kept(old / "demo.sqlite3") == [("tetap ada",)]
    assert (old / "uploads/survei.xlsx").read_text() == "lama"
    assert f"Basis data, unggahan, dan kuncinya ada di {old}." in told
    assert "petugas" in accounts
    assert not (tmp_path / "uploads/survei.xlsx").exists()


def test_a_named_database_of_another_history_is_refused_and_left_as_it_is(tmp_path):
    a_demo_of_another_version(tmp_path, "bernama.sqlite3")

    status, _, told = prepare_demo(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/bernama.sqlite3")

    assert status == 1
    assert f"1 migrasi tidak dikenal, misalnya accounts.{OLD}. Tidak ada yang diubah." in told
    assert words_kept(tmp_path / "bernama.sqlite3") == [("tetap ada",)]
    assert list(tmp_path.glob("lama-*")) == []


def test_a_second_move_on_one_day_gets_a_folder_of_its_own(tmp_path):
    name = f"lama-{timezone.localdate():%Y-%m-%d}"
    made = [new_folder(tmp_path, name).name for _ in range(3)]
    assert made == [name, f"{name}-2", f"{name}-3"]


@pytest.mark.django_db
def test_our_own_history_and_that_of_libraries_is_not_foreign():
    assert foreign_migrations(connection) == []
    MigrationRecorder(connection).record_applied("mfa", OLD)
    assert foreign_migrations(connection) == []


@pytest.mark.django_db
def test_migrate_refuses_another_history_before_it_writes_anything():
    recorder = MigrationRecorder(connection)
    recorder.record_applied("reports", OLD)
    recorder.record_unapplied("reports", "0001_release_0_2")

    with pytest.raises(CommandError, match=f"misalnya reports.{OLD}"):
        call_command("migrate", verbosity=0)

    assert ("reports", "0001_release_0_2") not in recorder.applied_migrations()


def test_the_folder_of_old_demos_is_readable_for_its_owner_only(tmp_path):
    assert Path(new_folder(tmp_path, "lama")).stat().st_mode & 0o777 == 0o700

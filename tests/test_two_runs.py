"""CI runs what asks no database once: the second run leaves it out, and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLANTED = """
import pytest

@pytest.fixture
def a_person(administrator):
    return administrator

def test_text(): pass
def test_through_a_fixture(a_person): pass
@pytest.mark.django_db
def test_marked(): pass
@pytest.mark.both_databases
def test_with_a_database_of_its_own(): pass
"""
OF_A_DATABASE = ["test_marked", "test_through_a_fixture", "test_with_a_database_of_its_own"]


@pytest.mark.parametrize(
    ("chosen", "ran"), [("database", OF_A_DATABASE), ("", [*OF_A_DATABASE, "test_text"])]
)
def test_the_second_run_has_what_asks_a_database(tmp_path, chosen, ran):
    (tmp_path / "test_planted.py").write_text(PLANTED)
    ours = "administrator, pytest_collection_modifyitems"
    (tmp_path / "conftest.py").write_text(f"from tests.conftest import {ours}  # noqa: F401\n")
    command = [sys.executable, "-m", "pytest", "--collect-only", "-c", "pyproject.toml"]
    command += [f"--rootdir={ROOT}", str(tmp_path)]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PORTAL_TESTS": chosen}, capture_output=True, text=True
    )
    found = {line.rpartition("::")[2] for line in done.stdout.splitlines() if "::" in line}
    assert found == set(ran), done.stdout + done.stderr

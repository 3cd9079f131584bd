"""What every test stands on."""

import gc
import os

import hypothesis
import pytest
from django.db.backends.postgresql.operations import DatabaseOperations

from tests.support.database import part_keys
from tests.support.records import an_administrator

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}

# No example is judged by the clock: the machines are shared and noisy.
UNASKED = [hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture]
hypothesis.settings.register_profile("portal", deadline=None, suppress_health_check=UNASKED)
hypothesis.settings.load_profile("portal")


def pytest_collection_modifyitems(config, items):
    """PORTAL_TESTS=database leaves out what another run has tried already: all that asks no database."""
    if os.environ.get("PORTAL_TESTS") != "database":
        return
    chosen = [item for item in items if asks_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


def asks_a_database(item):
    """Whether the outcome can differ between SQLite and PostgreSQL."""
    marked = any(item.get_closest_marker(name) for name in ("django_db", "both_databases"))
    return marked or bool(DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))


def pytest_collection_finish():
    """The collector of cycles passes over what stays anyway, and comes less often: a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def delete_from_each(operations, _style, tables, **_options):
    """A test leaves few rows, and PostgreSQL takes a fifth of a second to truncate all tables."""
    return [f"DELETE FROM {operations.quote_name(table)}" for table in tables]


DatabaseOperations.sql_flush = delete_from_each


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["tests.support.passwords.QuickArgon2Hasher"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        part_keys()


@pytest.fixture
def administrator(db):
    return an_administrator()

"""What every test stands on."""

import pytest

from tests.support.records import an_administrator


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["tests.support.passwords.QuickArgon2Hasher"]


@pytest.fixture
def administrator(db):
    return an_administrator()

"""What every test stands on."""

import hypothesis
import pytest

from tests.support.records import an_administrator

# No example is judged by the clock: the machines are shared and noisy.
hypothesis.settings.register_profile(
    "portal", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("portal")


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["tests.support.passwords.QuickArgon2Hasher"]


@pytest.fixture
def administrator(db):
    return an_administrator()

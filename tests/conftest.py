"""What every test stands on."""

import pytest

from tests.support.records import an_administrator


@pytest.fixture
def administrator(db):
    return an_administrator()

"""A region with its officer, a category, and what every complaint needs."""

import pytest

from tests.support.records import a_category, a_limit, a_region, an_officer, the_limits


@pytest.fixture(autouse=True)
def register(db):
    the_limits()
    a_limit()
    a_category(name="Gaji tidak dibayar")


@pytest.fixture
def region():
    return a_region(name="Kupang", code="KUPANG")


@pytest.fixture
def officer(region):
    return an_officer(of=region)

"""A region with its officer, who imports."""

import pytest

from tests.support.records import a_region, an_officer


@pytest.fixture
def region():
    return a_region(name="Kupang", code="KUPANG")


@pytest.fixture
def officer(region):
    return an_officer(of=region)

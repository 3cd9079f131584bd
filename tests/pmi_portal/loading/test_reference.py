"""Reference rows: created, left alone, renewed, and never over somebody's edit in silence."""

from datetime import date

import pytest

from pmi_portal.loading.reference import CREATED, KEPT, UNCHANGED, UPDATED, Loader
from stakeholders.models import Region
from tests.support.records import a_region

KEY = {"code": "timur"}
SHIPPED = {"name": "Tulungagung", "time_zone": "Asia/Jakarta", "order": 1}
RENEWED = SHIPPED | {"name": "Tulungagung dan Blitar"}


@pytest.fixture(autouse=True)
def database(db):
    """Everything here stands in the database."""


def put(values):
    """What happened to the row, and which rows were kept."""
    loader = Loader()
    loader.put(Region, KEY, values)
    return dict(loader.counts), loader.kept


def name_now():
    return Region.objects.get(**KEY).name


def test_a_new_row_is_created():
    assert put(SHIPPED) == ({("region", CREATED): 1}, [])
    assert name_now() == "Tulungagung"


def test_the_same_row_again_changes_nothing():
    put(SHIPPED)
    before = Region.objects.values().get(**KEY)
    assert put(SHIPPED) == ({("region", UNCHANGED): 1}, [])
    assert Region.objects.values().get(**KEY) == before


def test_a_renewed_row_follows():
    put(SHIPPED)
    assert put(RENEWED) == ({("region", UPDATED): 1}, [])
    assert name_now() == "Tulungagung dan Blitar"
    assert put(RENEWED) == ({("region", UNCHANGED): 1}, [])


def test_an_edited_row_is_kept_and_named():
    put(SHIPPED)
    Region.objects.filter(**KEY).update(name="Kami ubah")
    assert put(SHIPPED) == ({("region", KEPT): 1}, ["Kami ubah"])
    assert put(RENEWED) == ({("region", KEPT): 1}, ["Kami ubah"])
    assert name_now() == "Kami ubah"


def test_a_row_made_by_hand_before_is_kept():
    a_region(code="timur", name="Buatan sendiri")
    assert put(SHIPPED) == ({("region", KEPT): 1}, ["Buatan sendiri"])


def test_an_edit_of_a_column_that_is_not_shipped_does_not_matter():
    put(SHIPPED)
    Region.objects.filter(**KEY).update(valid_to=date(2020, 1, 1))
    assert put(RENEWED) == ({("region", UPDATED): 1}, [])
    assert Region.objects.get(**KEY).valid_to == date(2020, 1, 1)


def test_several_rows_are_counted_by_what_happened():
    loader = Loader()
    for code in ("a", "b", "a"):
        loader.put(Region, {"code": code}, SHIPPED | {"name": code, "order": 2})
    assert dict(loader.counts) == {("region", CREATED): 2, ("region", UNCHANGED): 1}

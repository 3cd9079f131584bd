"""A region, however its name or that of a district of it is written."""

import pytest

from pmi_portal.loading.reference import Loader
from stakeholders import reference
from stakeholders.models import Region
from surveys.importing.kinds import Missing
from surveys.importing.terms import terms_of
from tests.support.records import a_staff_member
from tests.surveys.importing.kinds.reading import code_of_fault, fault, read
from tests.surveys.makers import an_skm_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    """The column of a round in all regions, with the districts the portal ships."""
    reference.load(Loader())
    terms = terms_of(an_skm_round(regions=Region.objects.all()), by=a_staff_member())
    return next(each for each in terms.columns if each.key == "region")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("kupang", "KUPANG"),
        ("Kantong Kupang", "KUPANG"),
        ("Wilayah Kantong Cilacap", "CILACAP"),
        ("Kec. Kroya Kab. Cilacap", "@33.01"),
        ("Ds. Sukamaju Kec. Kota Soe Kab. TTS", "@53.02"),
        ("KOTA KUPANG", "@53.71"),
        ("TTS", "@53.02"),
        ("Kab. TTS", "@53.02"),
        ("TTU", "@53.03"),
        ("Kota Kupang, NTT", "@53.71"),
        ("Kupang - Nusa Tenggara Timur", "KUPANG"),
        ("Kab Cilacap", "@33.01"),
        ("Cilacap Kab.", "CILACAP"),
        ("Kab. Cilacap Prov. Jawa Tengah", "@33.01"),
        ("Kodya Kupang", "KUPANG"),
        ("Cirebon Kota", "CIRAYU"),
        ("Kab Cilacap Jateng", "@33.01"),
        ("Kabupaten Cilacap (Jawa Tengah)", "@33.01"),
        ("Kab. Indramayu, Jawa Barat", "@32.12"),
        ("Kec. Lohbener, Kab. Indramayu", "@32.12"),
        ("Desa Sukra, Kec. Sukra, Kab. Indramayu, Prov. Jabar", "@32.12"),
        ("Lohbener, Indramayu", "@32.12"),
        ("Cirebon-Indramayu", "CIRAYU"),
        ("Tulung Agung", "TULUNGAGUNG"),
        ("Kab.Tulungagung", "@35.04"),
        ("Kediri", "TULUNGAGUNG"),  # the city, or the district round it
        ("Kota Kediri", "@35.71"),
        ("Kab. Cirebon, Kab. Indramayu", "CIRAYU"),
        ("Kupang, Kota Kupang", "KUPANG"),
        ("Kota Belu", "KUPANG"),  # there is no such city, and so no district for certain
        ("Belu", "@53.04"),
    ],
)
def test_a_place_is_known_whatever_stands_around_its_name(region, value, code):
    assert read(region, value) == code


@pytest.mark.parametrize(
    ("value", "code", "suggestion"),
    [
        ("Kupng", "unknown_option", "Kupang"),
        ("Kup\u0430ng", "lookalike_letter", "Kupang"),  # a Cyrillic a
        ("Kab. Indramayu, Jawa Timur", "unknown_option", ""),
        ("Kupang, Cilacap", "two_answers", ""),
        ("Indramayu, Malaysia", "unknown_option", ""),
        ("Jawa Barat", "unknown_option", ""),
        ("Kec. Lohbener", "unknown_option", ""),
        ("Kec. Kota Kupang", "unknown_option", "Kota Kupang"),  # a subdistrict of that name
        ("Ds. Oesapa Timur Kec. Kota Kupang", "unknown_option", ""),
        ("Kec. Cilacap Selatan Kab. Banyumas", "unknown_option", ""),
        (53, "out_of_range", ""),
    ],
)
def test_a_place_that_is_not_certain_is_named(region, value, code, suggestion):
    found = fault(region, value)
    assert (found.code, found.suggestion) == (code, suggestion)


def test_an_unknown_place_is_told_the_regions_or_the_districts_of_its_column():
    reference.load(Loader())
    terms = terms_of(an_skm_round(regions=Region.objects.all()), by=a_staff_member())
    columns = {column.key: column for column in terms.columns if column.key in ("region", "district")}
    told = {key: fault(column, "Atlantis").detail["options"] for key, column in columns.items()}

    assert told["region"] == ", ".join(region.name for region in Region.objects.all())
    assert "Kab. Cilacap" in told["district"]
    assert "Kantong" not in told["district"] and "Cirebon-Indramayu" not in told["district"]


def test_a_mark_is_no_place(region):
    assert read(region, "-") is None
    assert read(region, "tidak tahu") is Missing.DONT_KNOW
    assert code_of_fault(region, ("d", "2019-01-01")) == "turned_into_date"

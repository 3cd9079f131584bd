"""A column for the district beside that for the region: each is read, a contradiction is named."""

import pytest
from django.urls import reverse

from surveys.importing.actions.imports import commit_batch
from surveys.models import Response
from tests.support.records import a_district, a_region
from tests.surveys.importing.batches import checked
from tests.surveys.importing.test_districts import stored
from tests.surveys.makers import HEADINGS, a_row, an_skm_round, assert_tallies_are_right

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DISTRICT = "Kabupaten/Kota"


@pytest.fixture
def there():
    return a_region(name="Cilacap", code="CILACAP")


@pytest.fixture
def survey_round(region, there):
    a_district(region=region, name="Kota Kupang", kemendagri_code="53.71")
    a_district(region=region, name="Kab. Kupang", kemendagri_code="53.01")
    a_district(region=there, name="Kab. Cilacap", kemendagri_code="33.01")
    return an_skm_round(regions=[region, there])


@pytest.fixture
def read(survey_round, region, officer):
    """A file whose rows say this of region and district, checked."""

    def reading(*places, district=DISTRICT, heading=HEADINGS[1]):
        headings = [heading if each == HEADINGS[1] else each for each in HEADINGS]
        rows = [
            [day, named, *scores, last] for named, last in places for day, _of, *scores in [a_row(region)]
        ]
        return checked(survey_round, [*headings, district], *rows, by=officer)

    return reading


def told(batch):
    return [(group[0], group[2], group[4]) for group in batch.report["groups"]]


def columns(batch):
    return {label: letter for letter, _heading, label in batch.report["tables"][0]["columns"]}


@pytest.mark.parametrize("district", [DISTRICT, "Kab./Kota", "Kabupaten/Kota asal Anda", "kabupaten"])
@pytest.mark.parametrize("heading", ["Wilayah", "Kantong PMI"])
def test_a_column_for_the_district_is_read_beside_that_for_the_region(read, officer, heading, district):
    batch = read(("Kupang", "Kota Kupang"), ("Kupang", ""), ("", "Kab. Kupang"), ("Kupang", "Kupang"),
                 district=district, heading=heading)  # fmt: skip
    assert (told(batch), batch.report["counts"]["new"]) == ([], 4)
    assert (columns(batch)["Wilayah"], columns(batch)["Kabupaten/kota"]) == ("B", "L")
    assert not any(district in notice for notice in batch.report["notices"])
    commit_batch(batch=batch, by=officer)
    assert stored() == [("KUPANG", "Kota Kupang"), ("KUPANG", ""), ("KUPANG", "Kab. Kupang"), ("KUPANG", "")]
    assert_tallies_are_right(batch.round)


def test_the_first_rows_show_both_and_a_response_tells_the_cell_of_each(client, read, officer):
    batch = read(("Kupang", "Kota Kupang"))
    preview = batch.report["preview"]
    row = dict(zip(preview["headings"], preview["rows"][0][1:], strict=True))
    assert (row["Wilayah"], row["Kabupaten/kota"]) == ("Kupang", "Kota Kupang")
    commit_batch(batch=batch, by=officer)
    client.force_login(officer)
    profile = client.get(Response.objects.get().get_absolute_url()).context["profile"]
    assert {label: cell for label, _words, cell in profile}["Kabupaten/kota"] == "L2"


def test_a_district_of_another_region_or_another_district_is_named_in_its_cell(client, read, officer):
    places = [("Kupang", "Kab. Cilacap"), ("Kab. Kupang", "Kota Kupang"), ("Kupang", "Kota Kupang")]
    batch = read(*places, ("Cilacap", "Kota Kupang"))
    assert told(batch) == [("district_elsewhere", "L", 2), ("region_foreign", "", 1)]
    client.force_login(officer)
    page = client.get(reverse("import_fix", args=[batch.pk]), {"masalah": "district_elsewhere"})
    assert "“Kab. Cilacap” tidak termasuk wilayah yang ditulis di baris ini." in page.text
    assert [(cell.row, cell.letter, cell.raw) for cell in page.context["form"].file_cells] == [
        (2, "B", "Kupang"),
        (2, "L", "Kab. Cilacap"),
        (3, "B", "Kab. Kupang"),
        (3, "L", "Kota Kupang"),
    ]


def test_a_district_alone_tells_whose_row_it_is(read):
    assert told(read(("", "Kab. Cilacap"))) == [("region_foreign", "", 1)]


def test_a_district_nobody_knows_is_refused_with_those_that_are(read):
    batch = read(("Kupang", "Kab. Antah"))
    assert told(batch) == [("unknown_option", "L", 1)]
    ((_row, _letter, _heading, _cell, _code, message, *_rest),) = batch.report["problems"]
    assert message.endswith("Yang dikenal: Kab. Kupang, Kota Kupang, Kab. Cilacap.")


def test_where_no_district_is_known_the_region_alone_is_read(region, there, officer):
    survey_round = an_skm_round(regions=[region, there])
    row = [*a_row(region), "Kota Kupang"]
    batch = checked(survey_round, [*HEADINGS, DISTRICT], row, by=officer)
    assert (told(batch), batch.report["counts"]["new"]) == ([], 1)
    notices = batch.report["notices"]
    assert [each[:37] for each in notices if DISTRICT in each] == ["Kolom L (Kabupaten/Kota) tidak dibaca"]


def test_a_second_column_of_one_thing_is_told_with_the_one_that_was_read(read):
    batch = read(("Kupang", "Kupang"), district="Asal daerah")
    told = [notice for notice in batch.report["notices"] if "Asal daerah" in notice]
    assert told == [
        "Kolom L (Asal daerah) tidak dibaca, karena “Wilayah” dibaca dari kolom B. Bila terbalik, ubah "
        "pencocokan kolomnya."
    ]

"""Where the region column names a district, it is kept, and tells the region of that day."""

from datetime import date

import pytest

from surveys.importing.actions.imports import commit_batch
from surveys.importing.actions.undoing import redo_batch, undo_batch
from surveys.importing.undoing import undoing_of
from surveys.models import PastResponse, Response
from surveys.responses.actions import correct_response, withdraw_response
from surveys.responses.content import content_digest, digest_of, key_of_content, text_of
from surveys.responses.storing import digest_of_response
from tests.support.records import a_district, a_region, a_staff_member
from tests.surveys.importing.batches import checked
from tests.surveys.makers import HEADINGS, a_row, an_skm_round, assert_tallies_are_right

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NUMBERED = ["No responden", *HEADINGS]


@pytest.fixture
def city(region):
    return a_district(region=region, name="Kota Kupang", kemendagri_code="53.71")


@pytest.fixture
def around(region):
    return a_district(region=region, name="Kab. Kupang", kemendagri_code="53.01")


@pytest.fixture
def survey_round(region, city, around):
    return an_skm_round(regions=[region])


@pytest.fixture
def staff():
    return a_staff_member()


def a_line(place, *scores, day="2019-05-06", number=None):
    row = [day, place, *scores, *[3] * (9 - len(scores))]
    return row if number is None else [number, *row]


def imported(survey_round, *rows, by, updates=False):
    heading = NUMBERED if len(rows[0]) > len(HEADINGS) else HEADINGS
    batch = checked(survey_round, heading, *rows, by=by)
    return commit_batch(batch=batch, updates=updates, by=by)


def counts(survey_round, *rows, by):
    heading = NUMBERED if len(rows[0]) > len(HEADINGS) else HEADINGS
    told = checked(survey_round, heading, *rows, by=by).report["counts"]
    return {name: told[name] for name in ("new", "unchanged", "changed", "conflict") if told[name]}


def stored():
    found = Response.objects.order_by("row_number").select_related("region", "district")
    return [(each.region.code, str(each.district or "")) for each in found]


def test_a_district_tells_itself_and_its_region_and_a_region_no_district(survey_round, officer):
    places = ["Kota Kupang", "Kab. Kupang", "Kupang", "KUPANG", "kabupaten kupang"]
    imported(survey_round, *(a_line(place, 1) for place in places), by=officer)
    city, around = ("KUPANG", "Kota Kupang"), ("KUPANG", "Kab. Kupang")
    assert stored() == [city, around, ("KUPANG", ""), ("KUPANG", ""), around]
    assert_tallies_are_right(survey_round)


def test_a_name_that_is_a_regions_and_a_districts_is_the_regions(staff):
    named = a_region(name="Kab. Cilacap", code="CLP")
    a_district(region=named, name="Kab. Cilacap", kemendagri_code="33.01")
    imported(an_skm_round(regions=[named]), a_line("Kab. Cilacap"), by=staff)
    assert stored() == [("CLP", "")]


def test_a_district_that_moved_tells_the_region_of_the_day(region, staff):
    there = a_region(name="Cilacap", code="CILACAP")
    moved = a_district(region=there, name="Kab. Ende", kemendagri_code="53.08")
    moved.former_regions.create(region=region, valid_to=date(2019, 5, 31))
    survey_round = an_skm_round(regions=[region, there])
    lines = [a_line("Ende", day=day) for day in ("2019-05-31", "2019-06-01")]
    imported(survey_round, *lines, by=staff)
    assert stored() == [("KUPANG", "Kab. Ende"), ("CILACAP", "Kab. Ende")]


def test_what_was_digested_before_keeps_its_digest(survey_round, region, officer, city):
    imported(survey_round, a_line("Kupang", 4), a_line("Kota Kupang", 4), by=officer)
    without, within = Response.objects.order_by("row_number")
    answers = '{"' + '","'.join(f'{code}":"{said}' for code, said in sorted(without.answers.items())) + '"}'
    before = digest_of("\x1f".join(["KUPANG", "2019-05-06", "", "", "", "", answers, "{}"]))
    assert (without.content_digest, without.row_key) == (before, key_of_content(before, 1))
    assert within.content_digest == digest_of_response(within) != before
    values = {"responded_on": date(2019, 5, 6), "district": city}
    assert within.content_digest == content_digest("KUPANG", values, within.answers, {})


def test_two_districts_do_not_share_a_digest_and_no_field_passes_for_another():
    texts = {
        text_of(("K",), "{}", "{}", later) for later in [(), ("1", "", ""), ("", "1", ""), ("", "", "1")]
    }
    assert len(texts) == 4


def test_people_of_two_districts_who_say_the_same_are_two(survey_round, officer):
    imported(survey_round, a_line("Kota Kupang"), by=officer)
    assert counts(survey_round, a_line("Kab. Kupang"), a_line("Kota Kupang"), by=officer) == {
        "new": 1,
        "unchanged": 1,
    }


@pytest.fixture
def from_before(survey_round, officer):
    """Rows as they were stored when districts were no part of them."""
    imported(survey_round, a_line("Kupang"), a_line("Kupang"), a_line("Kupang", 1), by=officer)
    return survey_round


def test_a_file_from_before_is_still_known_by_its_rows(from_before, officer):
    again = [a_line("Kota Kupang"), a_line("Kab. Kupang"), a_line("Kota Kupang", 1)]
    assert counts(from_before, *again, by=officer) == {"unchanged": 3}
    assert counts(from_before, *reversed(again), by=officer) == {"unchanged": 3}
    assert counts(from_before, a_line("Kota Kupang"), *again, by=officer) == {"new": 1, "unchanged": 3}


def test_what_is_stored_anew_leaves_the_rows_from_before_to_others(from_before, officer):
    again = [a_line("Kota Kupang"), a_line("Kota Kupang"), a_line("Kab. Kupang")]
    imported(from_before, *again, by=officer)
    assert stored().count(("KUPANG", "Kab. Kupang")) == 1
    assert counts(from_before, *again, by=officer) == {"unchanged": 3}
    assert counts(from_before, *reversed(again), by=officer) == {"unchanged": 3}


def test_a_row_from_before_without_district_beside_one_with(from_before, officer):
    assert counts(from_before, a_line("Kupang"), a_line("Kota Kupang"), by=officer) == {"unchanged": 2}
    one_too_many = a_line("Kota Kupang", 1), a_line("Kupang", 1)
    assert counts(from_before, *one_too_many, by=officer) == {"unchanged": 1, "new": 1}


def test_who_withdrew_or_was_corrected_is_not_brought_back_by_a_district(from_before, officer):
    first, _second, third = Response.objects.order_by("row_number")
    withdraw_response(response=third, reason="Menarik persetujuan.", by=officer)
    first.answers = first.answers | {"WAKTU": "1"}
    correct_response(response=first, reason="Salah ketik.", by=officer)
    again = [a_line("Kota Kupang"), a_line("Kota Kupang"), a_line("Kota Kupang", 1)]
    assert counts(from_before, *again, by=officer) == {"unchanged": 1, "conflict": 2}


def test_a_numbered_respondent_gets_the_district_by_an_update(client, survey_round, officer):
    imported(survey_round, a_line("Kupang", number="7"), by=officer)
    batch = checked(survey_round, NUMBERED, a_line("Kota Kupang", number="7"), by=officer)
    assert batch.report["changes"] == [[2, "7", [["Kabupaten/kota", "", "Kota Kupang"]]]]
    batch = commit_batch(batch=batch, updates=True, by=officer)
    assert stored() == [("KUPANG", "Kota Kupang")]
    assert PastResponse.objects.get().district is None
    assert counts(survey_round, a_line("Kupang", number="7"), by=officer) == {"unchanged": 1}
    client.force_login(officer)
    (change, _came) = _page(client).context["timeline"]
    assert change.differences == (("Kabupaten/kota", "kosong", "Kota Kupang", "C2"),)
    cells = {label: cell for label, _words, cell in _page(client).context["profile"]}
    assert (cells["Kabupaten/kota"], cells["Tanggal wawancara"]) == ("C2", "survei.csv: B2")
    undo_batch(batch=batch, reason="Keliru.", shown=undoing_of(batch).shown, by=officer)
    assert stored() == [("KUPANG", "")]
    redo_batch(batch=batch, by=officer)
    assert stored() == [("KUPANG", "Kota Kupang")]
    assert_tallies_are_right(survey_round)


def _page(client):
    return client.get(Response.objects.get().get_absolute_url())


def test_an_undone_import_comes_back_with_its_districts(survey_round, officer):
    batch = imported(survey_round, a_line("Kota Kupang"), a_line("Kab. Kupang"), by=officer)
    before = stored()
    undo_batch(batch=batch, reason="Keliru.", shown=undoing_of(batch).shown, by=officer)
    redo_batch(batch=batch, by=officer)
    assert stored() == before


def test_the_preview_says_the_district(survey_round, region, officer):
    batch = checked(survey_round, HEADINGS, a_line("Kota Kupang"), a_row(region), by=officer)
    assert [row[2] for row in batch.report["preview"]["rows"]] == ["Kota Kupang", "Kupang"]


@pytest.mark.parametrize(
    ("others", "asked"),
    [
        (["Kota Kupang"] * 3, None),
        (["Kupang", "-", "Kab. Kupang"], None),
        (["Cilacap", "Kupang", "Cilacap"], None),  # two slips are named, each in its cell
        (["Cilacap", "Kupang", "Cilacap", "Cilacap"], "two_columns"),
        (["Petani", "Nelayan", "Buruh"], "two_columns"),
    ],
)
def test_a_column_for_the_kabupaten_that_lies_elsewhere_time_and_again_is_asked_about(
    region, staff, others, asked
):
    cilacap = a_region(name="Cilacap", code="CILACAP")
    a_district(region=region, name="Kota Kupang", kemendagri_code="53.71")
    a_district(region=region, name="Kab. Kupang", kemendagri_code="53.01")
    survey_round = an_skm_round(regions=[region, cilacap])
    heading = [HEADINGS[0], "Wilayah kerja", "Kota", *HEADINGS[2:]]
    rows = [["2019-05-06", "Kupang", other, *[3] * 9] for other in others]
    batch = checked(survey_round, heading, *rows, by=staff)
    assert batch.report.get("refusal", {}).get("code") == asked

"""Whole files, from bytes to plan, through the real child process."""

from datetime import date

import pytest

from surveys.importing.examination import FileRefused, examine
from surveys.importing.report import full_report_of, shortened
from surveys.importing.stored import stored_in
from surveys.importing.terms import terms_of
from surveys.importing.writing import write_plan
from tests.support.records import a_district, a_region, an_officer
from tests.surveys.makers import ELEMENTS, HEADINGS, a_row, an_skm_round, csv_bytes, xlsx_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return a_region(name="Kupang", code="KUPANG", named_as_in_source="Kantong Kupang")


@pytest.fixture
def examined(tmp_path, administrator):
    """Examines these bytes under this name, as the administrator unless somebody else is named."""

    def examining(survey_round, content, name="survei.csv", *, by=administrator, region=None, **options):
        path = tmp_path / "upload"
        path.write_bytes(content)
        return examine(
            path,
            name,
            terms_of(survey_round, by=by, region=region),
            stored=stored_in(survey_round),
            **options,
        )

    return examining


def told(found):
    return [(row, each.column, each.code) for row, each in found.row_by_row]


def test_a_messy_workbook_is_read_and_each_fault_has_its_cell(region, examined):
    survey_round = an_skm_round(regions=[region])
    content = xlsx_bytes(
        ["REKAPITULASI SKM"],
        [],
        ["No", "Tgl. Wawancara", "Wilayah ", *ELEMENTS, "Nama petugas"],
        [1, date(2019, 5, 6), "Kupang", *[3] * 9, "Budi"],
        [2, "31 Juni 2019", "kupang", *[3] * 9, "Budi"],
        [3, "7 Mei 2019", "Kupang", 5, *[4] * 8, "Budi"],
        [],
        [4, "7 Mei 2019", "Kupng", *[4] * 9],
        [5],
        ["Jumlah", None, None, *[11] * 9],
    )
    found = examined(survey_round, content, "survei.xlsx")
    assert told(found) == [
        (5, "B", "not_a_date"),
        (6, "D", "out_of_range"),
        (8, "C", "unknown_option"),
        (10, "", "total_row"),
    ]
    counts = found.plan.counts
    assert [counts[key] for key in ("read", "new", "refused", "left_out", "empty")] == [6, 1, 3, 1, 1]


def test_the_same_rows_mean_the_same_as_csv_and_as_xlsx(region, examined):
    survey_round = an_skm_round(regions=[region])
    sheet = [HEADINGS, a_row(region, 1, 2, 3, 4), a_row(region, 4, 4, day="7 Mei 2019"), a_row(region, 4, 4)]
    typed = [
        HEADINGS,
        *([date(2019, 5, day), *row[1:]] for day, row in zip((6, 7, 6), sheet[1:], strict=True)),
    ]
    as_csv = examined(survey_round, csv_bytes(*sheet, delimiter=";"))
    as_xlsx = examined(survey_round, xlsx_bytes(*typed), "survei.xlsx")
    assert as_csv.plan.keys == as_xlsx.plan.keys
    write_plan(survey_round, as_csv.plan, region_pks={"KUPANG": region.pk})
    again = examined(survey_round, xlsx_bytes(*typed), "survei.xlsx")
    assert (again.plan.counts["new"], again.plan.counts["unchanged"]) == (0, 3)


def test_the_report_is_the_same_every_time(region, examined):
    survey_round = an_skm_round(regions=[region])
    content = csv_bytes(HEADINGS, a_row(region), a_row(region, 9), ["", "", *[""] * 9])
    assert full_report_of(examined(survey_round, content)) == full_report_of(examined(survey_round, content))


def test_a_region_is_known_by_the_names_of_its_districts(region, examined):
    a_district(region=region, name="Kab. Timor Tengah Selatan")
    survey_round = an_skm_round(regions=[region, a_region()])
    names = ["KUPANG", "Kantong Kupang", "Kabupaten Timor Tengah Selatan", "timor tengah selatan"]
    lines = [["2019-05-06", name, *[3] * 9] for name in names]
    found = examined(survey_round, csv_bytes(HEADINGS, *lines))
    assert [row.region for row in found.plan.rows] == ["KUPANG"] * 4


def test_a_round_of_one_region_needs_no_region_column(region, examined):
    survey_round = an_skm_round(regions=[region])
    found = examined(survey_round, csv_bytes(["Tanggal", *ELEMENTS], ["6 Mei 2019", *[3] * 9]))
    assert [row.region for row in found.plan.rows] == ["KUPANG"]
    assert "Berkas tidak punya kolom wilayah; semua baris dicatat untuk Kupang." in found.notices


def test_a_file_without_regions_may_be_given_one(region, examined):
    survey_round = an_skm_round(regions=[region, a_region()])
    content = csv_bytes(["Tanggal", *ELEMENTS], ["6 Mei 2019", *[3] * 9])
    with pytest.raises(FileRefused) as refused:
        examined(survey_round, content)
    assert told(refused.value.examination) == [(1, "", "missing_column")]
    assert [row.region for row in examined(survey_round, content, region=region).plan.rows] == ["KUPANG"]


def test_a_file_with_regions_keeps_its_own(region, examined):
    other = a_region(name="Cilacap", code="CILACAP")
    survey_round = an_skm_round(regions=[region, other])
    found = examined(
        survey_round, csv_bytes(HEADINGS, a_row(other), ["2019-05-06", "", *[3] * 9]), region=region
    )
    assert [(row.region, row.outcome.value) for row in found.plan.rows] == [
        ("CILACAP", "new"),
        (None, "refused"),
    ]
    assert "Berkas punya kolom wilayah; pilihan “wilayah seluruh berkas” tidak dipakai." in found.notices


def test_an_officer_cannot_even_preview_the_rows_of_another_region(region, examined):
    theirs = a_region(name="Cilacap", code="CILACAP")
    survey_round = an_skm_round(regions=[region, theirs])
    content = csv_bytes(
        ["No responden", "Jenis kelamin", *HEADINGS],
        ["A-1", "P", *a_row(region)],
        ["RAHASIA-2", "L", *a_row(theirs, day="3 Juli 2019")],
        ["RAHASIA-3", "salah", *a_row(theirs)],
    )
    found = examined(survey_round, content, by=an_officer(of=region))
    assert told(found) == [(3, "", "region_foreign"), (4, "", "region_foreign")]
    report = str(full_report_of(found))
    assert "A-1" in report
    assert "RAHASIA" not in report
    assert "3 Jul" not in report


def test_a_known_respondent_of_another_region_is_not_betrayed(region, examined):
    theirs = a_region(name="Cilacap", code="CILACAP")
    survey_round = an_skm_round(regions=[region, theirs])
    content = csv_bytes(["No responden", *HEADINGS], ["7", *a_row(theirs, 1)])
    write_plan(survey_round, examined(survey_round, content).plan, region_pks={"CILACAP": theirs.pk})
    known = examined(
        survey_round,
        csv_bytes(["No responden", *HEADINGS], ["7", *a_row(theirs, 4)]),
        by=an_officer(of=region),
    )
    fresh = examined(
        survey_round,
        csv_bytes(["No responden", *HEADINGS], ["8", *a_row(theirs, 4)]),
        by=an_officer(of=region),
    )
    assert full_report_of(known) == full_report_of(fresh)


def test_the_notice_on_day_and_month_shows_an_example(region, examined):
    survey_round = an_skm_round(regions=[region])
    found = examined(survey_round, csv_bytes(HEADINGS, a_row(region, day="05/08/2019")))
    assert any("seperti 05/08/2019, dibaca hari/bulan/tahun." in each for each in found.notices)
    assert [row.values["responded_on"] for row in found.plan.rows] == [date(2019, 8, 5)]


def test_a_ragged_line_is_refused_with_its_count(region, examined):
    survey_round = an_skm_round(regions=[region])
    content = csv_bytes(HEADINGS, a_row(region), a_row(region)[:-1], a_row(region))
    found = examined(survey_round, content)
    assert told(found) == [(3, "", "ragged_row")]
    assert found.problems[0].detail == {"fields": 10}


def test_the_report_keeps_the_first_thousand_problems_and_counts_all(region, examined):
    survey_round = an_skm_round(regions=[region])
    found = examined(survey_round, csv_bytes(HEADINGS, *[a_row(region, 7)] * 1100))
    report = shortened(full_report_of(found))
    assert (len(report["problems"]), report["problem_count"], report["groups"][0][4]) == (1000, 1100, 1100)
    assert len(full_report_of(found)["problems"]) == 1100


def test_progress_is_told_on_the_way(region, examined):
    survey_round = an_skm_round(regions=[region])
    heard = []
    examined(
        survey_round, csv_bytes(HEADINGS, *[a_row(region)] * 4500), progress=lambda *told: heard.append(told)
    )
    assert (heard[0], heard[-1], len(heard)) == ((0, 4500), (4500, 4500), len(HEADINGS) + 1)
    assert heard == sorted(heard)


def test_another_sheet_can_be_asked_for(region, examined):
    survey_round = an_skm_round(regions=[region])
    content = xlsx_bytes(sheets={"Grafik": [["judul"]], "Data": [HEADINGS, a_row(region)]})
    with pytest.raises(FileRefused):
        examined(survey_round, content, "survei.xlsx")
    assert examined(survey_round, content, "survei.xlsx", sheet="Data").plan.counts["new"] == 1


def test_a_row_counts_in_the_region_its_district_had_on_the_day_of_the_row(region, examined):
    """The officer of the region of today may not import what happened in another before."""
    there = a_region(name="Flores", code="FLORES")
    district = a_district(region=region, name="Kab. Ende", kemendagri_code="53.08")
    district.former_regions.create(region=there, valid_to=date(2019, 5, 6))
    survey_round = an_skm_round(regions=[region, there])
    heading = ["No", "Tgl. Wawancara", "Wilayah", *ELEMENTS]
    days = [date(2019, 5, 6), date(2019, 5, 7)]
    content = xlsx_bytes(heading, *([n, day, "Kabupaten Ende", *[3] * 9] for n, day in enumerate(days, 1)))

    for_the_country = examined(survey_round, content, "survei.xlsx")
    for_the_officer = examined(survey_round, content, "survei.xlsx", by=an_officer(of=region))

    assert [row.region for row in for_the_country.plan.rows] == ["FLORES", "KUPANG"]
    assert told(for_the_officer) == [(2, "", "region_foreign")]

"""The published participants: both of two contradicting values, and no line through half years."""

import re
from datetime import date

import pytest

from pmi_portal.loading.reference import Loader
from reports.reference import load
from tests.reports.asking import figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    load(Loader())
    return figure("peserta").rows


def test_contradicting_values_for_one_day_both_stand_and_say_so(rows):
    of_2019 = [(row["value"], row["doubt"]) for row in rows if row["as_of"] == date(2019, 12, 31)]

    assert of_2019 == [(539239, "sumber berbeda"), (539299, "sumber berbeda")]


def test_only_whole_years_of_active_participants_are_joined(rows):
    joined = [row["as_of"].year for row in rows if row["joined"]]

    assert joined == [2017, 2018, 2019, 2019, 2020, 2021, 2022, 2023]


def test_every_row_names_its_source(rows):
    assert len(rows) == 16
    assert [row for row in rows if not row["source"]] == []


def test_the_list_of_the_admin_names_the_site_of_each_source(client, administrator, rows):
    client.force_login(administrator)
    page = client.get("/admin/reports/referencefigure/").content.decode()
    told = re.findall(r'<td class="field-publisher">(.*?)</td>', page)
    assert len(told) == 16
    assert [source for source in told if "/" in source or source.startswith("www.")] == []
    assert {"apakabaronline.com", "Kompas, Money, 16 Maret 2021"} <= set(told)


def test_cumulative_numbers_are_in_the_table_but_not_in_the_chart(rows):
    cumulative = [row["charted"] for row in rows if row["measure"] == "terdaftar kumulatif"]

    assert cumulative == [None, None]


def test_title_tells_the_newest_value_with_its_day_its_doubt_and_the_way_since_the_first():
    load(Loader())

    assert figure("peserta").title == (
        "Peserta aktif 592.932 atau 592.392, sumber berbeda (30 Juni 2024), dari 120.093 (31 Desember 2017)"
    )


def test_without_reference_data_the_title_says_so():
    assert figure("peserta").title == "Angka peserta belum ada. Minta administrator menambahkannya"


def test_a_source_with_an_address_is_a_link(rows):
    links = {row["source"]: row["url"] for row in rows}
    assert links["Kompas, Money, 16 Maret 2021"] == ""
    assert {url for source, url in links.items() if url} == {s for s in links if s.startswith("https://")}

"""The dashboard and its figures, as the people who open them see them."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pmi_portal.accounts.permissions import GRANTS, Permission, Role
from reports.dashboards import catalogue
from stakeholders.models import Posting
from tests.reports.asking import figures_on
from tests.support.records import (
    a_board_member,
    a_complaint,
    a_region,
    a_round,
    a_session,
    a_statement,
    a_theme,
    a_user,
    an_observer,
    an_officer,
)
from tests.support.tallies import everybody_says, half_and_half, some_answers, the_skm_version

pytestmark = pytest.mark.django_db
FIGURES = [figure for question in catalogue.QUESTIONS for figure in question.figures]
FOR_WHO_SEES_THE_DASHBOARD = [
    figure for figure in FIGURES if catalogue.FIGURES[figure][0].opens in GRANTS[Role.OBSERVER]
]


def a_survey_in(region, answers=None, **fields):
    survey_round = a_round(version=the_skm_version(), regions=[region], **fields)
    some_answers(
        survey_round,
        region=region,
        month=date(2024, 5, 1),
        answers=answers or half_and_half(3, 4, times=40),
    )
    return survey_round


def test_board_sees_every_region(client):
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    a_survey_in(here)
    a_survey_in(there)
    client.force_login(a_board_member())

    page = client.get("/dasbor/")

    assert [headline.name for headline in page.context["headlines"]] == [
        "IKM Cilacap 2024",
        "IKM Kupang 2024",
    ]
    assert [shown["figure"].id for shown in figures_on(page)] == FIGURES


def test_officer_sees_figures_of_the_own_region_only(client):
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    a_survey_in(here)
    a_survey_in(there)
    a_statement(session=a_session(region=there), theme=a_theme())
    client.force_login(an_officer(of=here))

    page = client.get("/dasbor/")

    assert "Kupang" not in page.content.decode()
    (themes,) = [one["figure"] for one in figures_on(page) if one["figure"].id == "pernyataan"]
    assert [(row["region"], row["groups"], row["count"]) for row in themes.rows] == [("Cilacap", 0, 0)]


@pytest.mark.parametrize("figure", FIGURES)
def test_each_figure_has_a_page_a_table_and_a_csv(client, figure):
    a_survey_in(a_region())
    client.force_login(a_board_member())

    page = client.get(f"/dasbor/{figure}/")
    file = client.get(f"/dasbor/{figure}.csv")

    assert page.status_code == 200
    assert page.context["figure"].title in page.content.decode()
    assert file["Content-Disposition"] == f'attachment; filename="{figure}.csv"'
    figure = page.context["figure"]
    explained = ["Keterangan"] * (len(figure.all_notes) > len(figure.notes))
    heading = [column.heading for column in figure.columns] + explained + ["Data per"] * bool(figure.as_of)
    assert file.content.decode("utf-8-sig").splitlines()[0] == ";".join(f'"{name}"' for name in heading)


def test_csv_of_an_officer_holds_no_other_region(client):
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    a_survey_in(here)
    a_survey_in(there)
    client.force_login(an_officer(of=here))

    assert "Kupang" not in client.get("/dasbor/ikm.csv").content.decode("utf-8-sig")


def test_figure_is_drawn_by_the_server_too(client):
    a_survey_in(a_region(name="Cilacap"))
    client.force_login(a_board_member())

    drawing = client.get("/dasbor/ikm.svg")

    assert drawing["Content-Type"] == "image/svg+xml"
    assert drawing.content.startswith(b"<svg")
    assert b"Cilacap" in drawing.content


def test_unknown_figure_is_not_found(client):
    client.force_login(a_board_member())

    assert [client.get(f"/dasbor/tidak-ada{end}").status_code for end in ("/", ".csv", ".svg")] == [404] * 3


def test_periods_can_be_cut_finer(client):
    a_survey_in(a_region())
    client.force_login(a_board_member())

    page = client.get("/dasbor/ikm/?per=triwulan")

    assert [row["period"] for row in page.context["figure"].rows] == ["Triwulan II 2024"]


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("per=abad", "“abad” tidak dikenal. Yang dapat dipilih: tahun, semester, triwulan, semua."),
        ("per=%3Cscript%3E", "“&lt;script&gt;” tidak dikenal."),
        ("per=tahun&per=semester", "Pilih satu nilai saja untuk “per”."),
        ("wilayah=KUPANG", "“KUPANG” tidak dikenal. Yang dapat dipilih: "),
        ("dari=2020-13", "Tulis bulan sebagai tahun-bulan, misalnya 2026-03."),
        ("dari=2024-05&sampai=2024-04", "“Dari bulan” lebih akhir daripada “Sampai bulan”."),
        ("dari=1999-01", "Pilih bulan dalam Agustus 2017 – "),
        ("sampai=9999-12", "Pilih bulan dalam Agustus 2017 – "),
        ("dari=2019-01&dari=2020-01", "Pilih satu nilai saja untuk “dari”."),
        ("dari=2999-01", "Pilih bulan dalam Agustus 2017 – "),
        ("abc=1", "“abc” tidak dikenal. Yang dapat dipilih: dari, per, sampai, wilayah."),
        ("&".join(["wilayah="] * 1000), "Terlalu banyak saringan: paling banyak 40."),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(client, query, why):
    here, there = a_region(code="SINI"), a_region(code="KUPANG")
    a_survey_in(here)
    a_survey_in(there)
    client.force_login(an_officer(of=here))

    page = client.get(f"/dasbor/?{query}")

    assert page.status_code == 400
    assert why in page.content.decode()


def test_a_figure_is_asked_what_changes_it_and_nothing_else(client):
    client.force_login(a_board_member())

    assert client.get("/dasbor/kelompok/?per=tahun").status_code == 400
    assert list(client.get("/dasbor/kelompok/").context["choices"].fields) == ["wilayah"]
    assert list(client.get("/dasbor/ikm/").context["choices"].fields) == ["wilayah", "per", "dari", "sampai"]


@pytest.mark.parametrize("figure", FIGURES)
def test_the_address_of_a_figure_is_its_canonical_question(client, figure):
    a_survey_in(a_region(code="SINI"))
    a_region(code="SANA")
    client.force_login(a_board_member())
    page = client.get("/dasbor/?wilayah=SINI&sampai=2025-03")

    (shown,) = [one for one in figures_on(page) if one["figure"].id == figure]

    for url in (shown["page_url"], shown["csv_url"]):
        assert client.get(url).status_code == 200
    assert client.get(shown["page_url"]).context["figure"].rows == shown["figure"].rows


@pytest.fixture
def of_complaints(monkeypatch):
    """One figure opened by who may open complaints only."""
    indicator, say = catalogue.FIGURES["kelompok"]
    closed = replace(indicator, opens=Permission.COMPLAINTS_VIEW)
    monkeypatch.setitem(catalogue.FIGURES, "kelompok", (closed, say))


def test_a_figure_is_closed_to_who_may_not_open_its_rows(client, of_complaints):
    region = a_region(name="Kupang")
    client.force_login(an_observer())

    page = client.get("/dasbor/")

    assert [shown["figure"].id for shown in figures_on(page)] == [
        figure for figure in FOR_WHO_SEES_THE_DASHBOARD if figure != "kelompok"
    ]
    assert "Tidak termasuk tugas Anda." in page.content.decode()
    assert [client.get(f"/dasbor/kelompok{end}").status_code for end in ("/", ".csv", ".svg")] == [403] * 3
    client.force_login(an_officer(of=region))
    assert [shown["figure"].id for shown in figures_on(client.get("/dasbor/"))] == FIGURES


def test_of_such_a_figure_one_sees_the_regions_whose_rows_one_may_open(client, of_complaints):
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    officer = an_officer(of=here)
    Posting.objects.create(user=officer, role=Role.OBSERVER, region=there)
    client.force_login(officer)

    (figure,) = [
        one["figure"] for one in figures_on(client.get("/dasbor/")) if one["figure"].id == "kelompok"
    ]

    assert {row["region"] for row in figure.rows} <= {"Cilacap"}
    assert client.get("/dasbor/kelompok/?wilayah=" + there.code).context["figure"].rows == ()


def test_who_is_posted_to_each_region_does_not_see_what_is_of_no_region(client):
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    outside = {"region": None, "outside_province": "Bali", "outside_zone": "Asia/Makassar"}
    for fields in ({"region": here}, {"region": there}, outside):
        a_complaint(**fields)
    officer = an_officer(of=here)
    Posting.objects.create(user=officer, role=Role.REGIONAL_OFFICER, region=there)

    def places(person):
        client.force_login(person)
        return {row["region"] for row in client.get("/dasbor/pengaduan/").context["figure"].rows}

    assert places(a_board_member()) == {"Cilacap", "Kupang", "di luar daerah kantong"}
    assert places(officer) == {"Cilacap", "Kupang"}


def test_who_has_no_posting_is_refused(client):
    client.force_login(a_user())

    assert client.get("/dasbor/").status_code == 403


def test_dashboard_asks_as_many_questions_for_three_regions_as_for_one(client):
    board = a_board_member()
    client.force_login(board)

    def questions():
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/dasbor/").status_code == 200
        return len(queries)

    region = a_region()
    a_survey_in(region)
    a_statement(session=a_session(region=region))
    questions()  # the first answer also notes that the person is here
    with_one = questions()
    for _ in range(2):
        region = a_region()
        a_survey_in(region)
        a_statement(session=a_session(region=region))

    assert questions() == with_one


def test_round_report_gives_index_and_grade(client):
    survey_round = a_survey_in(a_region(), everybody_says(3, times=40))
    client.force_login(a_board_member())

    page = client.get(f"/survei/{survey_round.code}/hasil/")

    (headline,) = page.context["headlines"]
    assert (headline.value, headline.interval) == ("75,00", "")
    assert headline.grade == "C; semua jawaban sama, jadi ketelitiannya tidak diketahui"
    assert headline.comparisons == ()


def test_round_of_another_region_is_not_found(client):
    survey_round = a_survey_in(a_region())
    client.force_login(an_officer())

    answers = [
        client.get(f"/survei/{survey_round.code}/hasil{end}").status_code for end in ("/", ".csv", ".svg")
    ]

    assert answers == [404] * 3


def test_officer_sees_only_the_own_part_of_a_shared_round(client):
    here, there = a_region(), a_region()
    survey_round = a_survey_in(here, everybody_says(3, times=40))
    survey_round.regions.add(there)
    some_answers(survey_round, region=there, month=date(2024, 5, 1), answers=everybody_says(1, times=40))
    client.force_login(an_officer(of=here))

    page = client.get(f"/survei/{survey_round.code}/hasil/")

    (headline,) = page.context["headlines"]
    assert (headline.value, headline.base) == ("75,00", "40 responden, sampel tidak acak")
    assert "Ini bagian wilayah Anda; putaran ini juga mencakup wilayah lain." in page.content.decode()
    assert {row["region"] for row in page.context["figure"].rows} == {here.name}


def test_scores_off_the_scale_are_withheld_with_a_reason_on_every_page(client):
    survey_round = a_survey_in(a_region(), everybody_says(5, times=40))
    client.force_login(a_board_member())

    pages = {path: client.get(path) for path in ("/", "/dasbor/", f"/survei/{survey_round.code}/hasil/")}

    assert {path: page.status_code for path, page in pages.items()} == dict.fromkeys(pages, 200)
    for page in pages.values():
        assert "Nilai di luar skala 1–4 pada unsur: PERSYARATAN" in page.content.decode()
    report = client.get(f"/survei/{survey_round.code}/hasil/").context
    assert (report["headlines"][0].value, {str(row["value"]) for row in report["figure"].rows}) == (
        "x",
        {"x"},
    )


def test_round_of_another_version_is_reported_with_the_elements_it_asked(client):
    version = the_skm_version(number=2, elements=["WAKTU", "KEAMANAN"])
    region = a_region()
    survey_round = a_round(version=version, regions=[region])
    answers = [{"WAKTU": 3, "KEAMANAN": 4}] * 40
    some_answers(survey_round, region=region, month=date(2024, 5, 1), answers=answers)
    client.force_login(a_board_member())

    page = client.get(f"/survei/{survey_round.code}/hasil/")

    assert [(row["element"], row["value"]) for row in page.context["figure"].rows] == [
        ("Waktu", 3),
        ("Keamanan", 4),
    ]
    assert page.context["headlines"][0].value == "87,50"


def test_the_elements_of_a_round_say_when_its_sample_is_not_random(client):
    region = a_region()
    survey_round = a_survey_in(region)  # not at random
    client.force_login(a_board_member())

    figure = client.get(f"/survei/{survey_round.code}/hasil/").context["figure"]

    assert "Rentang putus-putus: sampel tidak acak, hanya gambaran." in figure.notes
    assert {row["random"] for row in figure.rows} == {False}
    type(survey_round).objects.update(sampling_method="probability")
    figure = client.get(f"/survei/{survey_round.code}/hasil/").context["figure"]
    assert (figure.notes, {row["random"] for row in figure.rows}) == ((), {True})


@pytest.mark.parametrize("path", ["/dasbor/", "/survei/%s/hasil/"])
def test_the_figures_of_satisfaction_read_the_tallies_of_a_page_once(client, path):
    survey_round = a_survey_in(a_region())
    client.force_login(a_board_member())

    with CaptureQueriesContext(connection) as queries:
        assert client.get(path.replace("%s", survey_round.code)).status_code == 200

    read = [query["sql"] for query in queries if 'FROM "surveys_responsetally"' in query["sql"]]
    assert len(read) == 1


def test_two_pages_share_no_reading(client):
    region = a_region()
    survey_round = a_survey_in(region, everybody_says(3, times=40))
    client.force_login(a_board_member())
    before, _after = client.get("/dasbor/"), survey_round.tallies.all().delete()
    some_answers(survey_round, region=region, month=date(2024, 5, 1), answers=everybody_says(4, times=40))

    values = [page.context["headlines"][0].value for page in (before, client.get("/dasbor/"))]

    assert values == ["75,00", "100,00"]

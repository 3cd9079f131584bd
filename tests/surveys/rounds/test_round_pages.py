"""Pages of rounds and questionnaires."""

import io
import zipfile
from datetime import date

import pytest

from pmi_portal.accounts.permissions import Role
from pmi_portal.audit.models import Event
from pmi_portal.files.reading.reader import read_rows
from stakeholders.models import Posting, Region
from surveys.models import SurveyRound
from surveys.responses.storing import numbered_response, store_responses
from tests.support.records import a_board_member, a_region, a_staff_member, an_officer
from tests.support.tallies import some_answers
from tests.surveys.makers import ELEMENTS, an_skm_round, the_skm

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return a_region(name="Kupang", code="KUPANG")


@pytest.fixture
def staff(client):
    client.force_login(a_staff_member())
    return client


def a_form(region, **changes):
    usual = {
        "code": "skm-2024",
        "title": "SKM 2024",
        "version": the_skm().pk,
        "regions": [region.pk],
        "starts_on": "2024-04-01",
        "ends_on": "2024-06-30",
        "sampling_method": "quota",
        "in_evaluation": "on",
        "source": "",
        "note": "",
    }
    return {key: value for key, value in (usual | changes).items() if value is not None}


def some_responses(survey_round, region, *days, first=0):
    store_responses(
        survey_round,
        [
            numbered_response(
                survey_round,
                region=region,
                number=str(number),
                values={"responded_on": day, "destination": ("HK", "MY")[number % 2]},
                answers=dict.fromkeys(ELEMENTS, "3"),
            )
            for number, day in enumerate(days, start=first)
        ],
    )


def test_a_round_is_created_with_its_regions_and_an_audit_event(staff, region):
    answer = staff.post("/survei/baru/", a_form(region, code="SKM-2024"))
    survey_round = SurveyRound.objects.get()
    assert (answer.status_code, answer.url) == (302, "/survei/skm-2024/")
    assert [survey_round.code, survey_round.sampling_method, list(survey_round.regions.all())] == [
        "skm-2024",
        "quota",
        [region],
    ]
    assert [event.action for event in Event.objects.about(survey_round)] == ["round.created"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"code": "ada spasi"}, "code"),
        ({"code": "baru"}, "code"),
        ({"version": "999"}, "version"),
        ({"regions": None}, "regions"),
        ({"regions": ["999"]}, "regions"),
        ({"ends_on": "2024-03-31"}, "__all__"),
        ({"starts_on": "2017-07-31"}, "__all__"),
        ({"starts_on": "kapan-kapan"}, "starts_on"),
        ({"sampling_method": "tebak"}, "sampling_method"),
    ],
)
def test_a_wrong_round_is_answered_with_a_form_error(staff, region, changes, field):
    answer = staff.post("/survei/baru/", a_form(region, **changes))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert SurveyRound.objects.count() == 0


def test_an_empty_form_names_every_field_it_needs(staff):
    answer = staff.post("/survei/baru/", {})
    needed = ["title", "code", "version", "starts_on", "ends_on", "sampling_method"]
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, sorted(needed))


def test_a_code_is_used_once_whatever_its_case(staff, region):
    an_skm_round(regions=[region], code="skm-2024")
    answer = staff.post("/survei/baru/", a_form(region, code="SKM-2024"))
    assert list(answer.context["form"].errors) == ["code"]


def test_an_example_before_the_programme_stays_out_of_the_evaluation(staff, region):
    form = a_form(region, in_evaluation=None, regions=None, starts_on="2016-01-01")
    assert staff.post("/survei/baru/", form).status_code == 302
    assert SurveyRound.objects.get().in_evaluation is False


def test_a_round_is_changed_and_the_history_names_who_did_it(staff, region):
    survey_round = an_skm_round(regions=[region], code="skm-2024")
    answer = staff.post("/survei/skm-2024/ubah/", a_form(region, title="Judul baru"))
    assert answer.status_code == 302
    survey_round.refresh_from_db()
    newest = survey_round.history.first()
    assert (survey_round.title, newest.title) == ("Judul baru", "Judul baru")
    assert newest.history_user == Event.objects.about(survey_round).get().actor


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends_on": "2024-05-05"}, "Ada responden bertanggal 6 Mei 2024"),
        ({"starts_on": "2024-05-07"}, "Ada responden bertanggal 6 Mei 2024"),
        ({"regions": "other"}, "Wilayah yang sudah berisi responden tidak dapat dilepas: Kupang."),
        ({"version": "other"}, "Kuesioner tidak dapat diganti"),
    ],
)
def test_a_change_that_contradicts_collected_responses_is_refused(staff, region, changes, words):
    survey_round = an_skm_round(
        regions=[region], code="skm-2024", starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31)
    )
    some_responses(survey_round, region, date(2024, 5, 6))
    others = {
        "regions": [a_region().pk],
        "version": survey_round.version.questionnaire.versions.create(number=2).pk,
    }
    changes = {key: others[key] if value == "other" else value for key, value in changes.items()}
    answer = staff.post("/survei/skm-2024/ubah/", a_form(region, **changes))
    assert answer.status_code == 422
    assert words in answer.context["form"].non_field_errors()[0]
    survey_round.refresh_from_db()
    assert (survey_round.ends_on, list(survey_round.regions.all())) == (date(2024, 12, 31), [region])


def test_respondents_are_counted_by_region_and_month(staff, region):
    other = a_region(name="Cilacap", order=region.order + 1)
    survey_round = an_skm_round(regions=[region, other])
    some_responses(survey_round, region, date(2019, 4, 1), date(2019, 4, 30), date(2019, 6, 2))
    some_responses(survey_round, other, date(2019, 5, 5), first=10)
    table = staff.get(survey_round.get_absolute_url()).context["respondents"]
    assert table.months == [date(2019, 4, 1), date(2019, 5, 1), date(2019, 6, 1)]
    assert table.rows == [
        ("Kupang", [2, None, 1], 3),
        ("Cilacap", [None, 1, None], 1),
        ("Jumlah", [2, 1, 1], 4),
    ]


def test_a_month_without_any_element_answered_is_no_month_of_the_count(staff, region):
    survey_round = an_skm_round(regions=[region])
    some_responses(survey_round, region, date(2019, 4, 1))
    some_answers(survey_round, region=region, month=date(2019, 5, 1), answers=[{"WAKTU": None}])
    table = staff.get(survey_round.get_absolute_url()).context["respondents"]
    assert (table.months, table.rows) == ([date(2019, 4, 1)], [("Kupang", [1], 1)])


def test_an_officer_sees_the_counts_of_the_own_region_only(client, region):
    other = a_region(name="Cilacap")
    survey_round = an_skm_round(regions=[region, other])
    some_responses(survey_round, region, date(2019, 4, 1))
    some_responses(survey_round, other, *[date(2019, 5, 5)] * 7, first=10)
    client.force_login(an_officer(of=region))
    page = client.get(survey_round.get_absolute_url())
    assert (page.context["respondents"].rows, page.context["round"].response_count) == (
        [("Kupang", [1], 1)],
        1,
    )
    assert [each.response_count for each in client.get("/survei/").context["table"].data] == [1]


def test_who_opens_no_response_is_told_of_no_few_people_by_table_list_or_file(client, region):
    other = a_region(name="Cilacap")
    survey_round = an_skm_round(regions=[region, other])
    some_responses(survey_round, region, *[date(2019, 4, 1)] * 20, *[date(2019, 5, 1)] * 3)
    some_responses(survey_round, other, *[date(2019, 6, 1)] * 9, first=100)
    client.force_login(a_board_member())

    page = client.get(survey_round.get_absolute_url())

    table = page.context["respondents"]
    assert table.months == [date(2019, 4, 1)]
    assert {name: (counts, total) for name, counts, total in table.rows} == {
        "Kupang": ([23], 23),
        "Cilacap": ([None], None),
    }
    assert page.context["round"].response_count is None
    assert "c: kurang dari 10 responden, jadi dirahasiakan." in page.content.decode()
    (row,) = client.get("/survei/?unduh=csv").content.decode("utf-8-sig").splitlines()[1:]
    assert [number for number in ("32", "29", "23") if f'"{number}"' in row or f";{number}" in row] == []


def test_of_enough_people_everybody_is_told_as_figures_count_them(client, region):
    survey_round = an_skm_round(regions=[region])
    some_responses(survey_round, region, *[date(2019, 4, 1)] * 20, *[date(2019, 5, 1)] * 3)
    client.force_login(a_board_member())

    page = client.get(survey_round.get_absolute_url())

    assert page.context["respondents"].rows == [("Kupang", [23], 23)]
    assert page.context["round"].response_count == 23
    assert [each.response_count for each in client.get("/survei/").context["table"].data] == [23]


def test_who_opens_responses_in_one_region_only_is_told_of_no_few_in_another(client, region):
    other = a_region(name="Cilacap")
    survey_round = an_skm_round(regions=[region, other])
    some_responses(survey_round, region, date(2019, 4, 1))
    some_responses(survey_round, other, date(2019, 5, 1), first=100)
    person = an_officer(of=region)
    Posting.objects.create(user=person, role=Role.BOARD, region=None)
    client.force_login(person)

    page = client.get(survey_round.get_absolute_url())

    rows = {name: (counts, total) for name, counts, total in page.context["respondents"].rows}
    assert rows == {"Kupang": ([1], 1), "Cilacap": ([None], None)}
    assert page.context["round"].response_count is None


def test_the_page_of_an_example_says_that_it_stays_outside(staff):
    survey_round = an_skm_round(is_sample=True)
    page = staff.get(survey_round.get_absolute_url()).content.decode()
    assert "data contoh" in page
    assert "Putaran ini di luar evaluasi" in page


@pytest.mark.parametrize("query", ["q=rahasia", "region=KUPANG", "sampling=quota", "evaluation=tidak"])
def test_the_list_is_filtered(staff, region, query):
    found = {
        "q=rahasia": an_skm_round(regions=[a_region()], title="Putaran Rahasia"),
        "region=KUPANG": an_skm_round(regions=[region]),
        "sampling=quota": an_skm_round(regions=[a_region()], sampling_method="quota"),
        "evaluation=tidak": an_skm_round(),
    }
    page = staff.get(f"/survei/?{query}")
    assert list(page.context["table"].data) == [found[query]]
    assert len(page.context["chips"]) == 1


def test_the_questionnaire_shows_questions_answers_scores_and_headings(staff):
    the_skm()
    page = " ".join(staff.get("/kuesioner/SKM-2017/1/").content.decode().split())
    assert "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan" in page
    assert '<span class="number">4</span> – Sangat cepat' in page
    assert "U3, unsur 3, waktu pelayanan" in page


def test_a_questionnaire_that_does_not_exist_is_not_found(staff):
    the_skm()
    assert [staff.get(f"/kuesioner/{each}/").status_code for each in ("SKM-2017/2", "LAIN/1")] == [404, 404]


def test_the_template_is_a_heading_that_the_importer_understands(staff, region, tmp_path):
    survey_round = an_skm_round(regions=[region, a_region(name="Cilacap")])
    answer = staff.get(f"{survey_round.get_absolute_url()}templat.xlsx")
    path = tmp_path / "templat.xlsx"
    path.write_bytes(answer.content)
    heading = [value for _kind, value in list(read_rows(path, "templat.xlsx").rows)[0].cells]
    assert heading[:3] == ["Nomor responden", "Wilayah", "Tanggal wawancara"]
    assert heading[-9:-6] == ["Persyaratan", "Sistem, mekanisme, dan prosedur", "Waktu penyelesaian"]
    sheet = zipfile.ZipFile(io.BytesIO(answer.content)).read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count('type="list"') == 13  # region, kind, sex, age, nine elements


def test_a_template_for_one_region_asks_for_none(staff, region, tmp_path):
    survey_round = an_skm_round(regions=[region])
    path = tmp_path / "templat.xlsx"
    path.write_bytes(staff.get(f"{survey_round.get_absolute_url()}templat.xlsx").content)
    heading = [value for _kind, value in list(read_rows(path, "templat.xlsx").rows)[0].cells]
    assert "Wilayah" not in heading


def test_a_region_that_was_switched_off_stays_with_its_round_and_is_offered_to_no_other(staff, region):
    year = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 12, 31)}
    survey_round = an_skm_round(regions=[region], code="skm-2024", **year)
    some_responses(survey_round, region, date(2024, 5, 6))
    Region.objects.filter(pk=region.pk).update(valid_to=date(2020, 1, 1))
    offered = staff.get("/survei/skm-2024/ubah/").context["form"].fields["regions"].queryset
    elsewhere = staff.get("/survei/baru/").context["form"].fields["regions"].queryset
    assert (list(offered), list(elsewhere)) == ([region], [])
    assert staff.post("/survei/skm-2024/ubah/", a_form(region, title="Judul baru")).status_code == 302
    survey_round.refresh_from_db()
    assert (survey_round.title, list(survey_round.regions.all())) == ("Judul baru", [region])


def test_undated_answers_keep_a_round_out_of_the_evaluation_with_a_reason_on_the_page(staff, region):
    survey_round = an_skm_round(code="skm-2024")
    some_responses(survey_round, region, None)
    answer = staff.post("/survei/skm-2024/ubah/", a_form(region))
    assert answer.status_code == 422
    assert "1 responden tanpa tanggal wawancara" in answer.context["form"].non_field_errors()[0]

"""Figures that once were wrong, each with the input that showed it; the numbers are those of the table."""

from datetime import date

import pytest
from scipy.special import stdtrit

from pmi_portal.words.programme import PROGRAMME_START
from reports.dashboards.catalogue import FIGURES
from reports.results.readers import Reader
from reports.saying.satisfaction import say_headlines, say_index
from reports.statistics.estimates import Reason
from surveys.models import SurveyFrame
from tests.outreach.complaints.complaint_cases import a_referral
from tests.reports.asking import figure, figures_on, shown, shown_to
from tests.support.records import (
    a_board_member,
    a_complaint,
    a_follow_up,
    a_region,
    a_response,
    a_round,
    a_session,
    a_staff_member,
    a_statement,
    a_theme,
    an_activity,
    an_officer,
)
from tests.support.tallies import ELEMENTS, everybody_says, half_and_half, some_answers, the_skm_version
from tests.surveys.makers import an_skm_round

pytestmark = pytest.mark.django_db
NEW = "KEAMANAN"


def surveyed(region, year, answers, *, version=None, month=3, **fields):
    survey_round = a_round(
        version=version or the_skm_version(),
        regions=[region],
        starts_on=max(date(year, 1, 1), PROGRAMME_START),
        ends_on=date(year, 12, 31),
        **{"sampling_method": "probability"} | fields,
    )
    some_answers(survey_round, region=region, month=date(year, month, 1), answers=answers)
    return survey_round


def rows(query=""):
    return [(row["region"], row["period"], str(row["value"]), row["n"]) for row in figure("ikm", query).rows]


def a_frame(survey_round, region, population, **fields):
    about = {"as_of": date(2024, 1, 1), "source": "BPS"} | fields
    return SurveyFrame.objects.create(round=survey_round, region=region, population=population, **about)


def index_of(cell):
    return round(cell.value.value, 2)


def test_ten_people_of_another_version_do_not_move_two_hundred():
    kupang = a_region(name="Kupang")
    surveyed(kupang, 2024, everybody_says(3, times=200))
    other = the_skm_version(number=2, elements=[*ELEMENTS, NEW])
    answers = [answer | {NEW: 1} for answer in [*everybody_says(3, times=9), *everybody_says(1, times=1)]]
    surveyed(kupang, 2024, answers, version=other)

    (cell,) = shown("ikm").cells

    assert (round(cell.value.value, 1), cell.n, cell.about["left_out"]) == (74.8, 210, (NEW,))


def test_one_respondent_or_nine_show_nothing_of_themselves(client):
    kupang = a_region(name="Kupang")
    survey_round = surveyed(kupang, 2024, everybody_says(2, times=9))

    (cell,) = shown("ikm").cells
    client.force_login(a_board_member())
    pages = [
        client.get(address).content.decode()
        for address in ("/dasbor/", "/dasbor/ikm.csv", f"/survei/{survey_round.code}/hasil/", "/")
    ]

    assert (cell.value.reason, cell.value.n, cell.n, cell.about) == (Reason.CONFIDENTIAL, None, None, {})
    assert [text for text in pages if "50,00" in text or "9 responden" in text] == []


def test_regions_of_other_sizes_are_not_pooled():
    larger, smaller = a_region(name="Cilacap"), a_region(name="Kupang")
    survey_round = surveyed(larger, 2024, half_and_half(3, 4, times=300))
    survey_round.regions.add(smaller)
    some_answers(survey_round, region=smaller, month=date(2024, 3, 1), answers=half_and_half(2, 3, times=30))

    assert [(name, value) for name, _period, value, _n in rows("per=semua")] == [
        ("Cilacap", "87.5"),
        ("Kupang", "62.5"),
        ("rata-rata 2 wilayah, tanpa bobot penduduk", "75.0"),
    ]
    warning = "Rata-rata tanpa bobot bukan angka nasional: penduduk sasaran tiap wilayah belum tercatat."
    assert warning in figure("ikm").notes


def test_with_populations_regions_weigh_as_many_people_as_they_have():
    larger, smaller = a_region(name="Cilacap"), a_region(name="Kupang")
    survey_round = surveyed(larger, 2024, half_and_half(3, 4, times=300))
    survey_round.regions.add(smaller)
    some_answers(survey_round, region=smaller, month=date(2024, 3, 1), answers=half_and_half(2, 3, times=30))
    a_frame(survey_round, larger, 1_000, source="Disnaker 2024")
    a_frame(survey_round, smaller, 9_000, source="Disnaker 2024")

    told = figure("ikm", "per=semua")

    # (87.5 x 1,000 + 62.5 x 9,000) / 10,000, whatever the 300 and 30 respondents.
    (together,) = [
        row for row in told.rows if row["region"] == "2 wilayah bersama, berbobot penduduk sasaran"
    ]
    assert (round(together["value"], 2), together["n"], together["method"]) == (65.0, 330, "stratified")
    # Half answer 12.5 points above and half below their mean: errors 12.5/sqrt(n - 1), by .1 and .9.
    error = 12.5 * (0.1**2 / 299 + 0.9**2 / 29) ** 0.5
    assert together["high"] - together["low"] == pytest.approx(2 * error * stdtrit(29.1, 0.975), rel=1e-3)
    listed = "Cilacap 1.000 (Disnaker 2024, 1 Januari 2024); Kupang 9.000 (Disnaker 2024, 1 Januari 2024)"
    assert f"Bobot penduduk sasaran: {listed}." in told.notes
    assert not [note for note in told.notes if "tanpa bobot" in note]


def test_one_population_missing_leaves_the_mean_unweighted():
    larger, smaller = a_region(name="Cilacap"), a_region(name="Kupang")
    first = surveyed(larger, 2024, half_and_half(3, 4, times=300))
    surveyed(smaller, 2024, half_and_half(2, 3, times=30))
    a_frame(first, larger, 1_000)
    a_frame(surveyed(smaller, 2023, half_and_half(2, 3, times=30)), smaller, 9_000)  # of another year

    names = [row["region"] for row in figure("ikm").rows]

    assert "rata-rata 2 wilayah, tanpa bobot penduduk" in names
    assert not [name for name in names if "berbobot" in name]


def test_of_several_populations_of_a_region_the_newest_counts():
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    first = surveyed(here, 2024, half_and_half(3, 4, times=300))
    second = surveyed(here, 2024, half_and_half(3, 4, times=300), month=8)
    other = surveyed(there, 2024, half_and_half(2, 3, times=30))
    a_frame(other, there, 1_000)
    a_frame(first, here, 1_000, as_of=date(2024, 6, 1))
    a_frame(second, here, 9_000, as_of=date(2023, 6, 1))

    (mean,) = [cell for cell in shown("ikm").cells if "mean_of" in cell.about]

    assert index_of(mean) == 75.0


def test_a_mean_of_regions_needs_all_of_them_and_is_for_who_sees_all():
    here, there = a_region(name="Kupang"), a_region(name="Cilacap")
    surveyed(here, 2023, half_and_half(3, 4, times=40))
    for region in (here, there):
        surveyed(region, 2024, half_and_half(2, 3, times=40))

    means = [cell for cell in shown("ikm").cells if "mean_of" in cell.about]
    (mean,) = means

    assert (mean.where["period"].label, index_of(mean), mean.n) == ("2024", 62.5, 80)
    assert mean.value.method == "unweighted-mean-of-strata"
    assert mean.value.standard_error < min(c.value.standard_error for c in shown("ikm").cells if c != mean)
    assert [c for c in shown_to(Reader((here,)), "ikm").cells if "mean_of" in c.about] == []
    assert [c for c in shown("ikm", f"wilayah={here.code}").cells if "mean_of" in c.about] == []


def test_a_random_round_leads_and_is_never_pooled_with_another_kind():
    kupang = a_region(name="Kupang")
    surveyed(kupang, 2024, half_and_half(2, 3, times=400), sampling_method="convenience")
    surveyed(kupang, 2024, half_and_half(3, 4, times=40), month=9)

    random, other = shown("ikm").cells

    assert [(index_of(cell), cell.n, cell.about["leads"]) for cell in (random, other)] == [
        (87.5, 40, True),
        (62.5, 400, False),
    ]
    (headline,) = say_headlines(shown("ikm"))
    assert (headline.value, headline.base) == ("87,50", "40 responden, sampel acak")


def test_a_single_answer_of_a_new_year_is_not_the_newest_figure():
    kupang = a_region(name="Kupang")
    surveyed(kupang, 2024, half_and_half(3, 4, times=300))
    surveyed(kupang, 2025, everybody_says(1, times=1))

    (headline,) = say_headlines(shown("ikm"))

    assert (headline.name, headline.value) == ("IKM Kupang 2024", "87,50")


def test_a_running_period_waits_behind_the_last_complete_one_and_is_marked():
    kupang, today = a_region(name="Kupang"), date(2025, 6, 15)
    surveyed(kupang, 2024, half_and_half(3, 4, times=40))
    surveyed(kupang, 2025, half_and_half(2, 3, times=40))

    told = shown("ikm", today=today)

    assert [row["flags"] for row in say_index(told).rows] == ["", "p: sementara, periode belum selesai"]
    assert say_headlines(told)[0].name == "IKM Kupang 2024"


def test_everybody_gets_the_same_verdict_of_one_region_and_nobody_anothers():
    here, there = a_region(name="Kupang"), a_region(name="Cilacap")
    for region, later in ((here, half_and_half(3, 4, times=44)), (there, half_and_half(1, 4, times=40))):
        surveyed(region, 2023, half_and_half(2, 4, times=40))
        surveyed(region, 2024, later)
    everybody = Reader((there, here), sees_all=True)

    board, officer = (shown_to(who, "ikm") for who in (everybody, Reader((here,))))

    (own,) = officer.comparisons["last"]
    assert own.verdict in [one.verdict for one in board.comparisons["last"]]
    assert (len(board.comparisons["last"]), len(officer.comparisons["among"])) == (2, 0)
    assert [verdict.adjusted_p >= verdict.difference.p for verdict in [own.verdict]] == [True]
    assert {cell.where["region"] for cell in officer.cells} == {here}


def test_a_part_says_that_it_is_one(client):
    here, there = a_region(name="Kupang"), a_region(name="Cilacap")
    for region in (here, there):
        surveyed(region, 2024, half_and_half(3, 4, times=40))
    client.force_login(an_officer(of=here))
    assert "; bagian wilayah Anda" in client.get("/dasbor/ikm/").context["figure"].subtitle
    client.force_login(a_board_member())
    assert "bagian" not in client.get("/dasbor/ikm/").context["figure"].subtitle


def test_a_change_too_small_to_matter_is_no_rise():
    kupang = a_region(name="Kupang")
    surveyed(kupang, 2023, half_and_half(3, 4, times=12000))
    surveyed(kupang, 2024, half_and_half(3, 4, times=10000) + everybody_says(4, times=700))

    (headline,) = say_headlines(shown("ikm"))

    assert headline.comparisons == ("beda 0,82 poin dengan 2023 (87,50), kurang dari 3 poin yang berarti",)


def test_equal_answers_are_no_certainty():
    kupang = a_region(name="Kupang")
    surveyed(kupang, 2023, everybody_says(3, times=40))
    surveyed(kupang, 2024, everybody_says(4, times=40))

    (headline,) = say_headlines(shown("ikm"))

    assert (headline.value, headline.interval) == ("100,00", "")
    assert headline.grade == "A; semua jawaban sama, jadi ketelitiannya tidak diketahui"
    assert [(row["low"], row["high"]) for row in figure("ikm").rows] == [(None, None)] * 2


def test_a_convenience_round_between_is_passed_over_when_random_ones_are_compared():
    kupang = a_region(name="Kupang")
    surveyed(kupang, 2023, half_and_half(1, 2, times=40))
    surveyed(kupang, 2024, half_and_half(3, 4, times=40), sampling_method="convenience")
    surveyed(kupang, 2025, half_and_half(3, 4, times=40))

    (headline,) = say_headlines(shown("ikm"))

    assert headline.name == "IKM Kupang 2025"
    assert headline.comparisons == ("naik 50,00 poin (44,36–55,64) sejak 2023 (37,50)",)


def test_the_change_since_2017_is_told_beside_the_last_one():
    kupang = a_region(name="Kupang")
    for year, answers in ((2017, half_and_half(1, 2, times=40)), (2023, half_and_half(2, 3, times=40))):
        surveyed(kupang, year, answers, month=9)
    surveyed(kupang, 2024, half_and_half(3, 4, times=40))

    (headline,) = say_headlines(shown("ikm"))

    assert headline.comparisons == (
        "naik 25,00 poin (19,36–30,64) sejak 2023 (62,50)",
        "naik 50,00 poin (44,36–55,64) sejak Agustus–Desember 2017 (37,50)",
    )


def test_rows_without_a_scored_answer_are_counted_on_the_page_of_the_round(client):

    region = a_region(name="Kupang")
    survey_round = an_skm_round(regions=[region])
    for number in range(3):
        a_response(survey_round=survey_round, region=region, answers={}, number=str(number))
    client.force_login(a_staff_member())

    page = client.get(f"/survei/{survey_round.code}/hasil/")

    assert page.context["responses"] == 3
    assert "3 jawaban tercatat" in page.content.decode()
    client.force_login(a_board_member())  # who opens no response, and could tell a few by the difference
    assert "jawaban tercatat" not in client.get(f"/survei/{survey_round.code}/hasil/").content.decode()


def test_a_shown_bound_never_contradicts_the_grade():
    kupang = a_region(name="Kupang")
    surveyed(kupang, 2024, half_and_half(3, 4, times=40))
    (cell,) = shown("ikm").cells
    (row,) = figure("ikm").rows
    assert (row["low"], row["high"]) == (cell.value.low, cell.value.high)
    assert [
        column.decimals for column in figure("ikm").columns if column.key in ("value", "low", "high")
    ] == [2] * 3


def test_the_file_names_method_flags_and_the_day(client):
    surveyed(a_region(name="Kupang"), 2024, half_and_half(3, 4, times=20))
    client.force_login(a_board_member())

    heading, row = client.get("/dasbor/ikm.csv").content.decode("utf-8-sig").splitlines()

    assert heading.endswith('"Tanda";"Metode";"Data per"')
    assert "u: kurang andal, responden kurang dari 30" in row
    assert "permenpan-rb-14-2017;weight=1/9;interval=taylor-t" in row


def test_the_first_months_of_the_programme_do_not_look_like_a_year():
    surveyed(a_region(name="Kupang"), 2017, half_and_half(3, 4, times=40), month=9)

    assert [period for _region, period, _value, _n in rows()] == ["Agustus–Desember 2017"]


def test_an_element_that_few_answered_is_not_told_by_the_index_and_the_other_elements(client):
    kupang = a_region(name="Kupang")
    answers = [
        answer | {"BIAYA": 1 if place == 0 else None}
        for place, answer in enumerate(everybody_says(3, times=40))
    ]
    survey_round = surveyed(kupang, 2024, answers)

    (cell,) = shown("ikm").cells
    client.force_login(a_board_member())
    page = client.get(f"/survei/{survey_round.code}/hasil/")

    assert (cell.value.reason, cell.n) == (Reason.CONFIDENTIAL, None)
    assert page.context["headlines"][0].value == "c"
    nrr = {row["element"]: str(row["value"]) for row in page.context["figure"].rows}
    assert (nrr["Biaya"], nrr["Waktu"]) == ("c", "3.0")


def test_no_grade_rests_on_an_element_that_fewer_than_thirty_answered():
    kupang = a_region(name="Kupang")
    answers = [
        answer | ({"BIAYA": None} if place >= 29 else {})
        for place, answer in enumerate(half_and_half(3, 4, times=60))
    ]
    surveyed(kupang, 2024, answers)

    (cell,) = shown("ikm").cells

    assert (cell.n, cell.about["grade"].reason, cell.about["grade"].n) == (60, Reason.TOO_FEW, 29)


def test_a_version_that_shares_little_stands_beside_and_moves_nobody():
    kupang = a_region(name="Kupang")
    surveyed(kupang, 2024, half_and_half(2, 3, times=200))
    other = the_skm_version(number=2, elements=[ELEMENTS[0], NEW])
    surveyed(kupang, 2024, [{ELEMENTS[0]: 4, NEW: 4}] * 10, version=other)

    larger, smaller = shown("ikm").cells

    assert (index_of(larger), larger.n, larger.about["leads"]) == (62.5, 200, True)
    assert (index_of(smaller), smaller.n, smaller.about["leads"]) == (100.0, 10, False)


def test_every_officer_is_told_what_is_of_no_region(client):
    from pmi_portal.loading.reference import Loader
    from reports.reference import load

    load(Loader())
    client.force_login(an_officer())

    assert client.get("/dasbor/peserta/").context["figure"].title.startswith("Peserta aktif 592.932")


def test_title_and_missing_regions_speak_of_what_was_asked(client):
    kupang, cilacap, silent = (a_region(name=name) for name in ("Kupang", "Cilacap", "Cirebon"))
    surveyed(kupang, 2023, half_and_half(3, 4, times=300))
    surveyed(cilacap, 2024, half_and_half(3, 4, times=300))
    client.force_login(a_board_member())

    page = client.get(f"/dasbor/?wilayah={kupang.code}")

    assert figures_on(page)[0]["figure"].title == "IKM Kupang 2023: 87,50"
    assert page.context["unsurveyed"] == []
    assert client.get("/dasbor/").context["unsurveyed"] == [silent.name]
    client.force_login(an_officer(of=kupang))
    assert client.get("/dasbor/ikm/").context["figure"].title == "IKM Kupang 2023: 87,50"


def test_only_regions_that_were_tested_are_said_not_to_differ():
    for name, method in (("Kupang", "probability"), ("Cilacap", "probability"), ("Cirebon", "convenience")):
        said = half_and_half(1, 2, times=40) if name == "Cirebon" else half_and_half(3, 4, times=40)
        surveyed(a_region(name=name), 2024, said, sampling_method=method)

    assert figure("ikm").title == "IKM 2024 di 2 wilayah tidak terbukti berbeda"


def test_a_proven_difference_too_small_to_matter_is_said_to_be_that():
    surveyed(a_region(name="Kupang"), 2024, half_and_half(3, 4, times=12000))
    surveyed(a_region(name="Cilacap"), 2024, half_and_half(3, 4, times=10000) + everybody_says(4, times=700))

    assert figure("ikm").title == "IKM 2024 di 2 wilayah berbeda kurang dari 3 poin yang berarti"


def test_the_title_of_a_running_period_says_so():
    surveyed(a_region(name="Kupang"), 2025, half_and_half(3, 4, times=40))

    told = say_index(shown("ikm", today=date(2025, 6, 15))).title

    assert told == "IKM Kupang Semester I 2025: 87,50 (sementara, periode belum selesai)"


def test_invented_answers_meet_no_real_ones():
    surveyed(a_region(name="Kupang"), 2024, half_and_half(2, 3, times=40))
    surveyed(a_region(name="Cilacap"), 2025, half_and_half(3, 4, times=40), is_sample=True)

    assert rows() == [("Kupang", "2024", "62.5", 40)]


def test_what_has_spread_on_one_side_only_is_not_tested():
    kupang = a_region(name="Kupang")
    surveyed(kupang, 2023, everybody_says(3, times=40))
    surveyed(kupang, 2024, half_and_half(3, 4, times=40))

    (headline,) = say_headlines(shown("ikm"))

    assert headline.comparisons == ("Semua jawaban sama, sehingga tidak dapat diuji.",)


def test_regions_without_a_grade_have_no_graded_mean():
    for name in ("Kupang", "Cilacap"):
        surveyed(a_region(name=name), 2024, half_and_half(3, 4, times=20))

    assert [cell for cell in shown("ikm").cells if "mean_of" in cell.about] == []


def test_an_example_without_regions_is_for_all_who_see_rounds(client):
    example = a_round(version=the_skm_version(), in_evaluation=False)
    some_answers(example, region=None, month=date(2024, 3, 1), answers=half_and_half(3, 4, times=40))
    client.force_login(an_officer())

    page = client.get(f"/survei/{example.code}/hasil/")

    assert [headline.value for headline in page.context["headlines"]] == ["87,50"]
    assert not page.context["is_part"]


def test_figures_have_one_today_for_every_zone(monkeypatch):
    from datetime import UTC, datetime

    from django.utils import timezone

    from reports.results.questions import today_of_figures

    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 31, 16, 30, tzinfo=UTC))
    with timezone.override("Asia/Makassar"):
        assert (timezone.localdate(), today_of_figures()) == (date(2027, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("figure_id", sorted(set(FIGURES) - {"peserta"}))
def test_every_figure_of_a_part_says_that_it_is_one(figure_id):
    here, there = a_region(name="Cilacap"), a_region(name="Kupang")
    for region in (here, there):
        surveyed(region, 2024, half_and_half(3, 4, times=40))
        a_statement(session=a_session(region=region), theme=a_theme(), sentiment="positive")
        a_follow_up(region=region)
        a_referral(a_complaint(region=region))
        an_activity(region=region)
    _indicator, say = FIGURES[figure_id]

    whole, part = (
        say(shown_to(reader, figure_id)) for reader in (Reader((), sees_all=True), Reader((here,)))
    )

    assert part.subtitle == f"{whole.subtitle}; bagian wilayah Anda"

"""What a file changed in the index: exact, of whom it brought as they stand today, and nothing of few."""

from datetime import date
from itertools import combinations

import pytest

from reports.indicators.import_effect import INDICATOR, WITH, WITHOUT, TalliesDisagreeError, compute
from reports.results.presenting import presentable
from reports.results.questions import Question
from reports.results.readers import Reader
from reports.results.results import Flag
from reports.statistics.estimates import Estimate, Reason
from stakeholders.models import Region
from surveys.importing.actions.imports import commit_batch
from surveys.models import ImportBatch, Response, ResponseTally
from tests.support.records import a_region, a_response, a_staff_member
from tests.surveys.importing.batches import checked
from tests.surveys.importing.test_undoing import NUMBERED, corrected, undone
from tests.surveys.makers import ELEMENTS, a_row, an_skm_round

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 1)


@pytest.fixture
def region():
    return a_region(name="Kupang", code="KUPANG")


@pytest.fixture
def staff():
    return a_staff_member()


def saved(survey_round, *rows, by, updates=False):
    """A saved import of these rows, each with its number."""
    batch = checked(survey_round, NUMBERED, *rows, by=by)
    return commit_batch(batch=batch, updates=updates, by=by)


def people(region, numbers, *scores, **options):
    """Rows of respondents with these numbers, who all give these scores and else a 3."""
    return [[str(number), *a_row(region, *scores, **options)] for number in numbers]


def result_of(batch):
    batch = ImportBatch.objects.select_related("round").get(pk=batch.pk)
    question = Question(INDICATOR.code, period=None, cut="")
    return compute(question, regions=[*Region.objects.all(), None], today=TODAY, batch=batch)


def cells_of(batch, reader=None):
    """{(name of the region or None, part): Cell} as shown to somebody who sees all."""
    reader = reader or Reader(tuple(Region.objects.all()), sees_all=True)
    shown = presentable(result_of(batch), reader)
    return {
        (cell.where["region"] and cell.where["region"].name, cell.where["part"]): cell for cell in shown.cells
    }


def of_kupang(batch):
    """(without, with) of the only region, each (value or reason, n)."""
    cells = cells_of(batch)
    return tuple(_brief(cells["Kupang", part]) for part in (WITHOUT, WITH))


def _brief(cell):
    known = isinstance(cell.value, Estimate)
    return (round(cell.value.value, 6) if known else cell.value.reason, cell.n)


def naive_index(responses):
    """The index by the book: 25 times the mean of the means of the elements."""
    means = []
    for element in ELEMENTS:
        scores = [int(one.answers[element]) for one in responses if element in one.answers]
        means.append(sum(scores) / len(scores))
    return round(25 * sum(means) / len(means), 6)


def test_the_index_without_the_file_and_with_it_are_those_of_the_single_answers(region, staff):
    survey_round = an_skm_round(regions=[region])
    rows = [people(region, range(n, n + 5), *(1 + (n + m) % 4 for m in range(9))) for n in range(0, 60, 5)]
    first = saved(survey_round, *sum(rows[:7], []), by=staff)
    second = saved(survey_round, *sum(rows[7:], []), by=staff)

    everybody = list(Response.objects.all())
    for batch, brought in ((first, 35), (second, 25)):
        others = [one for one in everybody if one.batch_id != batch.pk]
        assert of_kupang(batch) == (
            (naive_index(others), 60 - brought),
            (naive_index(everybody), 60),
        )
    assert naive_index(everybody) != naive_index(everybody[:35])


def test_the_interval_without_the_file_is_that_of_a_round_in_which_it_never_was(region, staff):
    survey_round, other = an_skm_round(regions=[region]), an_skm_round(regions=[region])
    rest = people(region, range(20), 4, 2) + people(region, range(20, 35), 1, 1)
    saved(survey_round, *rest, by=staff)
    batch = saved(survey_round, *people(region, range(100, 140), 2), by=staff)
    alone = saved(other, *rest, by=staff)

    assert cells_of(batch)["Kupang", WITHOUT].value == cells_of(alone)["Kupang", WITH].value


def test_where_nobody_was_before_it_says_so(region, staff):
    batch = saved(an_skm_round(regions=[region]), *people(region, range(12), 4), by=staff)

    assert of_kupang(batch) == ((Reason.NO_ANSWERS, 0), (naive_index(Response.objects.all()), 12))


@pytest.mark.parametrize(("rest", "brought"), [(9, 12), (1, 12), (12, 9), (12, 1)])
def test_one_to_nine_people_on_either_side_hide_the_index_without_the_file(region, staff, rest, brought):
    survey_round = an_skm_round(regions=[region])
    saved(survey_round, *people(region, range(rest), 1), by=staff)
    batch = saved(survey_round, *people(region, range(100, 100 + brought), 4), by=staff)

    without, with_file = of_kupang(batch)

    assert without == (Reason.CONFIDENTIAL, None)
    assert with_file[1] == rest + brought


def test_ten_people_on_each_side_are_told(region, staff):
    survey_round = an_skm_round(regions=[region])
    saved(survey_round, *people(region, range(10), 1), by=staff)
    batch = saved(survey_round, *people(region, range(100, 110), 4), by=staff)

    assert [n for _value, n in of_kupang(batch)] == [10, 20]


def test_few_people_in_all_hide_both(region, staff):
    survey_round = an_skm_round(regions=[region])
    saved(survey_round, *people(region, range(4), 1), by=staff)
    batch = saved(survey_round, *people(region, range(100, 105), 4), by=staff)

    assert of_kupang(batch) == ((Reason.CONFIDENTIAL, None),) * 2


def test_few_answers_to_one_element_on_either_side_hide_it_too(region, staff):
    for given in ((2, 15), (15, 2)):
        survey_round = an_skm_round(regions=[region])
        batches = []
        for begin, answered in zip((0, 100), given, strict=True):
            rows = people(region, range(begin, begin + 15), 2)
            for row in rows[answered:]:
                row[-1] = ""  # the last element
            batches.append(saved(survey_round, *rows, by=staff))
        assert of_kupang(batches[1])[0] == (Reason.CONFIDENTIAL, None)


def test_two_files_that_leave_few_of_a_third_one_are_not_both_told(region, staff):
    """All less the first and all less the second would leave the three people of the third."""
    survey_round = an_skm_round(regions=[region])
    sizes = {0: 30, 100: 20, 200: 3}
    batches = [
        saved(survey_round, *people(region, range(n, n + size), 2), by=staff) for n, size in sizes.items()
    ]

    told = [of_kupang(batch)[0] for batch in batches]

    assert [n for _value, n in told] == [23, None, None]


def test_a_month_of_the_file_that_holds_few_hides_it_beside_the_figure_of_that_month(region, staff):
    """A figure of periods shows March by itself; three people of April are what the rest has beyond it."""
    survey_round = an_skm_round(regions=[region])
    march, april = {"day": "2019-03-05"}, {"day": "2019-04-05"}
    saved(
        survey_round,
        *people(region, range(20), 3, **march),
        *people(region, range(20, 23), 1, **april),
        by=staff,
    )
    batch = saved(survey_round, *people(region, range(100, 120), 4, **april), by=staff)
    assert of_kupang(batch)[0] == (Reason.CONFIDENTIAL, None)

    saved(survey_round, *people(region, range(30, 37), 1, **april), by=staff)
    assert of_kupang(batch)[0][1] == 30


def naive_guard(counts, told):
    """Whether sums over any files told apart leave nobody or ten: of each month, {batch: people}."""
    for months in counts:
        for size in range(len(told) + 1):
            for some in combinations(told, size):
                rest = sum(months.values()) - sum(months.get(batch, 0) for batch in some)
                if 0 < rest < 10:
                    return False
    return True


def test_no_set_of_files_that_are_told_leaves_one_to_nine_people(region, staff):
    survey_round = an_skm_round(regions=[region])
    sizes = [(12, 15), (10, 3), (30, 0), (0, 11), (4, 25)]
    batches = []
    for place, (march, april) in enumerate(sizes):
        begin = 100 * place
        rows = people(region, range(begin, begin + march), 2, day="2019-03-05")
        rows += people(region, range(begin + 50, begin + 50 + april), 3, day="2019-04-05")
        batches.append(saved(survey_round, *rows, by=staff))

    told = [place for place, batch in enumerate(batches) if of_kupang(batch)[0][1] is not None]

    counts = [dict(enumerate(months)) for months in zip(*sizes, strict=True)]
    assert told and len(told) < len(batches)
    assert naive_guard(counts, told)
    assert not naive_guard(counts, range(len(batches)))


def test_who_was_updated_by_the_file_counts_as_its_own_and_is_told(region, staff):
    survey_round = an_skm_round(regions=[region])
    first = saved(survey_round, *people(region, range(1, 41), 1), by=staff)
    second = saved(survey_round, *people(region, range(1, 16), 4), by=staff, updates=True)

    now = list(Response.objects.all())
    rest = [one for one in now if one.batch_id == first.pk]
    assert of_kupang(second) == ((naive_index(rest), 25), (naive_index(now), 40))
    assert of_kupang(first) == (
        (naive_index([one for one in now if one.batch_id == second.pk]), 15),
        _with(now),
    )
    about = {batch: cells_of(batch)["Kupang", WITH].about for batch in (first, second)}
    assert [(about[one]["updated"], about[one]["since"]) for one in (first, second)] == [
        (False, True),
        (True, False),
    ]


def _with(responses):
    return naive_index(responses), len(responses)


def test_a_file_all_of_whose_people_were_updated_since_brings_nobody_any_more(region, staff):
    survey_round = an_skm_round(regions=[region])
    first = saved(survey_round, *people(region, range(1, 21), 1), by=staff)
    saved(survey_round, *people(region, range(1, 21), 4), by=staff, updates=True)

    without, with_file = of_kupang(first)

    assert without == with_file == _with(Response.objects.all())
    about = cells_of(first)["Kupang", WITH].about
    assert (about["brings"], about["since"]) == (False, True)


def test_a_corrected_answer_stays_with_its_file_and_one_set_aside_counts_nowhere(region, staff):
    survey_round = an_skm_round(regions=[region])
    saved(survey_round, *people(region, range(20), 1), by=staff)
    batch = saved(survey_round, *people(region, range(100, 120), 4), by=staff)
    corrected(survey_round, "100", 2, by=staff)
    corrected(survey_round, "101", 4, by=staff, change="set_aside", state="set_aside")

    counted = Response.objects.filter(state="counted")
    assert of_kupang(batch) == (_with(counted.exclude(batch=batch)), _with(counted))


def test_an_undone_file_brings_nobody_and_says_that_it_was_undone(region, staff):
    survey_round = an_skm_round(regions=[region])
    saved(survey_round, *people(region, range(20), 1), by=staff)
    batch = saved(survey_round, *people(region, range(100, 120), 4), by=staff)
    undone(batch, by=staff)

    assert of_kupang(batch) == (_with(Response.objects.all()),) * 2
    assert result_of(batch).facts == {"undone": True}
    assert not cells_of(batch)["Kupang", WITH].about["brings"]


def test_each_region_is_told_by_itself_and_only_to_who_sees_it(region, staff):
    there = a_region(name="Cilacap", code="CILACAP")
    survey_round = an_skm_round(regions=[region, there])
    saved(survey_round, *people(region, range(20), 1), *people(there, range(20), 2), by=staff)
    batch = saved(
        survey_round, *people(region, range(100, 115), 4), *people(there, range(100, 111), 1), by=staff
    )
    a_region(name="Cirebon")

    cells = cells_of(batch)
    assert {key: cell.n for key, cell in cells.items()} == {
        ("Kupang", WITHOUT): 20,
        ("Kupang", WITH): 35,
        ("Cilacap", WITHOUT): 20,
        ("Cilacap", WITH): 31,
    }
    assert set(cells_of(batch, Reader((there,)))) == {("Cilacap", WITHOUT), ("Cilacap", WITH)}


def test_answers_without_a_region_stand_by_themselves(staff):
    survey_round = an_skm_round()
    batch = saved(survey_round, *people(a_region(name="Kupang"), range(12), 4), by=staff)
    Response.objects.update(region=None)
    ResponseTally.objects.update(region=None)

    cells = cells_of(batch)

    assert {key: cell.n for key, cell in cells.items()} == {(None, WITHOUT): 0, (None, WITH): 12}
    assert cells_of(batch, Reader(tuple(Region.objects.all()))) == {}


def test_typed_answers_count_as_the_rest(region, staff):
    survey_round = an_skm_round(regions=[region])
    for number in range(12):
        answers = dict.fromkeys(ELEMENTS, "2")
        a_response(survey_round=survey_round, region=region, number=f"k{number}", answers=answers)
    batch = saved(survey_round, *people(region, range(15), 4), by=staff)

    assert of_kupang(batch)[0] == (50, 12)


def test_who_answered_no_element_is_no_respondent_on_either_side(region, staff):
    survey_round = an_skm_round(regions=[region])
    saved(survey_round, *people(region, range(10), 2), by=staff)
    a_response(survey_round=survey_round, region=region, number="x", answers={})
    batch = saved(survey_round, *people(region, range(100, 110), 4), by=staff)
    Response.objects.filter(number="x").update(batch=batch)

    assert [n for _value, n in of_kupang(batch)] == [10, 20]


def test_an_invented_or_running_round_is_flagged(region, staff):
    survey_round = an_skm_round(regions=[region], is_sample=True, ends_on=TODAY)
    saved(survey_round, *people(region, range(30), 2), by=staff)
    batch = saved(survey_round, *people(region, range(100, 130), 4), by=staff)

    flags = {frozenset(cell.flags) for cell in cells_of(batch).values()}

    assert flags == {frozenset({Flag.SAMPLE_DATA, Flag.PROVISIONAL})}


def test_tallies_that_are_not_those_of_the_responses_are_no_ground_for_a_figure(region, staff):
    survey_round = an_skm_round(regions=[region])
    batch = saved(survey_round, *people(region, range(20), 2), by=staff)
    ResponseTally.objects.filter(margin="").update(respondents=19)

    with pytest.raises(TalliesDisagreeError, match="not those of its responses"):
        result_of(batch)

"""The tallies beside the responses: added in steps, counted anew, counted naively: always the same."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.importing.writing import numbered_response, store_responses
from surveys.models import AnswerTally, Choice, ElementMoment, Question, Response
from surveys.tallies.counting import rebuild_tallies
from tests.support.records import a_region
from tests.surveys.makers import an_skm_round

pytestmark = pytest.mark.django_db
ASKED = ["PENGADUAN", "WAKTU", "BIAYA"]
DAYS = [None, date(2019, 2, 3), date(2019, 2, 28), date(2019, 11, 30)]

PEOPLE = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(DAYS),
        st.dictionaries(st.sampled_from(ASKED), st.sampled_from("1234")),
        st.lists(st.sampled_from(["a", "b"]), unique=True),
    ),
    max_size=12,
)


def tallied(survey_round):
    answers = AnswerTally.objects.filter(round=survey_round)
    moments = ElementMoment.objects.filter(round=survey_round)
    return (
        {
            row[:-1]: row[-1]
            for row in answers.values_list("region_id", "month", "question", "answer", "count")
        },
        {
            row[:4]: row[4:]
            for row in moments.values_list(
                "region_id", "month", "element_a", "element_b", "n", "sum_a", "sum_b", "sum_ab"
            )
        },
    )


def naive(responses):
    """The same numbers in the plainest way."""
    answers, moments = Counter(), {}
    for each in responses:
        cell = each.region_id, (each.responded_on or date(2019, 1, 1)).replace(day=1)
        for question, answer in each.answers.items():
            for code in answer if isinstance(answer, list) else [answer]:
                answers[(*cell, question, code)] += 1
        scores = {element: int(each.answers[element]) for element in ASKED if element in each.answers}
        pairs = [(a, b, x, y) for a, x in scores.items() for b, y in scores.items() if a <= b]
        for a, b, x, y in [*pairs, *([("", "", 0, 0)] if scores else [])]:
            old = moments.get((*cell, a, b), (0, 0, 0, 0))
            moments[(*cell, a, b)] = (old[0] + 1, old[1] + x, old[2] + y, old[3] + x * y)
    return dict(answers), moments


def a_round_with_channels():
    """An SKM round that also asks a question with several answers, which counts but is no element."""
    survey_round = an_skm_round()
    channel, _made = Question.objects.get_or_create(
        version=survey_round.version,
        code="KANAL",
        defaults={"label": "Kanal", "text": "Kanal", "kind": "multiple"},
    )
    for code in "ab":
        Choice.objects.get_or_create(question=channel, code=code, defaults={"label": code})
    return survey_round


def responses_of(survey_round, people, regions, first):
    for number, (place, day, answers, channels) in enumerate(people, start=first):
        given_answers = answers | ({"KANAL": channels} if channels else {})
        values = {"responded_on": day}
        response = numbered_response(
            survey_round, region=regions[place], number=str(number), values=values, answers=given_answers
        )
        yield response


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PEOPLE, PEOPLE, PEOPLE)
def test_tallies_added_in_steps_equal_those_counted_anew_and_naively(db, first, second, third):
    Response.objects.all().delete()
    ElementMoment.objects.all().delete()
    AnswerTally.objects.all().delete()
    survey_round, regions = a_round_with_channels(), [a_region(), a_region(), a_region()]
    for start, people in ((0, first), (100, second), (200, third)):
        store_responses(survey_round, list(responses_of(survey_round, people, regions, start)))
    added = tallied(survey_round)
    rebuild_tallies(survey_round)
    assert added == tallied(survey_round) == naive(Response.objects.filter(round=survey_round))


def test_rounds_do_not_count_into_each_other():
    one, other, region = an_skm_round(), an_skm_round(), a_region()
    for survey_round in (one, other):
        response = numbered_response(
            survey_round, region=region, number="1", values={}, answers={"WAKTU": "4", "BIAYA": "2"}
        )
        store_responses(survey_round, [response])
    rebuild_tallies(one)
    cell = (region.pk, date(2019, 1, 1))
    expected = {
        (*cell, "", ""): (1, 0, 0, 0),
        (*cell, "BIAYA", "BIAYA"): (1, 2, 2, 4),
        (*cell, "BIAYA", "WAKTU"): (1, 2, 4, 8),
        (*cell, "WAKTU", "WAKTU"): (1, 4, 4, 16),
    }
    assert tallied(one)[1] == tallied(other)[1] == expected


def test_the_number_of_queries_does_not_grow_with_the_responses(django_assert_num_queries):
    survey_round, region = an_skm_round(), a_region()

    def some(first, n):
        people = [(0, DAYS[1], {"WAKTU": "3"}, [])] * n
        return list(responses_of(survey_round, people, [region], first))

    store_responses(survey_round, some(0, 1))
    for first, n in ((10, 1), (100, 50)):
        responses = some(first, n)
        with django_assert_num_queries(12):
            store_responses(survey_round, responses)

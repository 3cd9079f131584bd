"""The tallies beside the responses: added in steps, counted anew, counted naively: always the same."""

import json
from collections import defaultdict
from datetime import date
from itertools import combinations_with_replacement

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.models import MARGINS, Choice, Question, Response, ResponseTally
from surveys.responses.storing import numbered_response, store_responses
from surveys.tallies.counting import (
    add_to_tallies,
    answered_by,
    exchange_in_tallies,
    rebuild_tallies,
    subtract_from_tallies,
)
from surveys.tallies.packing import BelowZero
from tests.support.records import a_region
from tests.surveys.makers import an_skm_round

pytestmark = pytest.mark.django_db
ASKED = ["PENGADUAN", "WAKTU", "BIAYA"]
DAYS = [None, date(2019, 2, 3), date(2019, 2, 28), date(2019, 11, 30)]
JANUARY = date(2019, 1, 1)

PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "region": st.sampled_from([None, 0, 1]),
            "responded_on": st.sampled_from(DAYS),
            "respondent_kind": st.sampled_from(["", "cpmi", "family"]),
            "sex": st.sampled_from(["", "P", "L"]),
            "age_band": st.sampled_from(["", "18-24"]),
            "destination": st.sampled_from(["", "HK", "MY"]),
            "scores": st.dictionaries(st.sampled_from(ASKED), st.sampled_from("1234")),
            "channels": st.lists(st.sampled_from(["a", "b"]), unique=True),
        }
    ),
    max_size=8,
)


def stored(survey_round):
    """Every tally as it lies there, but for its key."""
    rows = ResponseTally.objects.filter(round=survey_round).values()
    return sorted(json.dumps({**row, "id": 0}, default=str) for row in rows)


def told(survey_round):
    """{group: (respondents, {(question, answer): n}, {(a, b): [n, sum a, sum b, sum ab]})}."""
    rows = {}
    for row in ResponseTally.objects.filter(round=survey_round):
        answers = {(question, code): n for question, of in row.answers.items() for code, n in of.items()}
        pairs = combinations_with_replacement(row.moments.get("elements", []), 2)
        moments = dict(zip(pairs, zip(*row.moments.get("sums", []), strict=True), strict=True))
        rows[row.group] = row.respondents, answers, {pair: sums for pair, sums in moments.items() if sums[0]}
    return rows


def naive(responses):
    """The same in the plainest way."""
    groups = defaultdict(lambda: [0, defaultdict(int), defaultdict(lambda: (0, 0, 0, 0))])
    for each in responses:
        cell = each.region_id, (each.responded_on or JANUARY).replace(day=1)
        scores = {element: int(each.answers[element]) for element in sorted(ASKED) if element in each.answers}
        for margin in ("", *MARGINS) if each.answers else ():
            group = groups[(*cell, margin, getattr(each, margin) if margin else "")]
            group[0] += bool(scores)
            for question, answer in each.answers.items():
                for code in answer:  # a text of one letter, or a list of them
                    group[1][question, code] += 1
            for (a, x), (b, y) in combinations_with_replacement(scores.items(), 2):
                n, sum_a, sum_b, sum_ab = group[2][a, b]
                group[2][a, b] = n + 1, sum_a + x, sum_b + y, sum_ab + x * y
    return {group: (n, dict(answers), dict(moments)) for group, (n, answers, moments) in groups.items()}


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


def responses_of(survey_round, people, regions, first=0):
    for number, person in enumerate(people, start=first):
        answers = person["scores"] | ({"KANAL": person["channels"]} if person["channels"] else {})
        place = person["region"]
        response = Response(
            round=survey_round,
            row_key=str(number),
            content_digest="",
            region=None if place is None else regions[place],
            answers=answers,
            **{field: person[field] for field in ("responded_on", *MARGINS)},
        )
        yield response


def a_person(region=0, day=DAYS[1], channels=(), scores=None, **profile):
    """What `responses_of` takes, saying only what matters."""
    blank = dict.fromkeys(MARGINS, "")
    person = {"region": region, "responded_on": day, "channels": list(channels)}
    return blank | person | {"scores": {"WAKTU": "3"} if scores is None else scores} | profile


def some_people(survey_round, regions, *people):
    """Stored and counted responses."""
    responses = list(responses_of(survey_round, people, regions, Response.objects.count()))
    store_responses(survey_round, responses)
    return responses


@settings(max_examples=25)
@given(PEOPLE, PEOPLE, PEOPLE)
def test_tallies_added_and_taken_in_steps_equal_those_counted_anew_and_naively(db, first, second, third):
    Response.objects.all().delete()
    ResponseTally.objects.all().delete()
    survey_round, regions = a_round_with_channels(), [a_region(), a_region()]
    for start, people in ((0, first), (100, second), (200, third)):
        store_responses(survey_round, list(responses_of(survey_round, people, regions, start)))
    gone = Response.objects.filter(row_key__startswith="1")
    subtract_from_tallies(survey_round, answered_by(gone, survey_round))
    gone.delete()
    kept = stored(survey_round)
    assert told(survey_round) == naive(Response.objects.filter(round=survey_round))

    rebuild_tallies(survey_round)

    assert stored(survey_round) == kept


def test_what_is_added_and_taken_again_leaves_nothing_behind():
    survey_round, regions = a_round_with_channels(), [a_region()]
    some_people(survey_round, regions, a_person(sex="P"), a_person(channels="a"))
    before = stored(survey_round)
    more = [a_person(sex="L", scores={"BIAYA": "1"}), a_person(sex="P"), a_person(region=None, day=None)]
    others = list(responses_of(survey_round, more, regions))
    add_to_tallies(survey_round, answered_by(others, survey_round))
    assert len(stored(survey_round)) > len(before)

    subtract_from_tallies(survey_round, answered_by(others, survey_round))

    assert stored(survey_round) == before


def test_a_changed_response_is_counted_as_it_is_now():
    survey_round, regions = a_round_with_channels(), [a_region(), a_region()]
    response, _other = some_people(survey_round, regions, a_person(sex="P"), a_person(destination="HK"))
    before = [*answered_by([response], survey_round)]
    response.region, response.sex, response.answers = regions[1], "L", {"WAKTU": "1", "KANAL": ["b"]}
    response.save()

    exchange_in_tallies(survey_round, taken=before, added=answered_by([response], survey_round))

    assert told(survey_round) == naive(Response.objects.all())


@pytest.mark.parametrize(
    "stranger",
    [
        {"scores": {"WAKTU": "4"}},
        {"scores": {"WAKTU": "3", "BIAYA": "2"}},
        {"sex": "L"},
        {"channels": "a"},
        {"region": None},
        {"day": DAYS[3]},
    ],
)
def test_taking_what_was_not_counted_is_refused_and_changes_nothing(stranger):
    survey_round, regions = a_round_with_channels(), [a_region()]
    some_people(survey_round, regions, a_person(sex="P"))
    before = stored(survey_round)
    other = responses_of(survey_round, [a_person(**{"sex": "P"} | stranger)], regions)

    with pytest.raises(BelowZero, match=f"round {survey_round.pk}.*-1 people answered"):
        subtract_from_tallies(survey_round, answered_by(other, survey_round))

    assert stored(survey_round) == before


@pytest.mark.parametrize(
    ("people", "respondents", "total"),
    [(1, 1, 4), (2, 2, 2), (1, 0, 3)],
    ids=["a sum of nobody", "a sum below zero", "fewer respondents than none"],
)
def test_tallies_that_do_not_hold_what_is_taken_are_refused(people, respondents, total):
    survey_round, regions = a_round_with_channels(), [a_region()]
    response, *_others = some_people(survey_round, regions, *[a_person()] * people)
    for tally in ResponseTally.objects.all():
        tally.respondents, tally.moments["sums"][1] = respondents, [total]
        tally.save()

    with pytest.raises(BelowZero, match="respondents with sums of"):
        subtract_from_tallies(survey_round, answered_by([response], survey_round))


def test_every_margin_adds_up_to_everybody():
    survey_round, regions = a_round_with_channels(), [a_region()]
    some_people(
        survey_round,
        regions,
        a_person(sex="P", destination="HK", scores={"WAKTU": "3", "BIAYA": "2"}),
        a_person(sex="P", respondent_kind="cpmi", scores={"BIAYA": "4"}, channels="ab"),
        a_person(age_band="55+", scores={}, channels="b"),
    )
    rows = list(ResponseTally.objects.all())
    (everybody,) = (row for row in rows if not row.margin)
    assert (everybody.respondents, everybody.answers) == (
        2,
        {"BIAYA": {"2": 1, "4": 1}, "KANAL": {"a": 1, "b": 2}, "WAKTU": {"3": 1}},
    )
    for margin in MARGINS:
        own = [row for row in rows if row.margin == margin]
        summed = defaultdict(lambda: defaultdict(int))
        for row in own:
            for question, counts in row.answers.items():
                for answer, n in counts.items():
                    summed[question][answer] += n
        assert sum(row.respondents for row in own) == everybody.respondents
        assert summed == everybody.answers
    values = {margin: {row.value for row in rows if row.margin == margin} for margin in MARGINS}
    assert values == {
        "respondent_kind": {"", "cpmi"},
        "sex": {"", "P"},
        "age_band": {"", "55+"},
        "destination": {"", "HK"},
    }


def test_rounds_do_not_count_into_each_other():
    one, other, region = an_skm_round(), an_skm_round(), a_region()
    for survey_round in (one, other):
        response = numbered_response(
            survey_round, region=region, number="1", values={}, answers={"WAKTU": "4", "BIAYA": "2"}
        )
        store_responses(survey_round, [response])
    rebuild_tallies(one)
    pairs = {
        ("BIAYA", "BIAYA"): (1, 2, 2, 4),
        ("BIAYA", "WAKTU"): (1, 2, 4, 8),
        ("WAKTU", "WAKTU"): (1, 4, 4, 16),
    }
    answers = {("BIAYA", "2"): 1, ("WAKTU", "4"): 1}
    expected = {(region.pk, JANUARY, margin, ""): (1, answers, pairs) for margin in ("", *MARGINS)}
    assert told(one) == told(other) == expected


@pytest.mark.parametrize("region", [None, 0])
def test_the_database_keeps_one_row_for_each_group(region):
    survey_round = an_skm_round()
    group = {"round": survey_round, "month": JANUARY, "region": region if region is None else a_region()}
    ResponseTally.objects.create(**group, margin="sex", value="P")
    ResponseTally.objects.create(**group, margin="sex")
    with pytest.raises(IntegrityError), transaction.atomic():
        ResponseTally.objects.create(**group, margin="sex", value="P")


def test_the_number_of_queries_does_not_grow_with_the_responses():
    survey_round, regions = an_skm_round(), [a_region()]
    some_people(survey_round, regions, a_person())
    taken = []
    for n in (1, 40):  # SQLite takes 999 values at once
        responses = list(responses_of(survey_round, [a_person()] * n, regions, n * 100))
        with CaptureQueriesContext(connection) as captured:
            store_responses(survey_round, responses)
        taken.append(len(captured))
    assert taken[0] == taken[1] <= 14

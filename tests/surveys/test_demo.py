"""The demo surveys: seeded, marked as examples, and one real file through the real importer."""

import random
from collections import Counter

import pytest
from django.db.models import Count

from pmi_portal.accounts.permissions import Role
from pmi_portal.loading.demo import Demo, DemoNotAllowed
from surveys.demo import rounds as demo_surveys
from surveys.models import ImportBatch, Response, ResponseTally, SurveyRound
from tests.support.records import a_region, a_user
from tests.surveys.makers import the_skm

pytestmark = pytest.mark.django_db
CODES = ("CIRAYU", "TULUNGAGUNG", "KUPANG", "CILACAP")


def load(seed=1, scale=0.2):
    the_skm()
    if not SurveyRound.objects.exists():
        for code in CODES:
            a_region(code=code)
        a_user(Role.ADMINISTRATOR, is_sample=True)
    demo = Demo(random.Random(seed), scale)
    demo_surveys.load(demo)
    return demo.made


def test_without_reference_data_it_says_what_to_do():
    with pytest.raises(DemoNotAllowed, match="load_reference"):
        demo_surveys.load(Demo(random.Random(1), 1))


def test_without_an_administrator_it_says_so():
    the_skm()
    a_region()
    with pytest.raises(DemoNotAllowed, match="demo account"):
        demo_surveys.load(Demo(random.Random(1), 0.01))


def test_the_counts_are_told_and_everything_is_marked_as_an_example():
    made = load()
    assert made == {"survey rounds": SurveyRound.objects.count(), "responses": Response.objects.count()}
    assert set(SurveyRound.objects.values_list("is_sample", flat=True)) == {True}


def test_the_real_file_stands_outside_the_evaluation_with_its_source():
    load()
    survey_round = SurveyRound.objects.get(code="contoh-sekadau-2019")
    batch = ImportBatch.objects.get()
    assert (survey_round.in_evaluation, survey_round.regions.count()) == (False, 0)
    assert survey_round.source.startswith("https://sekadaukab.go.id/")
    assert (batch.state, batch.responses.count()) == ("committed", 49)
    tally = ResponseTally.objects.get(round=survey_round, margin="")
    scored = {int(answer): n for answer, n in tally.answers["PENGADUAN"].items()}
    assert (sum(scored.values()), sum(score * n for score, n in scored.items())) == (49, 159)


def test_one_seed_gives_one_data_set():
    def told():
        rounds = Response.objects.filter(round__in_evaluation=True)
        return list(
            rounds.order_by("round__code", "region__code", "pk").values_list("row_key", "content_digest")
        )

    load(seed=3)
    first = told()
    Response.objects.all().delete()
    ImportBatch.objects.all().delete()
    SurveyRound.objects.all().delete()
    demo_surveys.load(Demo(random.Random(3), 0.2))
    assert told() == first


def test_every_round_has_respondents_of_every_region_within_its_dates():
    load()
    rounds = SurveyRound.objects.in_evaluation().annotate(places=Count("responses__region", distinct=True))
    assert {survey_round.places for survey_round in rounds} == {4}
    for survey_round in rounds:
        days = set(survey_round.responses.values_list("responded_on", flat=True))
        assert survey_round.starts_on <= min(days)
        assert max(days) <= survey_round.ends_on


def test_one_region_and_year_has_too_few_for_a_grade():
    load(scale=1)
    sizes = Counter(
        Response.objects.filter(round__in_evaluation=True).values_list(
            "region__code", "round__starts_on__year"
        )
    )
    assert [cell for cell, n in sizes.items() if n < 30] == [("KUPANG", 2017)]


def test_some_questions_stay_unanswered_and_scores_are_one_to_four():
    load()
    answers = [each.answers for each in Response.objects.filter(round__in_evaluation=True)]
    assert {score for given in answers for score in given.values()} == {"1", "2", "3", "4"}
    assert any("PENGADUAN" not in given for given in answers)

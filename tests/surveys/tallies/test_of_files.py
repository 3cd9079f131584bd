"""What a file brings in is counted from its columns as its responses are, and its regions are told."""

import json

import pytest
from django.db import transaction

from surveys.importing.actions.imports import commit_batch
from surveys.models import Response, ResponseTally
from surveys.responses.storing import store_responses
from surveys.tallies.counting import rebuild_tallies
from tests.support.records import a_region, an_administrator
from tests.surveys.importing.batches import checked
from tests.surveys.makers import HEADINGS, a_row, an_skm_round
from tests.surveys.tallies.test_tallies import a_person, responses_of, some_people, stored

pytestmark = pytest.mark.django_db


def test_a_file_is_counted_as_its_responses_are():
    regions, by = [a_region(), a_region()], an_administrator()
    survey_round = an_skm_round(regions=regions)
    heading = ["No responden", "L/P", "Umur", "Jenis responden", "Negara", *HEADINGS]
    lines = [
        ["1", "P", 31, "purna PMI", "Hong Kong", *a_row(regions[0], 4, 1)],
        ["2", "perempuan", "25-34", "purna PMI", "HK", *a_row(regions[1], 2, day="2019-07-01")],
        ["5", "L", 60, "calon PMI", "Malaysia", *a_row(regions[0], 9)],
        ["3", "L", 19, "", "", *a_row(regions[0], 1, day="2019-05-30")],
        ["4", "", "", "calon PMI", "Malaysia", *a_row(regions[0], 2)],
    ]

    commit_batch(batch=checked(survey_round, heading, *lines, by=by, region=None), by=by)

    counted = stored(survey_round)
    assert Response.objects.count() == 4
    of_sex = ResponseTally.objects.filter(margin="sex", region=regions[0])
    assert dict(of_sex.values_list("value", "respondents")) == {"": 1, "P": 1, "L": 1}
    rebuild_tallies(survey_round)
    assert stored(survey_round) == counted
    assert len({json.loads(row)["margin"] for row in counted}) == 5


def test_a_count_anew_forgets_regions_from_which_all_went():
    survey_round, regions = an_skm_round(), [a_region()]
    some_people(survey_round, regions, a_person())
    Response.objects.all().delete()

    rebuild_tallies(survey_round)

    assert stored(survey_round) == []


def test_counts_fall_back_with_their_transaction():
    survey_round, regions = an_skm_round(), [a_region()]
    some_people(survey_round, regions, a_person())
    before = stored(survey_round)
    more = list(responses_of(survey_round, [a_person()], regions, first=7))

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        store_responses(survey_round, more)
        assert stored(survey_round) != before
        1 / 0  # noqa: B018 - the fault

    assert stored(survey_round) == before

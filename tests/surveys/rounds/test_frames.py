"""Populations of a round: kept once for a region, and told on its page."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from surveys.models import SurveyFrame
from tests.support.records import a_board_member, a_region, a_round, an_administrator

pytestmark = pytest.mark.django_db


def a_frame(survey_round, region, population=1_250_000):
    about = {"as_of": date(2024, 6, 30), "source": "BPS 2024"}
    return SurveyFrame.objects.create(round=survey_round, region=region, population=population, **about)


def test_the_page_of_a_round_tells_its_populations(client):
    region = a_region(name="Cilacap")
    survey_round = a_round(regions=[region])
    client.force_login(a_board_member())
    assert "Penduduk sasaran" not in client.get(survey_round.get_absolute_url()).content.decode()

    a_frame(survey_round, region)

    page = " ".join(client.get(survey_round.get_absolute_url()).content.decode().split())
    assert "Cilacap: 1.250.000, BPS 2024, 30 Juni 2024" in page


@pytest.mark.parametrize("population", [0, 1])
def test_nobody_is_no_population_and_a_region_has_one(population):
    region = a_region()
    survey_round = a_round(regions=[region])
    a_frame(survey_round, region)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_frame(survey_round, region if population else a_region(), population)


def test_an_administrator_enters_a_population_and_a_second_is_refused_with_the_reason(client):
    region = a_region(name="Cilacap")
    survey_round = a_round(regions=[region])
    client.force_login(an_administrator())
    sent = {
        "round": survey_round.pk,
        "region": region.pk,
        "population": "0",
        "as_of": "30/06/2024",
        "source": "BPS",
    }

    refused = client.post("/admin/surveys/surveyframe/add/", sent)
    client.post("/admin/surveys/surveyframe/add/", sent | {"population": "1250000"})
    second = client.post("/admin/surveys/surveyframe/add/", sent | {"population": "9"})

    assert refused.context["adminform"].form.errors.keys() == {"population"}
    assert [frame.population for frame in SurveyFrame.objects.all()] == [1_250_000]
    assert "Wilayah ini sudah punya kerangka dalam putaran itu." in second.content.decode()

"""On a telephone the tables of an import are read without being pushed sideways."""

import pytest

from surveys.importing.actions.imports import commit_batch
from surveys.models import Response
from surveys.responses.actions import correct_response
from tests.support.records import a_region, an_officer
from tests.surveys.importing.batches import checked
from tests.surveys.makers import ELEMENTS, HEADINGS, a_row, an_skm_round

pytestmark = pytest.mark.django_db(transaction=True)
HEADING = ["No responden", *HEADINGS]
CUT = """() => [...document.querySelectorAll(".table-box:not(:has(.as-read))")]
  .map((box) => [box.getAttribute("aria-labelledby"), box.scrollWidth - box.clientWidth])"""


@pytest.fixture
def batch(page, sign_in):
    """One that brought a respondent and changed another; both were corrected since."""
    region = a_region(name="Kupang", code="KUPANG")
    officer = an_officer(of=region)
    survey_round = an_skm_round(regions=[region])
    commit_batch(batch=checked(survey_round, HEADING, ["1", *a_row(region, 1)], by=officer), by=officer)
    rows = [[number, *a_row(region, 4)] for number in "12"]
    batch = commit_batch(batch=checked(survey_round, HEADING, *rows, by=officer), updates=True, by=officer)
    for response in Response.objects.all():
        response.answers = response.answers | {ELEMENTS[0]: "3"}
        correct_response(response=response, reason="Salah ketik.", by=officer)
    sign_in(page, officer)
    page.set_viewport_size({"width": 360, "height": 800})
    return batch


def test_what_changed_and_how_many_there_are_fit_a_telephone(page, batch, axe):
    page.goto(batch.get_absolute_url())
    assert page.evaluate(CUT) == [["per-wilayah", 0], ["berubah", 0]]
    assert axe(page) == []


def test_what_an_undo_asks_about_fits_a_telephone(page, batch, axe):
    page.goto(f"{batch.get_absolute_url()}urungkan/")
    assert page.evaluate(CUT) == [["diubah", 0]]
    assert axe(page) == []

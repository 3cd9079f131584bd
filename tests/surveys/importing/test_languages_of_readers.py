"""A file says the same to whoever reads the portal in another language."""

import pytest
from django.utils import translation

from tests.spreadsheets.messy.running import scored
from tests.spreadsheets.messy.scoring import Score

pytestmark = pytest.mark.django_db


def test_messy_workbooks_score_the_same_in_each_language(settings):
    told = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            total = Score()
            for _workbook, score in scored((1, 4, 9)):
                total.add(score)
            told.append(vars(total))
    assert told[0] == told[1]

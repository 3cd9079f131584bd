"""What the next reader will ask is made when its data changed, where another process finds it.

Figures are kept by their questions and the versions of their tables (`keeping.py`). A worker makes anew what
is asked most: the dashboard and the tiles of home as they first open, for who sees all regions, in each
language.
"""

from datetime import timedelta

from django.conf import settings
from django.http import QueryDict
from django.utils import translation
from django_tasks import task

from pmi_portal.jobs.queueing import queued_once
from reports.dashboards.catalogue import FIGURES, NAMES, QUESTIONS, Asked
from reports.dashboards.panels import headlines, sections, without_survey
from surveys.models import ResponseTally

IMPORTED = {ResponseTally._meta.db_table}  # whoever saved a file looks at once
AT_ONCE, LATER = timedelta(), timedelta(minutes=1)  # what is typed record by record can wait for more


class WholeCountry:
    """Who sees every figure of every region: to whom of those it is shown matters to no figure."""

    def holds_somewhere(self, permission):
        return True

    def regions_for(self, permission):
        return None  # all of them


@task()
def make_default_figures():
    """Make what is not kept yet of the figures that everybody meets first."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            asked = Asked(WholeCountry(), QueryDict(), names=NAMES)
            headlines(asked)
            without_survey(asked)
            sections(asked)


def is_shared():
    """Whether what a worker keeps is found by those who answer: not in the memory of a process."""
    return settings.CACHES["figures"]["BACKEND"] == settings.KEPT_IN_DATABASE["BACKEND"]


def figures_changed(table):
    """Have the figures made that are read from this table, which has just changed."""
    if is_shared() and table in _read():
        queued_once(make_default_figures, after=AT_ONCE if table in IMPORTED else LATER)


def _read():
    """The tables of the figures on the dashboard."""
    shown = {one for question in QUESTIONS for one in question.figures}
    return {model._meta.db_table for one in shown for model in FIGURES[one][0].reads}

"""Ask a figure as a page does, without a page."""

from django.http import QueryDict
from django.utils import timezone

from reports.dashboards.catalogue import FIGURES
from reports.results.presenting import presentable
from reports.results.questions import asked
from reports.results.readers import Reader
from stakeholders.models import Region


def result_of(figure_id, query="", *, today=None, regions=None):
    """The Result of a question about all regions there are, or about these."""
    regions = list(Region.objects.all()) if regions is None else list(regions)
    today = today or timezone.localdate()
    codes = [region.code for region in regions]
    question = asked(FIGURES[figure_id][0], QueryDict(query), regions=codes, today=today)
    return FIGURES[figure_id][0].compute(question, regions=regions, today=today)


def shown_to(reader, figure_id, query="", *, today=None):
    return presentable(result_of(figure_id, query, today=today), reader)


def shown(figure_id, query="", *, today=None, regions=None):
    """What somebody sees who sees all of it."""
    result = result_of(figure_id, query, today=today, regions=regions)
    return presentable(result, Reader(tuple(Region.objects.all()), sees_all=True))


def figure(figure_id, query="", *, today=None, regions=None):
    return FIGURES[figure_id][1](shown(figure_id, query, today=today, regions=regions))


def figures_on(page):
    """The figures of the dashboard, with their addresses, in the order of the page."""
    return [shown for section in page.context["sections"] for shown in section["figures"]]

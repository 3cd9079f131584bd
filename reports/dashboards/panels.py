"""What stands on the dashboard, each part kept while it stays the same."""

from dataclasses import replace

from django.template.loader import render_to_string
from django.urls import reverse

from reports.dashboards.catalogue import QUESTIONS
from reports.saying.satisfaction import say_headlines, unsurveyed


def headlines(asked):
    """The tiles of satisfaction, on the dashboard and at home."""
    return asked.face("tiles", "ikm", lambda: say_headlines(asked.shown("ikm")))


def without_survey(asked):
    """The names of the regions of which there is nothing to show in the period asked for."""
    return asked.face("unsurveyed", "ikm", lambda: _unsurveyed(asked))


def _unsurveyed(asked):
    return [str(region) for region in unsurveyed(asked.shown("ikm"), asked.own_regions)]


def sections(asked):
    """The questions of the board, each with the figures that this person may see."""
    seen = [one for question in QUESTIONS for one in question.figures if asked.may_see(one)]
    asked.look_up("panel", seen)
    return [
        {
            "question": question,
            "figures": [_panel(asked, one) for one in question.figures if one in seen],
            "is_closed": bool(question.figures) and not set(question.figures) & set(seen),
        }
        for question in QUESTIONS
    ]


def _panel(asked, figure_id):
    """A figure as it stands on the dashboard: itself, its addresses, and its HTML."""

    def make():
        shown = with_addresses(asked, figure_id)
        html = render_to_string("components/figure.html", shown | {"level": 3})
        return shown | {"figure": replace(shown["figure"]), "html": html}  # without what it worked out for it

    return asked.face("panel", figure_id, make)


def with_addresses(asked, figure_id):
    """A figure and the addresses of its page and files."""
    query = asked.question(figure_id).canonical
    return {
        "figure": asked.figure(figure_id),
        "page_url": f"{reverse('figure_detail', args=[figure_id])}?{query}",
        "csv_url": f"{reverse('figure_csv', args=[figure_id])}?{query}",
        "svg_url": f"{reverse('figure_svg', args=[figure_id])}?{query}",
    }

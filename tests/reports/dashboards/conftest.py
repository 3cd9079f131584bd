"""What is computed is written down."""

from dataclasses import replace

import pytest

from reports.dashboards import catalogue


@pytest.fixture
def computed(monkeypatch):
    """Ids of the figures in the order in which they are computed."""
    found = []

    def counted(figure_id, indicator):
        def compute(question, **options):
            found.append(figure_id)
            return indicator.compute(question, **options)

        return replace(indicator, compute=compute)

    for figure_id, (indicator, say) in list(catalogue.FIGURES.items()):
        monkeypatch.setitem(catalogue.FIGURES, figure_id, (counted(figure_id, indicator), say))
    return found

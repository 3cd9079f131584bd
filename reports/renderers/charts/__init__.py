"""Figure -> Vega-Lite specification: a small grammar, one module a form, drawn alike by browser and server.

A specification holds its data, no address and no colour (marks name tokens of `theme`). Texts of users
stand in data only; expressions are fixed strings with numbers, so no text is ever run. Panels say in
`usermeta.panels` how narrow they may become: `static/js/charts.js` fits them to the page.
"""

from reports.renderers.charts.accumulation import Accumulation
from reports.renderers.charts.bars import Bars
from reports.renderers.charts.dots import Dots
from reports.renderers.charts.intervals import Intervals
from reports.renderers.charts.matrix import Matrix
from reports.renderers.charts.portions import Portions
from reports.renderers.charts.series import Series
from reports.renderers.charts.ties import Ties

__all__ = ["Accumulation", "Bars", "Dots", "Intervals", "Matrix", "Portions", "Series", "Ties"]

from reports.dashboards.views.dashboards import (
    dashboard,
    dashboard_annex_pdf,
    dashboard_summary_pdf,
    figure_csv,
    figure_detail,
    figure_svg,
)
from reports.dashboards.views.homes import home
from reports.dashboards.views.imports import import_effect
from reports.dashboards.views.rounds import round_report, round_report_csv, round_report_svg

__all__ = [
    "dashboard",
    "dashboard_annex_pdf",
    "dashboard_summary_pdf",
    "figure_csv",
    "figure_detail",
    "figure_svg",
    "home",
    "import_effect",
    "round_report",
    "round_report_csv",
    "round_report_svg",
]

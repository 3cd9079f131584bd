from django.urls import path

from reports.dashboards import views

urlpatterns = [
    path("", views.home, name="home"),
    path("dasbor/", views.dashboard, name="dashboard"),
    path("dasbor/ringkasan.pdf", views.dashboard_summary_pdf, name="dashboard_summary_pdf"),
    path("dasbor/lampiran.pdf", views.dashboard_annex_pdf, name="dashboard_annex_pdf"),
    path("dasbor/<slug:figure_id>/", views.figure_detail, name="figure_detail"),
    path("dasbor/<slug:figure_id>.csv", views.figure_csv, name="figure_csv"),
    path("dasbor/<slug:figure_id>.svg", views.figure_svg, name="figure_svg"),
    path("survei/<slug:code>/hasil/", views.round_report, name="round_report"),
    path("survei/<slug:code>/hasil.csv", views.round_report_csv, name="round_report_csv"),
    path("survei/<slug:code>/hasil.svg", views.round_report_svg, name="round_report_svg"),
    path("impor/<int:pk>/indeks/", views.import_effect, name="import_effect"),
]

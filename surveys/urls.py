from django.urls import path

from surveys import views

urlpatterns = [
    path("survei/", views.round_list, name="round_list"),
    path("survei/baru/", views.round_create, name="round_create"),
    path("survei/<slug:code>/", views.round_detail, name="round_detail"),
    path("survei/<slug:code>/ubah/", views.round_edit, name="round_edit"),
    path("survei/<slug:code>/templat.xlsx", views.round_template, name="round_template"),
    path("kuesioner/", views.questionnaire_list, name="questionnaire_list"),
    path("kuesioner/<str:code>/<int:number>/", views.questionnaire_detail, name="questionnaire_detail"),
    path("impor/", views.import_list, name="import_list"),
    path("impor/baru/", views.import_create, name="import_create"),
    path("impor/<int:pk>/", views.import_detail, name="import_detail"),
    path("impor/<int:pk>/masalah.csv", views.import_problems, name="import_problems"),
    path("impor/<int:pk>/simpan/", views.import_commit, name="import_commit"),
    path("impor/<int:pk>/batal/", views.import_cancel, name="import_cancel"),
    path("impor/<int:pk>/periksa/", views.import_recheck, name="import_recheck"),
]

from django.urls import path

from pmi_portal.drafts import views

urlpatterns = [
    path("draf/", views.draft_read, name="draft_read"),
    path("draf/belum-terkirim/", views.draft_list, name="draft_list"),
    path("draf/kunci/", views.draft_key, name="draft_key"),
    path("draf/simpan/", views.draft_save, name="draft_save"),
    path("draf/buang/", views.draft_discard, name="draft_discard"),
]

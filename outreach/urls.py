from django.urls import path

from outreach.views import activities, events, sessions, statements

urlpatterns = [
    path("sosialisasi/", activities.activity_list, name="activity_list"),
    path("sosialisasi/baru/", activities.activity_create, name="activity_create"),
    path("sosialisasi/<int:pk>/", activities.activity_detail, name="activity_detail"),
    path("sosialisasi/<int:pk>/ubah/", activities.activity_edit, name="activity_edit"),
    path("fgd/", sessions.session_list, name="session_list"),
    path("fgd/kegiatan/baru/", events.event_create, name="event_create"),
    path("fgd/kegiatan/<int:pk>/", events.event_detail, name="event_detail"),
    path("fgd/kegiatan/<int:pk>/ubah/", events.event_edit, name="event_edit"),
    path("fgd/kegiatan/<int:event_pk>/sesi-baru/", sessions.session_create, name="session_create"),
    path("fgd/<int:pk>/", sessions.session_detail, name="session_detail"),
    path("fgd/<int:pk>/ubah/", sessions.session_edit, name="session_edit"),
    path("fgd/<int:pk>/kehadiran/", sessions.session_attendance, name="session_attendance"),
    path("fgd/<int:pk>/pernyataan/tambah/", statements.statement_create, name="statement_create"),
    path("fgd/pernyataan/", statements.statement_list, name="statement_list"),
    path("fgd/pernyataan/<int:pk>/ubah/", statements.statement_edit, name="statement_edit"),
    path("fgd/pernyataan/<int:pk>/hapus/", statements.statement_delete, name="statement_delete"),
    path("fgd/tema/", statements.theme_list, name="theme_list"),
]

"""The roof: where every room's doors are hung."""

from django.contrib import admin
from django.urls import include, path

from pmi_portal.accounts.views import NewRecoveryCodes
from pmi_portal.layout import offline, preferences

urlpatterns = [
    path("", include("reports.urls")),
    path("", include("surveys.urls")),
    path("", include("outreach.urls")),
    path("", include("stakeholders.urls")),
    path("akun/", include("allauth.account.urls")),
    path("akun/2fa/recovery-codes/generate/", NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("akun/2fa/", include("allauth.mfa.urls")),
    path("akun/perangkat/", include("allauth.usersessions.urls")),
    path("", include("pmi_portal.drafts.urls")),
    path("bahasa/", preferences.language_choose, name="language_choose"),
    path("tema/", preferences.theme_choose, name="theme_choose"),
    path("luring/", offline.offline_shell, name="offline_shell"),
    path("pekerja.js", offline.offline_worker, name="offline_worker"),
    path("sehat/", preferences.health, name="health"),
    path("admin/", admin.site.urls),
]

handler400 = "pmi_portal.layout.errors.bad_request"
handler403 = "pmi_portal.layout.errors.permission_denied"
handler404 = "pmi_portal.layout.errors.page_not_found"
handler429 = "pmi_portal.layout.errors.too_many_requests"
handler500 = "pmi_portal.layout.errors.server_error"

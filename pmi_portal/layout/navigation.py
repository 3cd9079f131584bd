"""What the layout of every page needs: the menu of this person's permissions, language and theme."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pmi_portal.accounts.permissions import Permission

THEMES = {"auto": _("Ikuti perangkat"), "light": _("Terang"), "dark": _("Gelap")}


@dataclass(frozen=True)
class Entry:
    url_name: str
    label: str
    icon: str
    permission: Permission | None
    prefixes: tuple


MENU = [
    Entry("home", _("Beranda"), "house", None, ("home",)),
    Entry("dashboard", _("Dasbor"), "bar-chart", Permission.DASHBOARD_VIEW, ("dashboard", "figure")),
    Entry(
        "session_list",
        _("FGD"),
        "chat-square-text",
        Permission.SESSIONS_VIEW,
        ("session", "event", "guide", "hearing"),
    ),
    Entry(
        "statement_list",
        _("Pernyataan"),
        "chat-square-quote",
        Permission.SESSIONS_VIEW,
        ("statement", "theme", "contradiction", "coding"),
    ),
    Entry(
        "follow_up_list", _("Tindak lanjut"), "clipboard-check", Permission.FOLLOW_UPS_VIEW, ("follow", "due")
    ),
    Entry("complaint_list", _("Pengaduan"), "exclamation-circle", Permission.COMPLAINTS_VIEW, ("complaint",)),
    Entry("activity_list", _("Sosialisasi"), "megaphone", Permission.ACTIVITIES_VIEW, ("activity",)),
    Entry("calendar", _("Kalender"), "calendar3", Permission.SESSIONS_VIEW, ("calendar",)),
    Entry("round_list", _("Survei"), "clipboard-data", Permission.ROUNDS_VIEW, ("round", "questionnaire")),
    Entry(
        "import_list", _("Unggahan survei"), "file-earmark-spreadsheet", Permission.IMPORTS_RUN, ("import",)
    ),
    Entry("institution_list", _("Instansi"), "building", Permission.INSTITUTIONS_VIEW, ("institution",)),
    Entry("contact_list", _("Narahubung"), "people", Permission.CONTACTS_VIEW, ("contact",)),
    Entry("group_list", _("Kelompok"), "diagram-3", Permission.INSTITUTIONS_VIEW, ("group",)),
    Entry("region_list", _("Wilayah"), "geo-alt", Permission.INSTITUTIONS_VIEW, ("region",)),
    Entry("admin:index", _("Admin"), "gear", Permission.ADMIN_USE, ()),
]


def layout(request):
    """Context of templates/base.html."""
    return {
        "menu": _menu(request),
        "theme": chosen_theme(request),
        "themes": THEMES,
        "languages": settings.LANGUAGES,
        "portal_env": settings.PORTAL_ENV,
    }


def chosen_theme(request):
    theme = request.COOKIES.get("tema")
    return theme if theme in THEMES else "auto"


def _menu(request):
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or user.lacks_second_factor:
        return []
    here = (getattr(request.resolver_match, "url_name", None) or "").split("_")[0]
    return [
        {
            "url": reverse(entry.url_name),
            "label": entry.label,
            "icon": entry.icon,
            "current": here in entry.prefixes,
        }
        for entry in MENU
        if entry.permission is None or user.holds_somewhere(entry.permission)
    ]

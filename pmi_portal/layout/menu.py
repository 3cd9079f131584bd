"""The menu: what there is to do, in four groups; each entry is called what its page is called."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pmi_portal.accounts.permissions import Permission


@dataclass(frozen=True)
class Entry:
    url_name: str
    label: str
    icon: str
    permission: Permission | None
    # Beginnings of the names of the pages below this one; of two that fit, the longer.
    covers: tuple = ()


@dataclass(frozen=True)
class Group:
    label: str
    entries: tuple


HOME = Entry("home", _("Beranda"), "house", None)

LISTEN = Group(
    pgettext_lazy("menu", "Dengar"),
    (
        Entry(
            "session_list", _("Sesi FGD"), "chat-square-text", Permission.SESSIONS_VIEW, ("session", "event")
        ),
        Entry(
            "statement_list",
            _("Pernyataan FGD"),
            "chat-square-quote",
            Permission.SESSIONS_VIEW,
            ("statement",),
        ),
        Entry("hearing_list", _("Kelompok belum didengar"), "clock-history", Permission.SESSIONS_VIEW),
        Entry("contradiction_list", _("Beda pendapat"), "circle-half", Permission.SESSIONS_VIEW),
        Entry("coding_list", _("Penilaian tema kedua"), "collection", Permission.SESSIONS_VIEW, ("coding",)),
        Entry("guide_list", _("Panduan diskusi"), "journal-text", Permission.SESSIONS_VIEW, ("guide",)),
        Entry("activity_list", _("Sosialisasi"), "megaphone", Permission.ACTIVITIES_VIEW, ("activity",)),
        Entry("activity_plan", _("Rencana dan realisasi"), "calendar-event", Permission.ACTIVITIES_VIEW),
        Entry("calendar", _("Kalender"), "calendar3", Permission.SESSIONS_VIEW, ("calendar",)),
    ),
)

HANDLE = Group(
    pgettext_lazy("menu", "Tangani"),
    (
        Entry(
            "complaint_list", _("Pengaduan"), "exclamation-circle", Permission.COMPLAINTS_VIEW, ("complaint",)
        ),
        Entry("complaint_holders", _("Pemegang pengaduan"), "person", Permission.COMPLAINTS_VIEW),
        Entry(
            "follow_up_list",
            _("Tindak lanjut"),
            "clipboard-check",
            Permission.FOLLOW_UPS_VIEW,
            ("follow_up",),
        ),
        Entry("follow_up_due", _("Batas waktu tindak lanjut"), "clock", Permission.FOLLOW_UPS_VIEW),
        Entry("due_list", _("Yang ditunggu dari instansi"), "bell", Permission.FOLLOW_UPS_VIEW, ("due",)),
    ),
)

MEASURE = Group(
    pgettext_lazy("menu", "Ukur"),
    (
        Entry("dashboard", _("Dasbor"), "bar-chart", Permission.DASHBOARD_VIEW, ("dashboard", "figure")),
        Entry(
            "round_list",
            _("Putaran survei"),
            "clipboard-data",
            Permission.ROUNDS_VIEW,
            ("round", "response"),
        ),
        Entry(
            "import_list",
            _("Unggahan survei"),
            "file-earmark-spreadsheet",
            Permission.IMPORTS_RUN,
            ("import", "learned"),
        ),
        Entry(
            "questionnaire_list",
            _("Kuesioner"),
            "file-earmark-text",
            Permission.ROUNDS_VIEW,
            ("questionnaire",),
        ),
        Entry("exposure_list", _("Pajanan"), "list", Permission.EXPOSURES_VIEW, ("exposure",)),
    ),
)

REFERENCE = Group(
    pgettext_lazy("menu", "Rujukan"),
    (
        Entry(
            "group_list",
            _("Kelompok pemangku kepentingan"),
            "diagram-3",
            Permission.INSTITUTIONS_VIEW,
            ("group",),
        ),
        Entry("institution_list", _("Instansi"), "building", Permission.INSTITUTIONS_VIEW, ("institution",)),
        Entry("contact_list", _("Narahubung"), "people", Permission.CONTACTS_VIEW, ("contact",)),
        Entry("region_list", _("Wilayah kantong"), "geo-alt", Permission.INSTITUTIONS_VIEW, ("region",)),
        Entry("theme_list", _("Tema pernyataan"), "flag", Permission.SESSIONS_VIEW, ("theme",)),
        Entry("admin:index", _("Administrasi"), "gear", Permission.ADMIN_USE),
    ),
)

GROUPS = (LISTEN, HANDLE, MEASURE, REFERENCE)


def menu_of(user, url_name):
    """What templates/components/menu.html shows this person: groups with at least one page they may see."""
    current = _entry_of(url_name)
    groups = [
        {
            "label": group.label,
            "entries": [
                _shown(entry, current) for entry in group.entries if user.holds_somewhere(entry.permission)
            ],
            "current": current in group.entries,
        }
        for group in GROUPS
    ]
    return {"home": _shown(HOME, current), "groups": [group for group in groups if group["entries"]]}


def _shown(entry, current):
    return {
        "url": reverse(entry.url_name),
        "label": entry.label,
        "icon": entry.icon,
        "current": entry is current,
    }


def _entry_of(url_name):
    entries = [HOME, *(entry for group in GROUPS for entry in group.entries)]
    fitting = [
        (len(start), entry)
        for entry in entries
        for start in (entry.url_name, *(f"{start}_" for start in entry.covers))
        if f"{url_name}_".startswith(start)
    ]
    return max(fitting, key=lambda pair: pair[0], default=(0, None))[1]

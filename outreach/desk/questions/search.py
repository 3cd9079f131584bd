"""Search over everything at once; each kind of record shows only what this person may see."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from outreach.models import Complaint, FgdSession, FollowUp, OutreachActivity, Statement
from pmi_portal.accounts.permissions import Permission
from stakeholders.models import Institution

SHOWN, SNIPPET = 8, 160


@dataclass(frozen=True)
class Hit:
    url: str
    title: str
    about: str
    parts: list  # (text, whether it is what was searched for)
    is_sample: bool


@dataclass(frozen=True)
class Section:
    label: str
    hits: list
    more_url: str | None


@dataclass(frozen=True)
class Kind:
    """One kind of record that is searched: `records(user)` are those visible, with what `told` needs."""

    label: str
    permission: Permission
    list_name: str
    records: Callable
    told: Callable  # record -> (title, where and when, text)
    page: str | None = None  # name of the page of one record, where it is not its usual address
    find: Callable = None  # (records, text, most) -> list; None finds the newest
    is_sample: Callable = attrgetter("is_sample")


def search(text, user):
    """Sections with hits, in the order of the desk; [] for a text of less than two characters."""
    words = text.split()
    if len("".join(words)) < 2:
        return []
    found = [_section(kind, text, words, user) for kind in KINDS if user.holds_somewhere(kind.permission)]
    return [section for section in found if section.hits]


def _section(kind, text, words, user):
    records = (kind.find or _newest)(kind.records(user), text, SHOWN + 1)
    more = f"{reverse(kind.list_name)}?{urlencode({'search': text})}" if len(records) > SHOWN else None
    return Section(kind.label, [_hit(kind, record, words) for record in records[:SHOWN]], more)


def _hit(kind, record, words):
    title, about, body = kind.told(record)
    url = reverse(kind.page, args=[record.pk]) if kind.page else record.get_absolute_url()
    return Hit(url, str(title), str(about), marked(snippet(body, words), words), kind.is_sample(record))


def _newest(records, text, most):
    keys = records.newest_with(text, most)
    found = records.in_bulk(keys)
    return [found[key] for key in keys]


def _by_name(institutions, text, most):
    return list(institutions.searched(text)[:most])


def snippet(text, words):
    """The piece of a text around the first of the words, cut at spaces."""
    text = " ".join(text.split())
    places = [place for word in words if (place := text.casefold().find(word.casefold())) >= 0]
    begin = max(0, min(places, default=0) - SNIPPET // 3)
    if begin:
        begin = text.find(" ", begin) + 1
    end = len(text) if len(text) <= begin + SNIPPET else text.rfind(" ", begin, begin + SNIPPET)
    end = end if end > begin else begin + SNIPPET
    return ("… " if begin else "") + text[begin:end] + (" …" if end < len(text) else "")


def marked(text, words):
    """The text in pieces: [(piece, whether it is one of the words), ...]."""
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    pieces = re.split(f"({pattern})", text, flags=re.IGNORECASE)
    return [(piece, number % 2 == 1) for number, piece in enumerate(pieces) if piece]


def _sessions(user):
    return FgdSession.objects.visible_to(user).with_place()


def _statements(user):
    return Statement.objects.visible_to(user).select_related("session__event__region", "group")


def _complaints(user):
    return Complaint.objects.visible_to(user).select_related("region", "category")


def _follow_ups(user):
    return FollowUp.objects.visible_to(user).select_related("region", "institution")


def _activities(user):
    return OutreachActivity.objects.visible_to(user).select_related("region")


def _institutions(user):
    institutions = Institution.objects.visible_to(user).select_related("group", "region")
    return institutions.prefetch_related("former_names").order_by("name", "pk")


def _former(institution):
    return ", ".join(former.name for former in institution.former_names.all())


KINDS = [
    Kind(
        _("Sesi FGD"),
        Permission.SESSIONS_VIEW,
        "session_list",
        _sessions,
        lambda one: (one, f"{one.event.region}, {one.held_on:%Y}", one.venue),
        is_sample=attrgetter("event.is_sample"),
    ),
    Kind(
        _("Pernyataan"),
        Permission.SESSIONS_VIEW,
        "statement_list",
        _statements,
        lambda one: (one.group, f"{one.session.event.region}, {one.session.held_on:%Y}", one.text),
        page="statement_detail",
        is_sample=attrgetter("session.event.is_sample"),
    ),
    Kind(
        _("Pengaduan"),
        Permission.COMPLAINTS_VIEW,
        "complaint_list",
        _complaints,
        lambda one: (one, f"{one.region}, {one.get_status_display()}", one.text),
    ),
    Kind(
        _("Tindak lanjut"),
        Permission.FOLLOW_UPS_VIEW,
        "follow_up_list",
        _follow_ups,
        lambda one: (one, f"{one.region}, {one.get_state_display()}", one.recommendation),
    ),
    Kind(
        _("Sosialisasi"),
        Permission.ACTIVITIES_VIEW,
        "activity_list",
        _activities,
        lambda one: (one, f"{one.region}, {one.held_on:%Y}", one.village),
    ),
    Kind(
        _("Instansi"),
        Permission.INSTITUTIONS_VIEW,
        "institution_list",
        _institutions,
        lambda one: (one, one.region or _("Nasional"), _former(one)),
        find=_by_name,
    ),
]

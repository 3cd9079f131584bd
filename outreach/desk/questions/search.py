"""Search over everything at once; each kind of record shows only what this person may see."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from urllib.parse import urlencode

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from outreach.models import Complaint, DiscussionGuide, FgdSession, FollowUp, OutreachActivity, Statement
from pmi_portal.accounts.permissions import Permission
from pmi_portal.lists.filters import MOST_FOUND
from pmi_portal.words.folding import folded, folded_places
from stakeholders.models import Contact, Institution
from stakeholders.searching import spellings

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
    found: int  # all that the list shows, at most MOST_FOUND


@dataclass(frozen=True)
class Kind:
    """One kind of record that is searched; which of its texts are read stands in its FoldedField.

    Kinds stand in the order of their weight. `records(user)` are those visible, with what is told of them.
    """

    label: str
    permission: Permission
    list_name: str
    records: Callable
    about: Callable  # record -> where and when
    title: Callable = str
    body: Callable = lambda one: ""  # what is told where no text of the record itself holds a word
    page: str | None = None  # name of the page of one record, where it is not its usual address
    is_sample: Callable = attrgetter("is_sample")


def kinds():
    """All kinds of records that are searched: ours, then those of apps on the floors above."""
    above = [config for config in apps.get_app_configs() if hasattr(config, "search_kinds")]
    return [*KINDS, *(kind for config in above for kind in config.search_kinds())]


def search(text, user):
    """Sections with hits, in the order of their weight; [] for a text of less than two characters."""
    if len("".join(folded(text).split())) < 2:
        return []
    words = spellings(text)
    found = [_section(kind, text, words, user) for kind in kinds() if user.holds_somewhere(kind.permission)]
    return [section for section in found if section.hits]


def _section(kind, text, words, user):
    records = kind.records(user)
    keys = records.newest_with(words, MOST_FOUND)  # what the list behind “more” shows
    more = f"{reverse(kind.list_name)}?{urlencode({'q': text})}" if len(keys) > SHOWN else None
    shown = records.in_bulk(keys[:SHOWN])
    marks = [word for one in words for word in one]
    return Section(kind.label, [_hit(kind, shown[key], marks) for key in keys[:SHOWN]], more, len(keys))


def _hit(kind, record, words):
    url = reverse(kind.page, args=[record.pk]) if kind.page else record.get_absolute_url()
    parts = marked(snippet(_body(kind, record, words), words), words)
    return Hit(url, str(kind.title(record)), str(kind.about(record)), parts, kind.is_sample(record))


def _body(kind, record, words):
    """The text of a record that holds the most of the words, where its title does not tell it already."""
    texts = [kind.body(record)]
    texts += [str(getattr(record, name) or "") for name in record._meta.get_field("folded").fields]
    texts = [text for text in texts if text and text not in str(kind.title(record))]
    return max(texts, key=lambda text: sum(word in folded(text) for word in words), default="")


def snippet(text, words):
    """The piece of a text around the first of the words, cut at spaces."""
    text = " ".join(text.split())
    signs, places = folded_places(text)
    found = [places[place] for word in words if (place := signs.find(word)) >= 0]
    begin = max(0, min(found, default=0) - SNIPPET // 3)
    if begin:
        begin = text.find(" ", begin) + 1
    end = len(text) if len(text) <= begin + SNIPPET else text.rfind(" ", begin, begin + SNIPPET)
    end = end if end > begin else begin + SNIPPET
    return ("… " if begin else "") + text[begin:end] + (" …" if end < len(text) else "")


def marked(text, words):
    """The text in pieces: [(piece, whether it is one of the words), ...]."""
    signs, places = folded_places(text)
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    places, pieces, told = [*places, len(text)], [], 0
    for match in re.finditer(pattern, signs) if pattern else ():
        start, last = places[match.start()], places[match.end() - 1]
        end = max(
            last + 1, [*places, len(text)][match.end()]
        )  # signs that fold to nothing belong to the word
        pieces += [(text[told:start], False), (text[start:end], True)]
        told = end
    return [piece for piece in [*pieces, (text[told:], False)] if piece[0]]


def _sessions(user):
    return FgdSession.objects.visible_to(user).with_place()


def _statements(user):
    return Statement.objects.visible_to(user).select_related("session__event__region", "group")


def _complaints(user):
    return Complaint.objects.visible_to(user).with_place().select_related("category")


def _follow_ups(user):
    return FollowUp.objects.visible_to(user).select_related("region", "institution")


def _activities(user):
    return OutreachActivity.objects.visible_to(user).select_related("region")


def _institutions(user):
    return Institution.objects.visible_to(user).select_related("region").prefetch_related("former_names")


def _contacts(user):
    return Contact.objects.visible_to(user).select_related("region", "institution")


def _guides(user):
    return DiscussionGuide.objects.all()


def _place(record):
    return record.region or _("Nasional")


def _former(institution):
    return ", ".join(former.name for former in institution.former_names.all())


KINDS = [
    Kind(
        _("Sesi FGD"),
        Permission.SESSIONS_VIEW,
        "session_list",
        _sessions,
        lambda one: f"{one.event.region}, {one.held_on:%Y}",
        body=attrgetter("venue"),
        is_sample=attrgetter("event.is_sample"),
    ),
    Kind(
        _("Pernyataan"),
        Permission.SESSIONS_VIEW,
        "statement_list",
        _statements,
        lambda one: f"{one.session.event.region}, {one.session.held_on:%Y}",
        title=attrgetter("group"),
        page="statement_detail",
        is_sample=attrgetter("session.event.is_sample"),
    ),
    Kind(
        _("Pengaduan"),
        Permission.COMPLAINTS_VIEW,
        "complaint_list",
        _complaints,
        lambda one: f"{one.origin}, {one.get_status_display()}",
        body=attrgetter("text"),
    ),
    Kind(
        _("Tindak lanjut"),
        Permission.FOLLOW_UPS_VIEW,
        "follow_up_list",
        _follow_ups,
        lambda one: f"{_place(one)}, {one.get_state_display()}",
        body=attrgetter("recommendation"),
    ),
    Kind(
        _("Sosialisasi"),
        Permission.ACTIVITIES_VIEW,
        "activity_list",
        _activities,
        lambda one: f"{one.region}, {one.held_on:%Y}",
        body=attrgetter("village"),
    ),
    Kind(
        _("Instansi"), Permission.INSTITUTIONS_VIEW, "institution_list", _institutions, _place, body=_former
    ),
    Kind(
        _("Narahubung"),
        Permission.CONTACTS_VIEW,
        "contact_list",
        _contacts,
        lambda one: one.institution or _place(one),
        body=attrgetter("position"),
    ),
    Kind(
        _("Panduan diskusi"),
        Permission.SESSIONS_VIEW,
        "guide_list",
        _guides,
        lambda one: "",
        is_sample=lambda one: False,
    ),
]

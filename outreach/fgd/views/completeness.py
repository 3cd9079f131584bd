"""What the completeness meter of a session shows, and where each missing answer is written."""

from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from outreach.fgd.rules.completeness import State, completeness

# In the order in which a note-taker goes through them.
PAGES = {
    "event_edit": _("Ubah kegiatan FGD"),
    "session_edit": _("Ubah sesi"),
    "session_team": _("Isi tim"),
    "session_invitations": _("Isi undangan"),
    "session_attendance": _("Isi kehadiran"),
    "session_detail": _("Lengkapi rincian pernyataan"),
    "coding_next": _("Beri penilaian tema kedua"),
    "theme_list": _("Lihat tema pernyataan"),
    "session_outcome": _("Isi hasil sesi"),
}


def meter(sitting):
    """Context of outreach/fgd/session_completeness.html."""
    states = completeness(sitting)
    of_state = {state: [item for item, its in states if its == state] for state in State}
    return {
        "met": len(of_state[State.MET]),
        "total": len(states),
        "missing": _by_page(of_state[State.MISSING], sitting.session),
        "not_yet": of_state[State.NOT_YET],
        "outside": of_state[State.OUTSIDE],
    }


def _by_page(items, session):
    """[(what to do, address, its items)] in the order of PAGES."""
    order = list(PAGES)
    items = sorted(items, key=lambda item: (order.index(item.page), item.number))
    return [
        (PAGES[page], _address(page, session), list(members))
        for page, members in groupby(items, key=lambda item: item.page)
    ]


def _address(page, session):
    if page == "theme_list":
        return reverse(page)
    if page == "session_detail":
        return f"{session.get_absolute_url()}#pernyataan"
    return reverse(page, args=[session.event_id if page == "event_edit" else session.pk])

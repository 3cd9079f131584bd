"""The words of a reminder. Plain text, put together here: a template would escape what no browser reads."""

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from pmi_portal.words.formats import show_date, show_number

MOST_TOLD = 50  # of one kind in one mail
LONGEST_LINE = 160


def written(digest):
    """Subject and text of a digest, in Indonesian whatever the language of who started the run."""
    with override("id"):
        total = len(digest.follow_ups)
        subject = ngettext(
            "Portal PMI: %(n)s tindak lanjut perlu perhatian",
            "Portal PMI: %(n)s tindak lanjut perlu perhatian",
            total,
        )
        return subject % {"n": total}, "\n\n".join([*_opening(digest), *_parts(digest), *_closing(digest)])


def _opening(digest):
    yield _("Yth. %(name)s,") % {"name": digest.name}
    if digest.signs_in:
        yield _("Tindak lanjut berikut belum selesai di wilayah tugas Anda.")
    else:
        yield _("Anda tercatat sebagai penanggung jawab tindak lanjut berikut, yang belum selesai.")


def _parts(digest):
    parts = [
        (_("TERLAMBAT"), [one for one in digest.follow_ups if one.days_late > 0]),
        (_("BATAS WAKTU HARI INI"), [one for one in digest.follow_ups if one.days_late == 0]),
        (_("BATAS WAKTU DALAM 7 HARI"), [one for one in digest.follow_ups if one.days_late < 0]),
    ]
    for title, rows in parts:
        if rows:
            yield f"{title} ({len(rows)})"
            yield from (_row(follow_up, digest) for follow_up in rows[:MOST_TOLD])
        if rows[MOST_TOLD:]:
            yield _("... dan %(n)s lainnya.") % {"n": len(rows) - MOST_TOLD}


def _row(follow_up, digest):
    lines = [f"{follow_up.number}: {_due(follow_up)}", _about(follow_up)]
    lines.append(f"{follow_up.institution} ({follow_up.region})")
    if digest.signs_in:
        lines.append(_address(follow_up.get_absolute_url()))
    return "\n".join(lines)


def _due(follow_up):
    day = show_date(follow_up.due_on)
    if follow_up.days_late > 0:
        late = ngettext("terlambat %(n)s hari", "terlambat %(n)s hari", follow_up.days_late)
        late = late % {"n": show_number(follow_up.days_late)}
        return _("%(late)s, batas waktunya %(day)s") % {"late": late, "day": day}
    return _("batas waktu %(day)s") % {"day": day}


def _about(follow_up):
    """What is to be done; where a complaint is behind it, nothing that could tell the case."""
    if follow_up.complaint_id:
        return _("Tindak lanjut atas satu pengaduan; isinya hanya dapat dibaca di portal.")
    return Truncator(" ".join(follow_up.recommendation.split())).chars(LONGEST_LINE)


def _closing(digest):
    if digest.signs_in:
        yield _("Daftar lengkapnya: %(address)s") % {"address": _address(reverse("follow_up_due"))}
    else:
        yield _("Sampaikan kemajuannya kepada petugas KPKP atau petugas wilayah dengan menyebut nomornya.")
    yield _("Surel ini dikirim otomatis oleh Portal PMI; jangan dibalas.")


def _address(path):
    return f"{settings.PORTAL_URL.rstrip('/')}{path}"

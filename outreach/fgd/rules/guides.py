"""What may be done with a discussion guide, each with its reason."""

from django.utils.translation import gettext as _


def why_not_edit(*, session_count):
    """The reason a guide stays as it is, or None."""
    if session_count:
        return _("Panduan ini sudah dipakai %(sessions)s sesi, jadi isinya tetap. Buat versi baru.") % {
            "sessions": session_count
        }
    return None


def why_not_copy(guide, *, newest):
    """The reason no new version is made from this one, or None; `newest` is the highest of its title."""
    if guide.number != newest:
        return _("Versi %(newest)s sudah ada. Buat versi baru dari versi itu.") % {"newest": newest}
    return None


def why_not_title(title, *, taken):
    """The reason a first version cannot bear this title, or None."""
    if taken:
        return _("Panduan “%(title)s” sudah ada. Buka panduan itu, lalu buat versi baru.") % {"title": title}
    return None


def why_not_questions(texts):
    """The reason these questions make no guide, or None."""
    if not texts:
        return _("Tulis paling sedikit satu pertanyaan.")
    return None

"""Who may have an address for a calendar program."""

from django.utils.translation import gettext as _


def why_not_feed(user, region):
    """The reason this person gets no further address of the calendar, or None; no region means all."""
    if user.calendar_feeds.filter(region=region).exists():
        return _("Alamat kalender untuk wilayah ini sudah ada. Cabut dahulu bila alamatnya hilang.")
    return None

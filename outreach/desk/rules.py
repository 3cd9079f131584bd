"""Who may have an address for a calendar program, and what goes along when an institution ends."""

from django.utils.translation import gettext as _


def why_not_feed(user, region):
    """The reason this person gets no further address of the calendar, or None; no region means all."""
    if user.calendar_feeds.filter(region=region).exists():
        return _("Alamat kalender untuk wilayah ini sudah ada. Cabut dahulu bila alamatnya hilang.")
    return None


def why_not_carry(successor, chosen):
    """The reason what is open cannot be handed over, or None; `chosen` is how much of it."""
    if chosen and successor is None:
        return _("Pilih instansi tujuan gabungan, atau kosongkan pilihan yang dialihkan.")
    return None

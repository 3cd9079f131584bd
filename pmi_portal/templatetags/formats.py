"""Numbers and dates in templates: `{% load formats %}`, then `{{ session.held_on|local_date }}`."""

from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext

from pmi_portal.words import formats

register = template.Library()


@register.filter
def number(value, decimals=None):
    return formats.show_number(_given(value), decimals)


@register.filter
def percent(share, decimals=0):
    return formats.show_percent(_given(share), decimals)


@register.filter
def rupiah(value):
    return formats.show_rupiah(_given(value))


@register.filter
def file_size(size):
    return formats.show_size(size)


@register.filter
def local_date(day):
    return formats.show_date(_given(day))


@register.filter
def short_date(day):
    return formats.show_date(_given(day), short=True)


@register.filter
def month_name(day):
    return formats.show_month(day)


@register.filter
def short_month(day):
    return formats.show_month(day, short=True)


@register.filter
def weekday_name(day):
    return formats.show_weekday(day)


@register.filter
def day_in(moment, zone):
    """The date of a moment by the calendar of that zone."""
    moment = _given(moment)
    return moment and moment.astimezone(ZoneInfo(zone)).date()


@register.filter
def local_datetime(moment, zone=None):
    return formats.show_datetime(_given(moment), zone)


@register.filter
def zone(name):
    return formats.zone_name(name)


@register.simple_tag
def time_range(start, end, zone):
    return formats.show_time_range(_given(start), _given(end), zone)


@register.simple_tag
def period(first, last):
    return formats.show_period(first, last)


@register.simple_tag
def sample_tag(record):
    """Says that a record was invented for the demo; an include in each row of a list would cost more."""
    if not getattr(record, "is_sample", False):
        return ""
    return format_html('<span class="tag tag-sample">{}</span>', gettext("data contoh"))


def _given(value):
    """An absent template variable arrives as an empty text."""
    return None if value == "" else value

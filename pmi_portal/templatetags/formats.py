"""Numbers and dates in templates: `{% load formats %}`, then `{{ session.held_on|local_date }}`."""

from django import template

from pmi_portal import formats

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
def local_date(day):
    return formats.show_date(_given(day))


@register.filter
def short_date(day):
    return formats.show_date(_given(day), short=True)


@register.filter
def local_datetime(moment, zone="Asia/Jakarta"):
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


def _given(value):
    """An absent template variable arrives as an empty text."""
    return None if value == "" else value

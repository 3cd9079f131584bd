"""Numbers and dates in templates: `{% load formats %}`, then `{{ session.held_on|local_date }}`."""

from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from django import template
from django.forms.utils import flatatt
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.timezone import template_localtime
from django.utils.translation import gettext

from pmi_portal.files import sheets
from pmi_portal.words import formats

register = template.Library()
MOST_KEPT = 2_000  # choices of lists; those of the countries in both languages are a quarter


@register.filter
def number(value, decimals=None):
    return formats.show_number(_given(value), decimals)


@register.filter
def in_sheet(called):
    return sheets.in_sheet(called)


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
    """Says that a record was invented for the demo, or comes from before the portal.

    An include in each row of a list would cost more.
    """
    tags = [_sample_tag(gettext("data contoh"))] if getattr(record, "is_sample", False) else []
    if getattr(record, "is_past", False):
        tags.append(_sample_tag(gettext("riwayat")))
    return joined(tags)


@cache
def _sample_tag(words):
    return format_html('<span class="tag tag-sample">{}</span>', words)


def _given(value):
    """An absent template variable arrives as an empty text."""
    return None if value == "" else value


@register.filter
def as_options(optgroups):
    """The choices of a select; by a template for each, a list of all countries takes as long as its page."""
    return joined([part for name, choices, _index in optgroups for part in _group(name, choices)])


def _group(name, choices):
    """The options of these choices, in one group where it has a name."""
    options = [
        option(str(one["value"]), str(one["label"]), flatatt(one["attrs"]) if one["attrs"] else "")
        for one in choices
    ]
    return [format_html('<optgroup label="{}">{}</optgroup>', name, joined(options))] if name else options


@lru_cache(maxsize=MOST_KEPT, typed=True)  # the same signs may be safe, or not
def option(value, label, attrs):
    return format_html('<option value="{}"{}>{}</option>', value, attrs, label)


@register.filter
def as_cells(cells):
    """The (attributes, value) of each cell of a row, as a loop of a template would tell them, but at once."""
    parts = (part for attrs, value in cells for part in (attrs, localize(template_localtime(value))))
    return format_html("<td {}>{}</td>" * len(cells), *parts)


def joined(parts):
    """By one pattern: format_html_join would read one for each part."""
    return format_html("{}" * len(parts), *parts) if parts else ""

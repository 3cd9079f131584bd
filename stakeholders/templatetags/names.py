"""Names of register records in lists: `{% load names %}`, then `{{ row.institution|named_since:day }}`."""

from django import template

register = template.Library()


@register.filter
def named_since(record, day):
    """Today's name with that of the day in brackets, where it was another; None stays None."""
    return record and record.named_since(day)


@register.filter
def brief_since(region, day):
    return region.brief_since(day)

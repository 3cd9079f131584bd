"""Filters of the overview of second codings."""

from outreach.filters.records import SessionFilters


class CodingFilters(SessionFilters):
    """A coder is not told which themes a session holds."""

    theme = None

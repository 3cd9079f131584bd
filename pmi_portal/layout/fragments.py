"""A whole page, or only its part when htmx asks for it."""

from django.shortcuts import render


def render_page(request, template, context, *, fragment=None):
    """Render `template`; when htmx asks (and is not restoring a whole page), render `fragment` instead."""
    wants_part = (
        fragment and request.htmx and not request.htmx.history_restore_request and not request.htmx.boosted
    )
    return render(request, fragment if wants_part else template, context)

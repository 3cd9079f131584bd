"""What a browser calls itself, in words a person knows: `{{ session.user_agent|device }}`."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# Most specific first: Edge, Opera and Samsung's also call themselves Chrome, and Chrome calls itself Safari.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


@register.filter
def device(user_agent):
    """For example "Chrome di Windows"; unknown parts are called so."""
    browser = _first(BROWSERS, user_agent) or _("Peramban lain")
    system = _first(SYSTEMS, user_agent) or _("perangkat lain")
    return _("%(browser)s di %(system)s") % {"browser": browser, "system": system}


def _first(names, text):
    return next((name for mark, name in names.items() if mark in text), None)

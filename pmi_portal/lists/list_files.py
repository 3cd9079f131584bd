"""A list as a file: the columns of the page with plain values, for all its pages and with its filters."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pmi_portal.accounts.permissions import Permission
from pmi_portal.audit.trail import record
from pmi_portal.files.sheets import Sheet, csv_download, xlsx_download
from pmi_portal.files.turns import TooManyAtOnce, turn
from pmi_portal.words.formats import show_number

ASKED, FORMATS = "unduh", ("csv", "xlsx")
MOST_ROWS = 10_000  # some five seconds of work
WIDTH = 24


def list_answer(request, template, context, *, name):
    """The page of a list, or its rows as NAME-DAY.csv or .xlsx where asked by who may take lists out.

    The context holds the `table` and its `filter`. That rows went out of the portal stands in the audit log.
    """
    table, kind = context["table"], request.GET.get(ASKED)
    may_take = request.user.holds(Permission.LISTS_EXPORT)
    if kind not in FORMATS or not may_take:
        table.files = [(one.upper(), _address(request, one)) for one in FORMATS] if may_take else []
        return render(request, template, context)
    try:
        with turn():
            return _file(request, table, context["filter"], kind, name)
    except TooManyAtOnce as busy:
        messages.error(request, str(busy))
        return redirect(_address(request, None))


def _file(request, table, filters, kind, name):
    rows = list(table.told(MOST_ROWS + 1))
    told = min(len(rows) - 1, MOST_ROWS)
    record("list.exported", by=request.user, list=name, rows=told, filters=_asked(request, filters))
    if getattr(filters, "cut_at", None) or len(rows) > MOST_ROWS + 1:
        cut = _("Hanya %(most)s baris pertama; saring daftarnya untuk melihat yang lain.")
        rows[told + 1 :] = [[cut % {"most": show_number(told)}]]
    file = f"{name}-{timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "csv":
        return csv_download(file, rows)
    return xlsx_download(file, [Sheet(name, rows, (WIDTH,) * len(rows[0]))])


def _asked(request, filters):
    """What the list was narrowed to, without words of the person's own: they may name somebody."""
    understood = filters.form.cleaned_data if filters.form.is_valid() else {}
    return {key: request.GET[key] for key, value in understood.items() if value and key != "search"}


def _address(request, kind):
    """This list as a file of that kind, or as its page."""
    query = request.GET.copy()
    for dropped in ("page", "per_page", ASKED):
        query.pop(dropped, None)
    if kind:
        query[ASKED] = kind
    return f"{request.path}?{query.urlencode()}"

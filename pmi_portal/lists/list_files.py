"""A list as a file: the columns of the page with plain values, for all its pages and with its filters."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pmi_portal.accounts.permissions import Permission
from pmi_portal.accounts.scope import ScopedQuerySet
from pmi_portal.audit.trail import record
from pmi_portal.files.few_at_once import TooManyAtOnce, turn
from pmi_portal.files.sheets import Sheet, csv_download, xlsx_download
from pmi_portal.words.formats import show_number

ASKED, FORMATS = "unduh", ("csv", "xlsx")
MOST_ROWS = 10_000  # some five seconds of work
WIDTH = 24


def asked_kind(request):
    """The kind of file that is asked for, or None."""
    kind = request.GET.get(ASKED)
    if kind not in FORMATS:
        return None
    check_may_take(request)
    return kind


def check_may_take(request):
    """Refuse who may not take lists out of any region: an empty file would say that nothing is recorded."""
    if not _may_take(request):
        raise PermissionDenied


def file_links(request):
    """(kind, address) of this page as a file, for who may take lists out."""
    return [(kind.upper(), _address(request, kind)) for kind in FORMATS] if _may_take(request) else []


def list_answer(request, template, context, *, name):
    """The page of a list, or its rows as NAME-DAY.csv or .xlsx where asked for.

    The context holds the `table` and its `filter`. That rows went out of the portal stands in the audit log.
    """
    table, kind = context["table"], asked_kind(request)
    if not kind:
        table.files = file_links(request)
        return render(request, template, context)
    try:
        with turn():
            return file_answer(request, kind, name, _rows(request, table), context.get("filter"))
    except TooManyAtOnce as busy:
        messages.error(request, str(busy))
        return redirect(_address(request, None))


def file_answer(request, kind, name, rows, filters):
    """The rows, the heading first, as a file of that kind; `filters` say what they were narrowed to."""
    told = min(len(rows) - 1, MOST_ROWS)
    record("list.exported", by=request.user, list=name, rows=told, filters=_asked(request, filters))
    if getattr(filters, "cut_at", None) or len(rows) > MOST_ROWS + 1:
        cut = _("Hanya %(most)s baris pertama; saring daftarnya untuk melihat yang lain.")
        rows = [*rows[: told + 1], [cut % {"most": show_number(told)}]]
    file = f"{name}-{timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "csv":
        return csv_download(file, rows)
    return xlsx_download(file, [Sheet(name, rows, (WIDTH,) * len(rows[0]))])


def _rows(request, table):
    """The heading and the rows of all pages that this person may take out, one more than a file holds."""
    records = table.data.data
    if isinstance(records, ScopedQuerySet):
        table.data.data = records.visible_to(request.user, Permission.LISTS_EXPORT)
    return list(table.told(MOST_ROWS + 1))


def _may_take(request):
    return request.user.holds_somewhere(Permission.LISTS_EXPORT)


def _asked(request, filters):
    """What the list was narrowed to, without words of the person's own: they may name somebody."""
    form = getattr(filters, "form", None)
    understood = form.cleaned_data if form is not None and form.is_valid() else {}
    return {key: request.GET[key] for key, value in understood.items() if value and key != "q"}


def _address(request, kind):
    """This list as a file of that kind, or as its page."""
    query = request.GET.copy()
    for dropped in ("page", "per_page", ASKED):
        query.pop(dropped, None)
    if kind:
        query[ASKED] = kind
    return f"{request.path}?{query.urlencode()}"

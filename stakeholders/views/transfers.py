"""The registers of institutions and contacts as files: export, and import in two steps."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import taken_once
from pmi_portal.editing.forms import posted, status_of
from pmi_portal.files.reading.reader import UnreadableFile
from pmi_portal.files.sheets import Sheet, csv_download, xlsx_download
from pmi_portal.lists.filters import chips
from pmi_portal.lists.list_files import check_may_take
from pmi_portal.words.formats import show_number
from stakeholders import actions
from stakeholders.filters import ContactFilter, ExposureFilter, InstitutionFilter
from stakeholders.forms import ExportForm, ReviewForm, UploadForm
from stakeholders.register_files import OwnedTempStorage, UnknownUploadError
from stakeholders.resources import ContactResource, ExposureResource, InstitutionResource
from stakeholders.resources.registers import CHANGED, KINDS, NEW, REFUSED, count_of

ROWS_PER_PAGE = 100
ALL = "semua"
WIDEST = 60


@dataclass(frozen=True)
class Register:
    name: str  # begins its URL names
    title: str
    file_name: str
    resource: Any
    filter: Any
    write: Any
    blanks: str  # what a cell without anything in it means


OF_INSTITUTIONS = gettext_lazy(
    "Wilayah yang kosong berarti tingkat nasional. Instansi dikenali juga lewat nama lamanya. Sel kosong "
    "dibiarkan; tulis [kosongkan] untuk menghapus isian tersimpan."
)
INSTITUTIONS = Register(
    "institution",
    gettext_lazy("Instansi"),
    "instansi",
    InstitutionResource,
    InstitutionFilter,
    actions.import_institutions,
    OF_INSTITUTIONS,
)
CONTACTS = Register(
    "contact",
    gettext_lazy("Narahubung"),
    "narahubung",
    ContactResource,
    ContactFilter,
    actions.import_contacts,
    OF_INSTITUTIONS,
)
EXPOSURES = Register(
    "exposure",
    gettext_lazy("Pajanan"),
    "pajanan",
    ExposureResource,
    ExposureFilter,
    actions.import_exposures,
    gettext_lazy(
        "Satu baris untuk satu wilayah asal dan bulan. Negara tujuan yang kosong berarti semua negara tujuan."
    ),
)


@requires(Permission.REGISTERS_TRANSFER)
def institution_export(request):
    return _exported(request, INSTITUTIONS)


@requires(Permission.REGISTERS_TRANSFER)
def contact_export(request):
    return _exported(request, CONTACTS)


@requires(Permission.EXPOSURES_EDIT)
def exposure_export(request):
    return _exported(request, EXPOSURES)


@requires(Permission.REGISTERS_TRANSFER)
def institution_import(request):
    return _uploaded(request, INSTITUTIONS)


@requires(Permission.REGISTERS_TRANSFER)
def contact_import(request):
    return _uploaded(request, CONTACTS)


@requires(Permission.EXPOSURES_EDIT)
def exposure_import(request):
    return _uploaded(request, EXPOSURES)


@requires(Permission.REGISTERS_TRANSFER)
def institution_import_review(request, name):
    return _reviewed(request, INSTITUTIONS, name)


@requires(Permission.REGISTERS_TRANSFER)
def contact_import_review(request, name):
    return _reviewed(request, CONTACTS, name)


@requires(Permission.EXPOSURES_EDIT)
def exposure_import_review(request, name):
    return _reviewed(request, EXPOSURES, name)


def _exported(request, register):
    """The page that asks for the kind of file; posted, the file itself."""
    check_may_take(request)
    resource = register.resource(request.user)
    chosen = register.filter(request.GET, resource.get_queryset(), request=request)
    form = ExportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _file(register, resource, chosen.qs, form.cleaned_data["kind"], request.user)
    context = _context(register) | {
        "form": form,
        "filter": chosen,
        "chips": chips(request, chosen),
        "count": chosen.qs.count(),
    }
    return render(request, "stakeholders/register_export.html", context, status=status_of(form))


def _file(register, resource, records, kind, user):
    data = resource.export(records)
    rows = [data.headers, *data]
    actions.export_register(model=records.model, rows=len(data), form=kind, by=user)
    name = f"{register.file_name}-{timezone.localdate():%Y-%m-%d}.{kind}"
    if kind == "csv":
        return csv_download(name, rows)
    widths = tuple(
        min(WIDEST, max(len(str(cell)) for cell in column) + 2) for column in zip(*rows, strict=True)
    )
    return xlsx_download(name, [Sheet(str(register.title), rows, widths)])


def _uploaded(request, register):
    """The first step: a file that can be read waits, for its owner only, for the review."""
    resource = register.resource(request.user)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, resource=resource)
    if form.is_valid():
        upload = OwnedTempStorage(owner=request.user, register=register.name)
        upload.save(form.content, form.kind)
        return redirect(f"{register.name}_import_review", upload.name)
    context = _context(register) | {"form": form, "columns": resource.columns}
    return render(request, "stakeholders/register_import.html", context, status=status_of(form))


def _reviewed(request, register, name):
    """The second step: what each row would do; confirmed, it is done and the upload is removed."""
    upload = OwnedTempStorage(owner=request.user, register=register.name, name=name)
    try:
        if "cancel" in request.POST:
            upload.remove()
            return redirect(f"{register.name}_import")
        resource = register.resource(request.user)
        table = resource.table(upload.read(), upload.kind)
    except UnknownUploadError as error:
        raise Http404 from error
    except UnreadableFile as error:  # it was read a moment ago: no process was to be had just now
        messages.error(request, error.message)
        return redirect(f"{register.name}_import")
    rows = resource.compared(table)
    form = ReviewForm(posted(request), refused=count_of(rows, REFUSED))
    if form.is_valid():
        if url := _written(request, register, resource, form):
            upload.remove()
            return redirect(url)
        rows = register.resource(request.user).compared(table)  # with what has changed meanwhile
    told = {"unused": resource.dataset(table)[1], "notices": table.notices, "form": form}
    context = _context(register) | _review(request, rows) | told
    status = 422 if request.method == "POST" else 200
    return render(request, "stakeholders/register_review.html", context, status=status)


def _written(request, register, resource, form):
    """Where to go when the rows were written; the page says how many, or why not."""
    created, changed = resource.created(), resource.changed()
    about = {"created": created, "changed": changed, "fields": resource.changed_fields()}
    goal = reverse(f"{register.name}_list")
    try:
        url = taken_once(form, register.write, **about, leads_to=goal, by=request.user)
    except IntegrityError:
        messages.error(request, _("Daftar berubah selagi Anda memeriksa. Periksa sekali lagi."))
        return None
    if url is None:
        return None
    done = _("%(register)s disimpan: %(created)s baru, %(changed)s berubah.")
    counts = {"created": len(created), "changed": len(changed)}
    messages.success(request, done % ({"register": register.title} | counts))
    if left := form.cleaned_data["left_out"]:
        told = ngettext("%(n)s baris dilewati.", "%(n)s baris dilewati.", left)
        messages.warning(request, told % {"n": show_number(left)})
    return url


def _review(request, rows):
    counts = {kind: count_of(rows, kind) for kind in KINDS}
    shown = request.GET.get("hasil", REFUSED if counts[REFUSED] else ALL)
    shown = shown if shown in KINDS else ALL
    page = Paginator([row for row in rows if shown in (ALL, row.kind)], ROWS_PER_PAGE)
    return {
        "page": page.get_page(request.GET.get("page")),
        "shown": shown,
        "kinds": [(kind, label, counts[kind]) for kind, label in KINDS.items()],
        "total": len(rows),
        "refused": counts[REFUSED],
        "to_write": counts[NEW] + counts[CHANGED],
    }


def _context(register):
    return {
        "register": register,
        "list_url": f"{register.name}_list",
        "import_url": f"{register.name}_import",
    }

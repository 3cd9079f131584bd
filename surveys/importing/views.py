"""Imports: upload, check, save or cancel."""

import io
from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from pmi_portal.accounts.access import Denied, requires
from pmi_portal.accounts.permissions import Permission
from pmi_portal.drafts.submissions import taken_once
from pmi_portal.editing.forms import has_fault, posted, status_of
from pmi_portal.editing.writing import refuse_if
from pmi_portal.files.few_at_once import TooManyAtOnce, turn
from pmi_portal.files.handing_out import as_attachment
from pmi_portal.files.reading.reader import UnreadableFile
from pmi_portal.files.sheets import XLSX_TYPE, csv_download
from pmi_portal.layout.fragments import render_page
from pmi_portal.lists.pages import list_page
from surveys.importing import beside, rules
from surveys.importing.actions import imports
from surveys.importing.actions import jobs as import_jobs
from surveys.importing.actions.undoing import redo_batch, undo_batch
from surveys.importing.check_pages import CheckPage
from surveys.importing.column_forms import ColumnsForm
from surveys.importing.column_pages import ColumnsPage, Tried
from surveys.importing.decisions import Decided
from surveys.importing.file_views import file_is_gone
from surveys.importing.filters import ImportFilter
from surveys.importing.fix_forms import FixForm
from surveys.importing.fix_pages import FixPage, Wanted
from surveys.importing.forms import ImportForm
from surveys.importing.marked import marked_file
from surveys.importing.problem_files import problem_table, rows_to_mend
from surveys.importing.saved_words import what_was_saved
from surveys.importing.subjects import subject_of
from surveys.importing.tables import ImportTable
from surveys.importing.undo_forms import UndoForm
from surveys.importing.value_forms import ValuesForm
from surveys.models import ImportBatch, LearnedEntry, SurveyRound


@requires(Permission.IMPORTS_RUN)
def import_list(request):
    batches = ImportBatch.objects.visible_to(request.user).for_list()
    template = "surveys/importing/import_list.html"
    may_see_learned = request.user.holds_somewhere(Permission.MAPPINGS_EDIT)
    about = {"name": "unggahan", "may_see_learned": may_see_learned}
    return list_page(request, template, batches, ImportTable, ImportFilter, **about)


@requires(Permission.IMPORTS_RUN)
def import_create(request):
    code = request.GET.get("putaran", "")
    first = SurveyRound.objects.importable_by(request.user).filter(code=code).first()
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    initial = {"round": first, "basis": ImportBatch.objects.visible_to(request.user).last_basis(first)}
    form = ImportForm(*posted, user=request.user, initial=initial)
    if form.is_valid() and (url := taken_once(form, imports.upload_file, **form.facts, by=request.user)):
        if form.made:  # not for a form that was sent twice
            import_jobs.start_check(batch=form.made, by=request.user)
            messages.success(request, _("Berkas %(name)s diunggah.") % {"name": form.made})
        return redirect(url)
    return render(request, "surveys/importing/import_create.html", {"form": form}, status=status_of(form))


@requires(Permission.IMPORTS_RUN)
def import_detail(request, pk):
    check = CheckPage(_batch(request, pk), request.user)
    if request.htmx and not check.is_busy:
        return HttpResponseClientRefresh()
    context = {"check": check, "batch": check.batch}
    return render_page(
        request,
        "surveys/importing/import_detail.html",
        context,
        fragment="surveys/importing/import_progress.html",
    )


@requires(Permission.IMPORTS_RUN)
def import_problems(request, pk):
    batch = _batch(request, pk)
    if reason := rules.why_not_see_rows(batch, by=request.user):
        raise Denied(reason)
    if batch.file_removed_at:
        return file_is_gone(request, batch)
    return csv_download(f"masalah-impor-{batch.pk}.csv", problem_table(batch))


@requires(Permission.IMPORTS_RUN)
def import_marked(request, pk):
    """The workbook of who sent it with its problems marked, or one of the faulty rows."""
    batch = _batch(request, pk)
    if reason := rules.why_not_mark(batch, by=request.user):
        raise Denied(reason)
    terms = subject_of(batch).terms(batch, by=request.user)
    try:
        with turn(), beside.laid_open(batch) as path:
            name, content = marked_file(batch, beside.reading_of(batch), terms, path)
        if batch.state == ImportBatch.State.COMMITTED:  # saving had put away what was read
            beside.forget(batch, beside.READING)
    except (UnreadableFile, TooManyAtOnce) as refused:
        return _refused(request, pk, ValidationError(str(refused)))
    return as_attachment(io.BytesIO(content), name=name, size=len(content), content_type=XLSX_TYPE)


@requires(Permission.IMPORTS_RUN)
def import_columns(request, pk):
    """What each column of the file is taken for, and the officer's word on it."""
    batch = _batch(request, pk)
    try:
        refuse_if(rules.why_not_recheck(batch))
        page = _columns_page(request, batch)
    except (ValidationError, UnreadableFile) as refused:
        return _refused(request, pk, ValidationError(getattr(refused, "messages", str(refused))))
    form = ColumnsForm(posted(request), page=page, batch=batch)
    if form.is_valid() and form.applies(
        import_jobs.restart_check, **form.facts, batch=batch, by=request.user
    ):
        _say(request, form, batch, _("Pencocokan kolom disimpan, dan berkas diperiksa ulang."))
        return redirect(batch)
    context = {"form": form, "page": page, "batch": batch}
    return render(request, "surveys/importing/import_columns.html", context, status=status_of(form))


@requires(Permission.IMPORTS_RUN)
def import_values(request, pk):
    """What cells say that are not certain, each once, and the officer's word on them."""
    batch = _batch(request, pk)
    if reason := rules.why_not_see_cells(batch, by=request.user):
        raise Denied(reason)
    if reason := rules.why_not_recheck(batch):
        return _refused(request, pk, ValidationError(reason))
    columns = subject_of(batch).terms(batch, by=request.user).columns
    form = ValuesForm(posted(request), batch=batch, columns=columns)
    if form.is_valid() and form.applies(
        import_jobs.restart_check, **form.facts, batch=batch, by=request.user
    ):
        _say(request, form, batch, _("Jawaban tentang isi sel disimpan, dan berkas diperiksa ulang."))
        return redirect(batch)
    if has_fault(form, "conflict"):
        form.look_again()
    return render(
        request,
        "surveys/importing/import_values.html",
        {"form": form, "batch": batch},
        status=status_of(form),
    )


def _columns_page(request, batch):
    return ColumnsPage(
        beside.reading_of(batch),
        subject_of(batch).terms(batch, by=request.user),
        batch.decisions,
        Tried.from_request(request),
        may_see=rules.may_see_samples(batch, by=request.user),
    )


@requires(Permission.IMPORTS_RUN)
def import_fix(request, pk):
    """The rows with a problem, to be mended cell by cell; what the file says stays in it."""
    batch = _batch(request, pk)
    if reason := rules.why_not_see_cells(batch, by=request.user):
        raise Denied(reason)
    try:
        refuse_if(rules.why_not_fix(batch))
        page = _fix_page(request, batch)
    except (ValidationError, UnreadableFile) as refused:
        return _refused(request, pk, ValidationError(getattr(refused, "messages", str(refused))))
    form = FixForm(posted(request), page=page, batch=batch)
    if form.is_valid() and form.applies(
        import_jobs.restart_check, **form.facts, batch=batch, by=request.user
    ):
        _say(request, form, batch, _("Perbaikan disimpan, dan berkas diperiksa ulang."))
        goes_on = page.page.has_other_pages() and form.made and not rules.why_not_fix(form.made)
        return redirect(request.get_full_path() if goes_on else batch)
    context = {"form": form, "page": page, "batch": batch}
    return render(request, "surveys/importing/import_fix.html", context, status=status_of(form))


def _fix_page(request, batch):
    terms = subject_of(batch).terms(batch, by=request.user)
    wanted, reading = Wanted.from_request(request), beside.reading_of(batch)
    return FixPage(reading, terms, batch.decisions, rows_to_mend(batch), wanted)


@requires(Permission.IMPORTS_RUN)
@require_POST
def import_commit(request, pk):
    batch = _batch(request, pk)
    try:
        said = {name: request.POST.get(name) == "1" for name in ("updates", "anyway")}
        saved = import_jobs.start_commit(batch=batch, **said, by=request.user)
    except ValidationError as refused:
        return _refused(request, pk, refused)
    if saved.state == ImportBatch.State.COMMITTED:
        messages.success(request, what_was_saved(saved))
    else:
        messages.info(request, _("Berkas besar: isinya sedang disimpan; Anda boleh menutup halaman ini."))
    return redirect(saved)


@requires(Permission.IMPORTS_RUN)
@require_POST
def import_cancel(request, pk):
    try:
        batch = imports.cancel_batch(batch=_batch(request, pk), by=request.user)
    except ValidationError as refused:
        return _refused(request, pk, refused)
    messages.success(
        request, _("Unggahan %(name)s dibatalkan; tidak ada isinya yang disimpan.") % {"name": batch}
    )
    return redirect(batch)


@requires(Permission.IMPORTS_RUN)
@require_POST
def import_recheck(request, pk):
    """Check again, perhaps other sheets of the workbook."""
    batch, asked = _batch(request, pk), request.POST.getlist("sheet")
    sheets = [name for name in batch.report.get("sheets", []) if name in asked]
    said = {"sheets": sheets}
    if said_of_neighbours := request.POST.get("neighbours"):
        is_new = said_of_neighbours == "new"
        decided = replace(Decided.from_json(batch.decisions), neighbours_are_new=is_new)
        said = {"decided": decided, "shown": request.POST.get("shown", "")}
    try:
        if "choosing" in request.POST and not sheets:
            raise ValidationError(_("Centang paling sedikit satu lembar."))
        batch = import_jobs.restart_check(batch=batch, **said, by=request.user)
    except ValidationError as refused:
        return _refused(request, pk, refused)
    messages.success(request, _("Berkas diperiksa ulang."))
    return redirect(batch)


@requires(Permission.IMPORTS_UNDO)
def import_undo(request, pk):
    """What undoing the import would do, and doing it."""
    batch = _batch(request, pk, Permission.IMPORTS_UNDO)
    undoing = subject_of(batch).undone.undoing(batch)
    form = UndoForm(posted(request), undoing=undoing, batch=batch)
    if form.is_valid() and (url := taken_once(form, undo_batch, **form.facts, batch=batch, by=request.user)):
        if form.made:  # not for a form that was sent twice
            messages.success(request, _("Unggahan %(name)s diurungkan.") % {"name": batch})
        return redirect(url)
    why_not = rules.why_not_undo(batch, batch.round, undoing.regions, by=request.user)
    taught = LearnedEntry.objects.taught_by(batch).count()
    context = {"form": form, "undoing": undoing, "batch": batch, "why_not": why_not, "taught": taught}
    return render(request, "surveys/importing/import_undo.html", context, status=status_of(form))


@requires(Permission.IMPORTS_UNDO)
@require_POST
def import_redo(request, pk):
    try:
        batch = redo_batch(batch=_batch(request, pk, Permission.IMPORTS_UNDO), by=request.user)
    except ValidationError as refused:
        return _refused(request, pk, refused)
    messages.success(request, _("Unggahan %(name)s dipulihkan.") % {"name": batch})
    return redirect(batch)


def _batch(request, pk, permission=None):
    batches = ImportBatch.objects.visible_to(request.user, permission).select_related(
        "round", "region", "uploaded_by", "committed_by", "undone_by", "job"
    )
    return get_object_or_404(batches, pk=pk)


def _say(request, form, batch, done):
    """What a decision about the file did; a form that was sent before it was taken over has done the same."""
    was_sent = form.facts["shown"] != rules.decisions_as_shown(batch)
    messages.success(request, done if form.made or was_sent else _("Tidak ada yang diubah."))


def _refused(request, pk, refused):
    """The page as it now stands, with the reason on top; 409: what was asked contradicts it."""
    check = CheckPage(_batch(request, pk), request.user)
    context = {"check": check, "batch": check.batch, "reasons": refused.messages}
    return render(request, "surveys/importing/import_detail.html", context, status=409)

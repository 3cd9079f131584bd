"""Why something may not be done now; action, button and message all ask the same rule."""

from datetime import timedelta

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from pmi_portal.accounts.permissions import Permission
from pmi_portal.editing.records import digest
from pmi_portal.jobs.models import Job
from pmi_portal.words.formats import show_date, show_datetime, show_number
from stakeholders.models import Region
from surveys.models import ImportBatch, SurveyRound
from surveys.models.imports import SAVED
from surveys.responses.rules import why_not_touch

State = ImportBatch.State
# What may follow each state of an import.
NEXT = {
    State.UPLOADED: {State.CHECKED, State.REFUSED, State.CANCELLED},
    State.CHECKED: {State.UPLOADED, State.COMMITTED, State.CANCELLED},
    State.REFUSED: {State.UPLOADED, State.CANCELLED},
    State.COMMITTED: {State.UNDONE},
    State.UNDONE: {State.COMMITTED},
    State.CANCELLED: set(),
}


def is_busy(batch):
    """Whether a worker has the batch, or will have it soon."""
    job = batch.job
    return job is not None and job.state in Job.UNFINISHED and not job.has_stalled


def why_not_import(survey_round, region, *, by):
    """The reason `by` may not import into this round (for this region, if one was chosen), or None."""
    if not by.holds_somewhere(Permission.IMPORTS_RUN):
        return _("Anda tidak berhak mengunggah berkas survei.")
    own = by.regions_for(Permission.IMPORTS_RUN)
    if survey_round is None:  # what tells of the past is of any region
        return _why_not_region(region, own)
    regions = set(survey_round.regions.values_list("pk", flat=True))
    if own is not None and not own & regions:
        return _("Putaran ini bukan untuk wilayah tugas Anda.")
    if reason := why_not_write(survey_round):
        return reason
    if region is not None and region.pk not in regions:
        return _("Wilayah itu tidak ikut putaran ini.")
    return _why_not_region(region, own)


def _why_not_region(region, own):
    if region is None or own is None or region.pk in own:
        return None
    return _("Wilayah itu bukan wilayah tugas Anda.")


def why_not_basis(basis):
    """The reason nothing may be uploaded on this basis, or None."""
    if basis in ImportBatch.Basis.values:
        return None
    return _("Nyatakan dasar hukum pemrosesan datanya.")


def why_not_commit(batch, *, updates=False, anyway=False, job=None):
    """The reason an import cannot be saved now, or None; the job that saves it is not in its own way.

    With `updates` also what it changes counts, else only what is new. `anyway` asks what would be without
    the uploader's limit on refused rows.
    """
    if batch.state == State.COMMITTED:
        when = {"when": show_datetime(batch.committed_at)}
        return _("Unggahan ini sudah disimpan pada %(when)s.") % when
    if is_busy(batch) and (job is None or batch.job_id != job.pk):
        return _("Berkas masih diproses. Tunggu sampai selesai.")
    if batch.state != State.CHECKED:
        return _("Hanya unggahan yang sudah diperiksa dapat disimpan.")
    if reason := why_not_write(batch.round):
        return reason
    counts = batch.report.get("counts", {})
    if not anyway and (reason := why_too_many_refused(counts, batch.tolerance)):
        return reason
    if not counts.get("new") and not (updates and counts.get("changed")):
        return _("Tidak ada baris baru untuk disimpan.")
    return None


def why_too_many_refused(counts, tolerance):
    """The reason more rows were refused than the uploader tolerates (percent, None for any number), or None.

    The share is that of the rows to be mended in those of respondents; other officers' rows count in neither.
    """
    refused = counts.get("refused", 0)
    rows = refused + sum(counts.get(outcome, 0) for outcome in ("new", "unchanged", "changed", "conflict"))
    if tolerance is None or refused * 100 <= tolerance * rows:
        return None
    told = {"refused": show_number(refused), "rows": show_number(rows), "limit": tolerance}
    if not tolerance:
        return _("%(refused)s dari %(rows)s baris ditolak, dan berkas ini hanya boleh disimpan utuh.") % told
    return _("%(refused)s dari %(rows)s baris ditolak, lebih dari %(limit)s%% yang masih diterima.") % told


def why_not_accept_refused(batch, *, by):
    """The reason `by` may not lift the uploader's limit on refused rows now, or None: only who could save."""
    return (
        why_not_import(batch.round, batch.region, by=by)
        or why_not_see_rows(batch, by=by)
        or why_not_commit(batch, updates=True, anyway=True)
    )


def why_not_write(survey_round):
    """The reason no import may go into a round, or None; what tells of the past goes into none."""
    if survey_round is None or survey_round.state == SurveyRound.State.OPEN:
        return None
    return _(
        "Putaran ini sudah %(state)s; tidak ada jawaban yang dapat ditambahkan. Mintalah staf KPKP "
        "membukanya lagi bila berkas ini masih perlu masuk."
    ) % {"state": survey_round.get_state_display()}


def why_not_undo(batch, survey_round, regions, *, by):
    """The reason `by` may not undo a saved import that touched responses of these regions, or None."""
    if State.UNDONE not in NEXT[batch.state]:
        return _("Hanya unggahan yang sudah disimpan dapat diurungkan.")
    return _why_not_change(survey_round, regions, by=by)


def why_not_redo(batch, survey_round, regions, *, by):
    """The reason `by` may not take the undo of an import back, or None."""
    if batch.state != State.UNDONE:
        return _("Hanya unggahan yang sudah diurungkan dapat dipulihkan.")
    return _why_not_change(survey_round, regions, by=by)


def _why_not_change(survey_round, regions, *, by):
    if survey_round and (reason := why_not_touch(survey_round)):
        return reason
    own = by.regions_for(Permission.IMPORTS_UNDO)
    if own is None or (own and regions <= own):
        return None
    return _(
        "Unggahan ini menyentuh jawaban dari wilayah yang bukan wilayah tugas Anda. Mintalah staf KPKP "
        "mengurungkannya."
    )


def why_not_cancel(batch):
    """The reason an import cannot be cancelled, or None."""
    if State.CANCELLED not in NEXT[batch.state]:
        return _("Unggahan yang sudah disimpan atau dibatalkan tidak dapat dibatalkan lagi.")
    return None


def why_not_see_rows(batch, *, by):
    """The reason `by` may not see what the rows of the file say, or None: they were read for more regions."""
    own = by.regions_for(Permission.IMPORTS_RUN)
    if own is None or not batch.report or "refusal" in batch.report:
        return None
    read = batch.report.get("regions")
    names = set(Region.objects.filter(pk__in=own).values_list("code", flat=True))
    if read is not None and names.issuperset(read):
        return None
    return _(
        "Berkas ini diperiksa juga untuk wilayah yang bukan wilayah tugas Anda, jadi isi barisnya tidak "
        "ditampilkan."
    )


def why_file_is_gone(batch):
    """Since when and why there is no original to open any more, or None."""
    if batch.file:
        return None
    if batch.file_removed_at:
        when = {"when": show_date(localdate(batch.file_removed_at))}
        return _("Berkas dihapus pada %(when)s, karena masa simpannya berakhir.") % when
    return _("Unggahan ini dibatalkan; berkasnya sudah dihapus.")


def kept_since(now):
    """The moment from which on originals are kept; those that came earlier go."""
    return now - timedelta(days=settings.IMPORT_FILES_KEPT_DAYS)


def why_not_remove(batch, *, now):
    """The reason the original of an import stays, or None."""
    if reason := why_file_is_gone(batch):
        return reason
    if is_busy(batch):
        return _("Berkas masih diproses. Tunggu sampai selesai.")
    if batch.uploaded_at >= kept_since(now):
        return _("Masa simpan berkas ini belum berakhir.")
    return None


def why_not_open(batch, *, by):
    """The reason `by` may not open the original, or None: it may hold rows of regions that are not theirs.

    A row of which nobody knows the region is anybody's, as it is on the page of the import. Sheets that were
    not read may hold rows of anybody: who sent them knows what stands there.
    """
    if reason := why_file_is_gone(batch):
        return reason
    own, there = by.regions_for(Permission.IMPORT_FILES_OPEN), batch.report.get("row_regions")
    if own is None:
        return None
    codes = set(Region.objects.filter(pk__in=own).values_list("code", flat=True))
    # Before this was told, a workbook of several sheets is one of which not all was read.
    is_unread = batch.report.get("is_read_in_part", len(batch.report.get("sheets", [])) > 1)
    is_known = not is_unread or batch.uploaded_by_id == by.pk
    if codes and is_known and there is not None and codes.issuperset(there):
        return None
    return _(
        "Berkas ini memuat baris dari wilayah yang bukan wilayah tugas Anda, atau isinya belum terbaca. "
        "Mintalah staf KPKP membukanya."
    )


def why_not_decide(batch, *, shown):
    """The reason what was decided upon these decisions cannot be taken over, or None."""
    return None if shown == decisions_as_shown(batch) else decisions_changed()


def decisions_changed():
    return _(
        "Keputusan tentang berkas ini sudah diubah sejak halaman dibuka. Yang Anda isi belum disimpan; "
        "lihat lagi, lalu simpan."
    )


def decisions_as_shown(batch):
    """A word for the sheets and the decisions of a batch, which a page carries."""
    return digest({"sheets": batch.sheets, "decisions": batch.decisions})[:16]


def may_see_samples(batch, *, by):
    """Whether `by` may see what stands in the file itself: who uploaded it, and who works nationally."""
    return batch.uploaded_by_id == by.pk or by.regions_for(Permission.IMPORTS_RUN) is None


def why_not_see_cells(batch, *, by):
    """The reason `by` may not see the cells of the file as they stand in it, or None."""
    if reason := why_not_see_rows(batch, by=by):
        return reason
    if may_see_samples(batch, by=by):
        return None
    return _("Isi berkas hanya ditampilkan kepada pengunggahnya dan staf KPKP.")


def why_not_mark(batch, *, by):
    """The reason `by` may not have the file back with its problems marked, or None.

    It holds all of the file: who did not send it opens the original, with a reason.
    """
    if reason := why_not_see_rows(batch, by=by):
        return reason
    if batch.uploaded_by_id != by.pk:
        return _("Berkas bertanda hanya untuk pengunggahnya.")
    if len(batch.sheets_read) > 1:
        return _("Berkas yang beberapa lembarnya dibaca belum dapat ditandai. Perbaiki di portal.")
    if batch.file and batch.state in (State.CHECKED, State.COMMITTED) and "refusal" not in batch.report:
        return None
    return _("Hanya berkas yang sudah diperiksa dapat ditandai.")


def why_not_fix(batch):
    """The reason cells of an import cannot be mended in the portal now, or None."""
    if reason := why_not_recheck(batch):
        return reason
    if batch.state == State.CHECKED:
        return None
    return _("Baris baru dapat diperbaiki setelah kolomnya dikenali. Periksa berkasnya dahulu.")


def why_not_recheck(batch):
    """The reason an import cannot be checked again, or None."""
    if batch.state in (*SAVED, State.CANCELLED):
        return _("Unggahan yang sudah disimpan atau dibatalkan tidak dapat diperiksa ulang.")
    if reason := why_file_is_gone(batch):
        return reason
    if is_busy(batch):
        return _("Berkas masih diproses. Tunggu sampai selesai.")
    return None


def why_not_touch_entry(entry):
    """The reason a learned entry can be neither put right nor withdrawn, or None."""
    return _("Tulisan ini sudah ditarik; ia tidak dipakai lagi.") if entry.withdrawn_at else None


def why_not_correct_entry(entry, meaning, column):
    """The reason a learned entry cannot mean this from now on, or None; `column` is the one it is about."""
    if reason := why_not_touch_entry(entry):
        return reason
    if column is None or column.kind.chosen(column, meaning) is None:
        return _("Pilihan itu tidak ada di kuesionernya.")
    return _("Tulisan ini sudah dibaca begitu.") if meaning == entry.meaning else None

"""What the page of one import shows, made from the batch and its report."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmi_portal.accounts.permissions import Permission
from pmi_portal.files.reading.messages import of_sheet
from pmi_portal.files.sheets import sheet_address
from pmi_portal.jobs.models import Job
from pmi_portal.words.formats import show_number
from surveys.importing import rules
from surveys.importing.actions.jobs import COMMIT
from surveys.importing.durations import time_left
from surveys.importing.earlier import told_of_earlier
from surveys.importing.mending import Mending
from surveys.importing.problems import NOTHING_TO_MEND, with_suggestion
from surveys.importing.row_counts import Counted
from surveys.importing.sheets import Sheets
from surveys.importing.subjects import subject_of
from surveys.models import ImportBatch, LearnedEntry

GROUPED = 7  # what a group of problems tells but for its sheet
OF_COLUMNS = {"no_heading", "two_columns", "missing_column"}


@dataclass(frozen=True)
class Group:
    """Problems of one kind in one column; `lines` are (message, where), `untold` further kinds of fault."""

    code: str
    title: str
    column: str
    heading: str
    count: int
    lines: list
    untold: int
    table: int = 0  # its place among those that were read
    sheet: str = ""  # where several were read

    @property
    def is_to_mend(self):
        return self.code not in NOTHING_TO_MEND

    @property
    def address(self):
        """Which rows of the page on which cells are mended are those of this group."""
        asked = {"masalah": self.code, "kolom": self.column}
        return urlencode(asked | ({"tabel": self.table} if self.table else {}))


class CheckPage(Counted, Mending, Sheets):
    """Everything import_detail.html asks about a batch, in the eyes of one person."""

    def __init__(self, batch, user):
        self.batch, self.user, self.report = batch, user, batch.report

    @property
    def upload_url(self):
        """Where a further file of the same kind is sent."""
        if self.batch.is_past:
            return reverse("past_create")
        return f"{reverse('import_create')}?{urlencode({'putaran': self.batch.round.code})}"

    @property
    def records_url(self):
        """Where the records of the past that it brought are listed."""
        return f"{reverse(subject_of(self.batch).kind.list_url)}?{urlencode({'past': 'only'})}"

    @property
    def moved_index(self):
        """Whether a page may tell what the file changed in the index of its round."""
        saved = self.batch.state == ImportBatch.State.COMMITTED
        return saved and ImportBatch.objects.with_effect().filter(pk=self.batch.pk).exists()

    @property
    def is_busy(self):
        return rules.is_busy(self.batch)

    @property
    def time_left(self):
        return time_left(self.batch.job, self.batch.size)

    @property
    def was_left_alone(self):
        """Uploaded, and nobody works on it: the worker died, or the request broke off."""
        return self.batch.state == ImportBatch.State.UPLOADED and not self.is_busy

    @property
    def message_of_job(self):
        """Why the job did not save the batch, as far as it could tell."""
        job = self.batch.job
        if job is None or job.kind != COMMIT or self.batch.state != ImportBatch.State.CHECKED:
            return ""
        if job.state == Job.State.FAILED or job.has_stalled:
            return _("Penyimpanan terhenti karena gangguan. Tidak ada yang tersimpan; simpan sekali lagi.")
        return job.message

    @property
    def counts_by_region(self):
        """(region, responses before, after saving), for who may see what the rows say."""
        return [] if self.why_rows_are_hidden else self.report.get("by_region", [])

    @property
    def update_button(self):
        new, changed = self.new_rows, self.changed_rows
        told = {"new": show_number(new), "changed": show_number(changed)}
        if new:
            return _("Simpan %(new)s baris dan perbarui %(changed)s responden") % told
        return ngettext("Perbarui %(changed)s responden", "Perbarui %(changed)s responden", changed) % told

    @property
    def untold_changes(self):
        return self.changed_rows - len(self.report.get("changes", []))

    @property
    def why_nothing_is_new(self):
        if self.refused_rows:
            return " ".join([self.how_to_mend, _("Bila satu kolom salah dimengerti, ubah pencocokannya.")])
        if self.faulty_rows:
            return _("Barisnya dari responden yang sudah dikoreksi, disisihkan, atau menarik diri.")
        if self.report.get("counts", {}).get("unchanged"):
            return _("Semua isinya sudah ada di portal.")
        if self.report.get("counts", {}).get("foreign"):
            return _("Barisnya bukan dari wilayah tugas Anda. Petugas wilayah itulah yang mengunggahnya.")
        return _("Berkas ini tidak berisi jawaban responden.")

    @property
    def refusals(self):
        """Why the file as a whole cannot be imported: every fault of its table, or the one of the file."""
        if "refusal" not in self.report:
            return []
        said = [
            of_sheet(with_suggestion(row[5], row[6]), "".join(row[7:]) or None)
            for row in self.report.get("problems", [])
        ]
        return said or [self.report["refusal"]["message"]]

    @cached_property
    def groups(self):
        if "refusal" in self.report:
            return []
        # Release 0.2 told no sheet.
        told = (group if len(group) > GROUPED else [*group, ""] for group in self.report.get("groups", []))
        only = self.batch.sheet_read
        return [
            Group(
                *about,
                [_line(only, *fault) for fault in faults],
                kinds - len(faults),
                self.table_of(sheet),
                sheet,
            )
            for *about, kinds, faults, sheet in told
        ]

    @property
    def groups_to_mend(self):
        return [group for group in self.groups if group.is_to_mend]

    @property
    def other_groups(self):
        """What is told only so that every row is accounted for."""
        return [group for group in self.groups if not group.is_to_mend]

    @property
    def problem_count(self):
        return sum(group.count for group in self.groups_to_mend)

    @cached_property
    def why_rows_are_hidden(self):
        return rules.why_not_see_rows(self.batch, by=self.user)

    @cached_property
    def earlier_imports(self):
        return told_of_earlier(self.batch, self.user)

    @property
    def why_not_commit(self):
        return rules.why_not_commit(self.batch, updates=True)

    @property
    def too_many_refused(self):
        """Why what is right is not saved, though it could be: the uploader set a limit."""
        if rules.why_not_commit(self.batch, updates=True, anyway=True):
            return None
        return rules.why_too_many_refused(self.report.get("counts", {}), self.batch.tolerance)

    @property
    def may_save(self):
        return not self.why_rows_are_hidden and (self.too_many_refused or not self.why_not_commit)

    @property
    def asks_of_columns(self):
        """Whether the officer can mend what is wrong with the table by saying what its columns are."""
        return self.report.get("refusal", {}).get("code") in OF_COLUMNS

    @property
    def asked_values(self):
        """How many different cells this person is asked about."""
        return self.report.get("asked_count", 0) if self.may_fix else 0

    @property
    def has_answered_values(self):
        """Whether some were answered, by the officer or by what was learned."""
        return self.may_fix and bool(self.report.get("said") or self.report.get("learned"))

    @property
    def decisions_shown(self):
        return rules.decisions_as_shown(self.batch)

    @property
    def may_cancel(self):
        return rules.why_not_cancel(self.batch) is None

    @property
    def why_file_is_gone(self):
        return rules.why_file_is_gone(self.batch)

    @property
    def may_open_file(self):
        return rules.why_not_open(self.batch, by=self.user) is None

    @property
    def may_undo(self):
        """Whether this person may undo imports at all; whether this one is said on the page of its undo."""
        return self.user.holds_somewhere(Permission.IMPORTS_UNDO)

    @property
    def taught(self):
        """How many entries that it taught are in use."""
        return LearnedEntry.objects.taught_by(self.batch).count()

    @property
    def may_recheck(self):
        return rules.why_not_recheck(self.batch) is None


def _line(sheet, message, suggestion, count, places):
    """(message with suggestion, “Data!H7, H27, and 3 more”)"""
    is_cell = bool(places) and not places[0][:1].isdigit()
    is_bare = is_cell and "!" not in places[0]
    first = sheet_address(sheet, places[0]) if is_bare else "".join(places[:1])
    shown, more = ", ".join([first, *places[1:]]), count - len(places)
    if more > 0:
        shown = ngettext("%(places)s, dan %(more)s lainnya", "%(places)s, dan %(more)s lainnya", more) % {
            "places": shown,
            "more": show_number(more),
        }
    return with_suggestion(message, suggestion), shown

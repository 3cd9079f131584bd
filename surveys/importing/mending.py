"""How the problems of an import may be mended, as its page says: in the portal, or in a marked workbook."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from surveys.importing import rules
from surveys.importing.decisions import Decided
from surveys.importing.marked import is_marked_whole
from surveys.importing.returns import upload_of


class Mending:
    """The part of a CheckPage, with its `batch`, `report` and `user`, that speaks of mending."""

    @cached_property
    def may_fix(self):
        """Whether this person may mend cells of the file in the portal."""
        return not (
            "refusal" in self.report
            or rules.why_not_fix(self.batch)
            or rules.why_not_see_cells(self.batch, by=self.user)
        )

    @property
    def how_to_mend(self):
        if self.may_fix:
            return _("Perbaiki baris yang ditolak di portal, atau di berkas lalu unggah lagi.")
        return _("Perbaiki baris yang ditolak di berkas, lalu unggah lagi.")

    @property
    def may_mark(self):
        return rules.why_not_mark(self.batch, by=self.user) is None

    @property
    def is_marked_whole(self):
        """Whether the marked workbook is the officer's own, or one of the faulty rows."""
        kind = "xlsx" if self.report.get("sheets") else "csv"
        return is_marked_whole(kind, self.report["counts"]["read"])

    @cached_property
    def mends(self):
        """The upload whose marked workbook this is, or None."""
        return upload_of(self.report.get("mark", ""), self.batch, by=self.user)[0]

    @property
    def fixed_cells(self):
        return Decided.from_json(self.batch.decisions).counted("fixes")

    @property
    def neighbours_are_new(self):
        """Whether the officer said that rows which look like stored ones are of other people."""
        return Decided.from_json(self.batch.decisions).neighbours_are_new

    @property
    def asks_of_neighbours(self):
        return self.may_recheck and bool(self.report.get("neighbours") or self.neighbours_are_new)

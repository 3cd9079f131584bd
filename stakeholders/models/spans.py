"""Time in the registers: a record holds for a span of days, and was called otherwise before."""

from itertools import pairwise

from django.db import models
from django.db.backends.ddl_references import Statement
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


def ends_after_it_began(name):
    """The constraint of every span; an open end is always allowed."""
    return models.CheckConstraint(
        name=name,
        condition=models.Q(valid_to__gte=models.F("valid_from"))
        | models.Q(valid_to=None)
        | models.Q(valid_from=None),
        violation_error_message=_("Tanggal akhir tidak boleh sebelum tanggal mulai."),
    )


class SpanMixin(models.Model):
    """A record of a register; switched off is what has a last day, and the days up to it do not change."""

    valid_from = models.DateField(
        _("berlaku sejak"), null=True, blank=True, help_text=_("Kosongkan bila berlaku sejak semula.")
    )
    valid_to = models.DateField(
        _("berlaku sampai"),
        null=True,
        blank=True,
        help_text=_("Hari terakhir; isi untuk menonaktifkan. Catatan sampai hari itu tidak berubah."),
    )

    class Meta:
        abstract = True
        constraints = [ends_after_it_began("%(class)s_ends_after_it_began")]

    @property
    def active(self):
        """Whether it holds today."""
        return self.holds_on(timezone.localdate())

    def holds_on(self, day):
        return (self.valid_from or day) <= day <= (self.valid_to or day)

    def name_on(self, day):
        """What it was called on that day; today's name where no other is known."""
        former = past_on(self.former_names.all(), day)
        return former.name if former else self.name

    def named_since(self, day, *, shown=None):
        """Today's name (or as it is shown here), and in brackets that of the day where it was another."""
        then, shown = self.name_on(day), shown or self.name
        return (
            shown if then == self.name else _now("%(name)s (dahulu %(then)s)") % {"name": shown, "then": then}
        )


class Past(models.Model):
    """What held for a record before: a name, a region. Sources often tell only the last day, or none."""

    valid_from = models.DateField(_("sejak"), null=True, blank=True)
    valid_to = models.DateField(_("sampai"), null=True, blank=True)
    source = models.CharField(_("sumber"), max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["valid_to", "pk"]
        constraints = [ends_after_it_began("%(class)s_ends_after_it_began")]

    @property
    def begins(self):
        """The first day that is certain; the last one where the sources tell no more."""
        return self.valid_from or self.valid_to


class PastName(Past):
    name = models.CharField(_("nama lama"), max_length=200)

    class Meta(Past.Meta):
        abstract = True

    class Privacy:
        personal = ()

    def __str__(self):
        return self.name


def past_on(rows, day):
    """The row that held on the day, or None; one without a first day begins where the one before it ended."""
    held = [row for row in rows if row.valid_to and (row.valid_from or day) <= day <= row.valid_to]
    return min(held, key=lambda row: row.valid_to, default=None)


def why_not_together(rows):
    """The reason these rows of one record cannot stand together, or None: no day is covered twice."""
    known = sorted((row for row in rows if row.valid_to), key=lambda row: (row.begins, row.valid_to))
    for one, next_one in pairwise(known):
        if next_one.begins <= one.valid_to:
            return _now("“%(one)s” dan “%(other)s” berlaku pada hari yang sama. Ubah tanggalnya.") % {
                "one": one,
                "other": next_one,
            }
    return None


class NoOverlap(models.BaseConstraint):
    """`why_not_together` on PostgreSQL; on SQLite the rule stands alone. `of` names the foreign key."""

    def __init__(self, *, of, name):
        self.of = of
        super().__init__(name=name)

    def __eq__(self, other):
        return isinstance(other, NoOverlap) and (self.of, self.name) == (other.of, other.name)

    __hash__ = None

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"of": self.of}

    def validate(self, *args, **kwargs):
        """Rows are typed together and judged together, by the rule."""

    def constraint_sql(self, model, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return None
        quote = schema_editor.quote_name
        record = quote(model._meta.get_field(self.of).column)
        days = "daterange(LEAST(COALESCE(valid_from, valid_to), valid_to), valid_to, '[]')"
        return (
            f"CONSTRAINT {quote(self.name)} EXCLUDE USING gist "
            # A range of one number: an index of plain numbers would need an extension.
            f"(int8range({record}, {record}, '[]') WITH &&, {days} WITH &&) WHERE (valid_to IS NOT NULL)"
        )

    def create_sql(self, model, schema_editor):
        sql = self.constraint_sql(model, schema_editor)
        table = schema_editor.quote_name(model._meta.db_table)
        return Statement(f"ALTER TABLE {table} ADD {sql}" if sql else "SELECT 1")

    def remove_sql(self, model, schema_editor):
        quote = schema_editor.quote_name
        dropped = f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT {quote(self.name)}"
        return Statement(dropped if schema_editor.connection.vendor == "postgresql" else "SELECT 1")

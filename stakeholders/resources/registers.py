"""What both registers share: the file under our column names, compared row by row with what is recorded."""

from dataclasses import dataclass, field

import tablib
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from import_export.resources import ModelResource

from pmi_portal.files.reading.reader import UnreadableFile
from pmi_portal.words.clearing import says_clear
from stakeholders import rules
from stakeholders.models import Region, StakeholderGroup
from stakeholders.register_columns import key_of
from stakeholders.register_sheets import read_table

ROW_NUMBER = "#"
NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"
KINDS = {
    REFUSED: _lazy("Perlu diperbaiki"),
    NEW: _lazy("Baru"),
    CHANGED: _lazy("Berubah"),
    UNCHANGED: _lazy("Tetap"),
}
TAGS = {REFUSED: "tag-bad", NEW: "tag-good", CHANGED: "tag-accent", UNCHANGED: ""}


@dataclass
class Row:
    """What one row of the file would do: which record, what differs, what is wrong."""

    number: int
    kind: str
    name: str
    differences: list = field(default_factory=list)  # (heading, before, after)
    faults: list = field(default_factory=list)  # (heading, reason)
    hint: str = ""  # the name in the file, where the record bears another

    @property
    def label(self):
        return KINDS[self.kind]

    @property
    def tag(self):
        return TAGS[self.kind]


def count_of(rows, kind):
    return sum(row.kind == kind for row in rows)


class RegisterMeta:
    skip_unchanged = True
    skip_html_diff = True
    store_instance = True
    store_row_values = True
    chunk_size = 1000


class RegisterResource(ModelResource):
    """Compares a file with the records one person may see; writing is left to the actions."""

    def __init__(self, user):
        super().__init__()
        self.user = user
        self.first_rows = {}
        self.result = None

    @property
    def columns(self):
        return [self.fields[name] for name in self.get_import_order()]

    def get_queryset(self):
        return self._meta.model.objects.exportable_by(self.user).for_list()

    def get_export_headers(self, selected_fields=None):
        return [str(column.label) for column in self.get_export_fields(selected_fields)]

    # --- the file as a whole

    def table(self, content, kind):
        """The Table in the bytes of a file, from the first row that names the columns it must have."""
        return read_table(content, kind, is_heading=self._names_columns)

    def _names_columns(self, row):
        headings = {key_of(cell) for cell in row}
        return all(headings & column.headings() for column in self.columns if column.key)

    def dataset(self, table):
        """The filled rows under our column names, each with its number in the file, and the unused headings.

        Raises UnreadableFile when a heading is missing or stands twice.
        """
        rows, _notices, top = table
        headings = [key_of(heading) for heading in rows[0]]
        places = {column.column_name: _place(column, headings) for column in self.columns}
        missing = [str(c.label) for c in self.columns if c.key and places[c.column_name] is None]
        if missing:
            told = _("Kolom wajib tidak ada: %(columns)s.") % {"columns": ", ".join(missing)}
            raise UnreadableFile("headings", told)
        used = {name: place for name, place in places.items() if place is not None}
        data = tablib.Dataset(headers=[ROW_NUMBER, *used])
        for number, row in enumerate(rows[1:], top + 1):
            if any(cell is not None and str(cell).strip() for cell in row):
                data.append([number, *(row[place] for place in used.values())])
        unused = [
            str(rows[0][place])[:60]
            for place, heading in enumerate(headings)
            if heading and place not in used.values()
        ]
        return data, unused

    def compared(self, table):
        """A Row for every filled row of the file; nothing is written, not even to be rolled back."""
        data, _unused = self.dataset(table)
        self.result = self.import_data_inner(
            data, dry_run=True, raise_errors=False, using_transactions=False, collect_failed_rows=False
        )
        for error in [*self.result.base_errors, *(error for row in self.result.rows for error in row.errors)]:
            raise error.error
        return [self._row(row) for row in self.result.rows]

    def created(self):
        return [row.instance for row in self.result.rows if row.is_new()]

    def changed(self):
        return [row.instance for row in self.result.rows if row.is_update()]

    def changed_fields(self):
        """The fields in which any changed row differs; fewer fields make a much quicker update."""
        pairs = [(row.original, row.instance) for row in self.result.rows if row.is_update()]
        columns = [column for column in self.columns if not column.readonly and not column.key]
        return [
            c.attribute for c in columns if any(c.get_value(old) != c.get_value(new) for old, new in pairs)
        ]

    # --- one row

    def before_import(self, dataset, **kwargs):
        regions = Region.objects.visible_to(self.user, self._meta.model.VIEW_PERMISSION)
        self.fields["region"].widget.known = _spelled(regions)
        if "group" in self.fields:
            self.fields["group"].widget.known = _spelled(StakeholderGroup.objects.active())

    def region_id(self, row):
        """The id of the row's region, None for the whole country, 0 where the cell names no known region."""
        text = key_of(row["region"])
        region = self.fields["region"].widget.known.get(text)
        return region.pk if region else (0 if text else None)

    def before_import_row(self, row, **kwargs):
        try:
            record = self.found(row)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        key = record.pk if record else self.key_of_new(row)
        if key in self.first_rows:
            raise ValidationError(_("Baris ini mengulang baris %(row)s.") % {"row": self.first_rows[key]})
        self.first_rows[key] = row[ROW_NUMBER]

    def key_of_new(self, row):
        """What a second row of the file may not repeat."""
        return tuple(key_of(row[column.column_name]) for column in self.columns if column.key)

    def get_instance(self, instance_loader, row):
        return self.found(row)

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        """A record keeps the key it was found by: a former name in the file renames nothing.

        It keeps too what a blank cell says nothing of; `[kosongkan]` takes it away.
        """
        cell = str(row.get(field.column_name) or "")
        if instance.pk and (field.key or not cell.strip()):
            return
        if says_clear(cell):
            row = row | {field.column_name: ""}
        super().import_field(field, instance, row, is_m2m, **kwargs)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """The faults of the cells, the columns a new record lacks, then what the rules say."""
        faults = dict(import_validation_errors or {})
        for column in self.columns:
            if column.required and column.attribute not in faults and not column.get_value(instance):
                faults[column.attribute] = ValidationError(_("Wajib diisi."))
        if not faults:
            reasons = self.refusals(instance) | {"region": self._why_not_write(instance)}
            faults = {name: ValidationError(reason) for name, reason in reasons.items() if reason}
        if faults:
            raise ValidationError(faults)

    def _why_not_write(self, instance):
        return rules.why_not_write(instance, self.user, may=rules.may_import)

    # --- what the reader sees

    def _row(self, result):
        number = result.row_values[ROW_NUMBER]
        typed = next(str(result.row_values[c.column_name] or "") for c in self.columns if c.key)
        if result.validation_error:
            return Row(number, REFUSED, typed[:100], faults=self._faults(result.validation_error))
        kind = NEW if result.is_new() else UNCHANGED if result.is_skip() else CHANGED
        differences = [] if kind == UNCHANGED else self._differences(result.original, result.instance)
        name = str(result.instance)
        return Row(number, kind, name, differences, hint=self.hint(typed, result.instance))

    def hint(self, typed, record):
        """The name in the file, where the record bears another."""
        return "" if key_of(typed) == str(record).casefold() else typed

    def _differences(self, original, record):
        columns = [column for column in self.columns if not column.readonly]
        pairs = [(c.label, c.export(original) if original else "", c.export(record)) for c in columns]
        return [(label, before, after) for label, before, after in pairs if before != after]

    def _faults(self, error):
        if not hasattr(error, "error_dict"):
            return [("", text) for text in error.messages]
        labels = {column.attribute: column.label for column in self.columns} | {NON_FIELD_ERRORS: ""}
        return [(labels[name], text) for name, texts in error.message_dict.items() for text in texts]


def _place(column, headings):
    names = column.headings()
    places = [place for place, heading in enumerate(headings) if heading in names]
    if len(places) > 1:
        told = _("Judul kolom “%(column)s” muncul dua kali.") % {"column": column.label}
        raise UnreadableFile("headings", told)
    return places[0] if places else None


def _spelled(records):
    """Each record under its code and its name, in lower case."""
    return {spelling.casefold(): record for record in records for spelling in (record.name, record.code)}

"""What a learned entry is about, and what it means, in words."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from stakeholders.models import District, Region
from surveys.importing import kinds
from surveys.importing.columns import (
    DISTRICT,
    PROFILE,
    REGION,
    RESPONDED_ON,
    RESPONDENT,
    RUNNING_NUMBER,
    Column,
    Option,
    question_columns,
)
from surveys.importing.places import place_options

HEADING = ""  # the column of an entry that is a heading


def columns_of(version):
    """{Column.name: Column} of the files of a questionnaire; HEADING is a choice among all of them."""
    districts = District.objects.select_related("region").prefetch_related("former_regions")
    options = tuple(place_options(list(Region.objects.all()), list(districts)))
    places = (replace(each, options=options) for each in (REGION, DISTRICT))
    columns = (RESPONDENT, RUNNING_NUMBER, *places, RESPONDED_ON)
    named = {each.name: each for each in (*columns, *PROFILE, *question_columns(version))}
    headings = tuple(Option(name, str(each.label)) for name, each in named.items())
    return named | {HEADING: Column("heading", _("Judul kolom"), kinds.ANSWER, options=headings)}


def column_of(entry):
    """The Column of an entry, or None where the questionnaire has it no more."""
    return columns_of(entry.version).get(entry.column)


class Words:
    """The words of many entries; the columns of each questionnaire are looked up once."""

    def __init__(self):
        self.columns = {}

    def of(self, entry):
        """(what it is about, what it means) of an entry."""
        if entry.version_id not in self.columns:
            self.columns[entry.version_id] = columns_of(entry.version)
        column = self.columns[entry.version_id].get(entry.column)
        chosen = column and column.kind.chosen(column, entry.meaning)
        if chosen is None:
            return (column.label if column else entry.column), entry.meaning
        return column.label, column.kind.in_words(column, chosen)

"""What earlier files taught: which spellings mean which option, or which column where they are headings."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pmi_portal.accounts.permissions import Permission
from pmi_portal.words.formats import show_date
from pmi_portal.words.parsing import numbers_of_date, parse_date
from surveys.models import LearnedEntry
from surveys.models.learned import LONGEST_SPELLING

# Where a cell is not understood for another reason, its spelling means something else in the next file.
TEACHABLE = {"unknown_option", "unknown_country", "age_not_taken", "lookalike_letter"}
MOST_DIGITS = 2  # “20an”, but no number, date, NIK or telephone number


@dataclass(frozen=True)
class Learned:
    """A LearnedEntry as it is applied; `told` are its source, who said it and when, in words."""

    pk: int
    revision: int
    column: str
    spelling: str
    meaning: str
    told: tuple


def learned_of(version, *, regions, by):
    """The Learned entries for files of these regions (codes): those of a region before those for all.

    Where two regions say different things neither holds.
    """
    entries = LearnedEntry.objects.standing().filter(version=version).visible_to(by).for_list()
    national, regional, doubted = {}, {}, []
    is_national = by.regions_for(Permission.IMPORTS_RUN) is None
    for entry in entries.order_by("pk"):
        key, found = (entry.column, entry.spelling), _learned(entry, is_national)
        if entry.region is None:
            national[key] = found
        elif entry.region.code in regions and regional.setdefault(key, found).meaning != found.meaning:
            doubted.append(key)
    held = national | regional
    return tuple(held[key] for key in sorted(held) if key not in doubted)


def _learned(entry, is_national):
    # What a file for all regions is called is for those who may see it.
    source = entry.learned_from.original_name if entry.region or is_national else _("unggahan nasional")
    told = source, str(entry.said_by), show_date(entry.said_at.date())
    return Learned(entry.pk, entry.revision, entry.column, entry.spelling, entry.meaning, told)


def is_teachable(column, code, spelling):
    """Whether what is said of a cell of this spelling, refused by this code, may be kept for other files."""
    return column.kind.is_closed and code in TEACHABLE and is_word(spelling)


def is_word(spelling):
    """Whether a spelling is a word: no number, no date, nothing of one person alone."""
    digits, letters = (sum(test(sign) for sign in spelling) for test in (str.isdigit, str.isalpha))
    return (
        len(spelling) <= LONGEST_SPELLING and letters > 0 and digits <= MOST_DIGITS and not _is_day(spelling)
    )


def _is_day(text):
    try:
        return bool(numbers_of_date(text) or parse_date(text))
    except ValueError:
        return False

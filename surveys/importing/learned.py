"""What earlier files taught: which spellings mean which option, or which column where they are headings."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pmi_portal.accounts.permissions import Permission
from pmi_portal.words.formats import show_date
from pmi_portal.words.parsing import numbers_of_date, parse_date
from surveys.importing.problems import notice
from surveys.importing.spelling import plain
from surveys.models import LearnedEntry
from surveys.models.learned import LONGEST_SPELLING

# Where a cell is not understood for another reason, its spelling means something else in the next file.
TEACHABLE = {"unknown_option", "unknown_country", "age_not_taken", "lookalike_letter"}
ALIKE = 0.5  # the share of headings by which a sheet is known again
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

    @property
    def is_heading(self):
        return not self.column


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


def changed_headings(matching, batch, *, by):
    """A notice when the sheet is known as the newest of its sender that taught headings, but was changed."""
    taught = LearnedEntry.objects.standing().filter(
        column="", version=batch.round.version, learned_from__uploaded_by=by
    )
    known = "learned_from__report__headings", "learned_from__original_name"
    found = taught.order_by("-learned_from").values_list(*known).first() if batch.uploaded_by == by else None
    if not found or not found[0]:
        return
    before, now = ({plain(each): each for each in some} for some in (found[0], matching.headings))
    shared = before.keys() & now.keys()
    if before.keys() != now.keys() and len(shared) >= ALIKE * max(len(before), len(now)):
        new, gone = (
            ", ".join(some[each] for each in some if each not in shared) or "–" for some in (now, before)
        )
        yield notice("headings_changed", source=found[1], new=new, gone=gone)


def is_teachable(column, code, spelling):
    """Whether what is said of a cell of this spelling, refused by this code, may be kept for other files."""
    return column.kind.is_closed and code in TEACHABLE and is_word(spelling)


def is_word(spelling):
    """Whether a spelling is a word: no number, no date, nothing of one person alone."""
    digits, letters = (sum(test(sign) for sign in spelling) for test in (str.isdigit, str.isalpha))
    return (
        len(spelling) <= LONGEST_SPELLING and letters > 0 and digits <= MOST_DIGITS and not _is_day(spelling)
    )


def is_heading_word(heading):
    """Whether a heading as it is shown is a word; “Q12_2019” may be one, a long number is none."""
    digits, letters = (sum(test(sign) for sign in heading) for test in (str.isdigit, str.isalpha))
    return len(heading) <= LONGEST_SPELLING and letters > 0 and digits <= letters + MOST_DIGITS


def _is_day(text):
    try:
        return bool(numbers_of_date(text) or parse_date(text))
    except ValueError:
        return False

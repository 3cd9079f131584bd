"""What imports still hold of a response that was withdrawn: their reports, and what was typed for its row."""

from django.conf import settings
from django.utils import translation

from pmi_portal.files.sheets import letters_beside, sheet_address
from surveys.models import ImportBatch
from surveys.responses.words import place_in_file


def forget_rows(rows):
    """Take rows of files, (import, sheet, row number), out of what these imports show and decided.

    A report tells a row with its sheet only where several were read.
    """
    for batch in ImportBatch.objects.select_for_update().filter(pk__in=[pk for pk, _sheet, _row in rows]):
        own = [(sheet, number) for pk, sheet, number in rows if pk == batch.pk]
        numbers = {number for called, number in own if not letters_beside(called)}
        numbers |= {sheet_address(called, f"{letters_beside(called)}{number}") for called, number in own}
        preview = batch.report.get("preview", {})
        batch.report |= {
            "preview": preview | {"rows": [row for row in preview.get("rows", []) if row[0] not in numbers]},
            "changes": [told for told in batch.report.get("changes", []) if told[0] not in numbers],
        }
        for sheet, number in own:
            batch.fixes_in(sheet).pop(str(number), None)
        batch.save(update_fields=["report", "decisions"])


def forget_in_waiting(response):
    """Take what it said out of what imports that wait would change of it; they are checked again anyway."""
    names = {response.number} if response.number else _places_told(response)
    waiting = ImportBatch.objects.filter(round=response.round_id, state=ImportBatch.State.CHECKED)
    for batch in waiting.select_for_update():
        told = batch.report.get("changes", [])
        left = [each for each in told if each[1] not in names]
        if len(left) < len(told):
            batch.report |= {"changes": left}
            batch.save(update_fields=["report"])


def _places_told(response):
    """How reports in any language name who has no number."""
    told = set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            told.add(place_in_file(response))
    return told

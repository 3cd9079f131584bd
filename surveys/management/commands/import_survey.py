"""Import a survey file from the shell: exit status 0 clean, 1 rows refused, 2 file refused."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmi_portal.accounts.models import User
from pmi_portal.files.sheets import sheet_address
from stakeholders.models import Region
from surveys.importing import rules
from surveys.importing.actions.imports import check_batch, commit_batch, upload_file
from surveys.importing.examination import FileRefused, UnreadableFile, examine
from surveys.importing.report import full_report_of, report_of_unreadable
from surveys.importing.stored import stored_in
from surveys.importing.terms import terms_of
from surveys.models import ImportBatch, SurveyRound

CLEAN, ROWS_REFUSED, FILE_REFUSED = 0, 1, 2
MEANINGS = {
    "rejected": gettext_lazy("perbaiki di berkas, atau unggah lewat portal dan perbaiki di sana"),
    "foreign": gettext_lazy("bukan wilayah tugas Anda"),
    "skipped": gettext_lazy("dilewati: kosong, jumlah, ganda, atau tidak bersedia"),
}


class Command(BaseCommand):
    help = "Check a survey file against a round, and with --commit store its new rows."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--round", required=True, help="code of the round")
        parser.add_argument("--as", required=True, dest="email", help="e-mail address of who imports")
        parser.add_argument("--region", help="code of the region of a file that names none")
        parser.add_argument(
            "--sheet",
            action="append",
            default=[],
            dest="sheets",
            help="sheet of a workbook, perhaps several times; else the first visible one",
        )
        parser.add_argument("--commit", action="store_true", help="store the rows that are right")
        parser.add_argument("--update", action="store_true", help="with --commit, also store what changed")
        parser.add_argument(
            "--tolerance",
            type=int,
            metavar="PERCENT",
            choices=range(101),
            help="with --commit, store nothing when more rows are refused; 0: all or nothing",
        )
        parser.add_argument(
            "--basis",
            choices=ImportBatch.Basis.values,
            default=ImportBatch.Basis.PUBLIC_TASK.value,
            help="with --commit, on what the processing rests; unless told the public task of the evaluation",
        )
        parser.add_argument("--json", action="store_true", help="print the whole report as JSON")

    def handle(self, *, file, email, region, sheets, commit, update, tolerance, basis, **options):
        by, survey_round, region = asked_for(email, options["round"], region)
        report = dry_run(file, survey_round, region, sheets, by)
        counts = report.get("counts", {})
        if reason := commit and rules.why_too_many_refused(counts, tolerance):
            report["not_committed"] = reason
        elif commit and (counts.get("new") or (update and counts.get("changed"))):
            report["committed"] = store(file, survey_round, region, sheets, by, updates=update, basis=basis)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(told(report)))
        if status := exit_status(report):
            raise SystemExit(status)


def asked_for(email, code, region_code):
    """(user, round, region) of the options; CommandError with status 2 for what is missing or not allowed."""
    by = User.objects.filter(email__iexact=email, is_active=True).first()
    survey_round = SurveyRound.objects.filter(code=code).first()
    region = Region.objects.filter(code=region_code).first()
    if by is None:
        raise CommandError(_("Tidak ada pengguna aktif dengan surel itu."), returncode=FILE_REFUSED)
    if survey_round is None:
        raise CommandError(_("Tidak ada putaran survei dengan kode itu."), returncode=FILE_REFUSED)
    if region_code and region is None:
        raise CommandError(_("Tidak ada wilayah dengan kode itu."), returncode=FILE_REFUSED)
    if reason := rules.why_not_import(survey_round, region, by=by):
        raise CommandError(reason, returncode=FILE_REFUSED)
    return by, survey_round, region


def dry_run(file, survey_round, region, sheets, by):
    """The report with every problem; nothing is stored."""
    try:
        found = examine(
            file,
            file.name,
            terms_of(survey_round, by=by, region=region),
            sheet=sheets,
            stored=stored_in(survey_round),
        )
    except UnreadableFile as error:
        return report_of_unreadable(error)
    except FileRefused as refused:
        return full_report_of(refused.examination)
    return full_report_of(found)


def store(file, survey_round, region, sheets, by, *, updates, basis):
    """Go the way of an upload; the number of the import, or CommandError when something changed meanwhile."""
    with file.open("rb") as content:
        batch = upload_file(
            survey_round=survey_round,
            region=region,
            sheets=sheets,
            file=File(content, name=file.name),
            basis=basis,
            by=by,
        )
    try:
        return commit_batch(batch=check_batch(batch=batch, by=by), updates=updates, by=by).pk
    except ValidationError as refused:
        raise CommandError(" ".join(refused.messages), returncode=FILE_REFUSED) from refused


def exit_status(report):
    if "refusal" in report:
        return FILE_REFUSED
    return ROWS_REFUSED if report["counts"]["rejected"] or report["counts"]["foreign"] else CLEAN


def told(report):
    """The report as lines for the shell."""
    if "refusal" in report:
        yield report["refusal"]["message"]
    for name, count in report.get("counts", {}).items():
        yield f"{name}: {count} ({MEANINGS[name]})" if name in MEANINGS else f"{name}: {count}"
    yield from report.get("notices", [])
    for row, column, _heading, _cell, code, message, suggestion, sheet in report.get("problems", []):
        place = sheet_address(sheet, f"{column or ''}{row or ''}")
        hint = f" [{suggestion}]" if suggestion else ""
        yield f"{place}: {code}: {message}{hint}"
    if "not_committed" in report:
        yield _("Tidak ada yang disimpan: %(reason)s") % {"reason": report["not_committed"]}
    if "committed" in report:
        yield _("Disimpan sebagai unggahan nomor %(number)s.") % {"number": report["committed"]}

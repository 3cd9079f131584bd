"""What measures the import does what it says, on few rows; how fast is not asked here."""

import time

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from surveys.models import ImportBatch, Response
from tests.spreadsheets.bench.clock import now
from tests.spreadsheets.bench.limit import seconds_to_load
from tests.spreadsheets.bench.maker import NAMES, Maker, rows_of
from tests.spreadsheets.bench.measures import everything
from tests.support.records import a_region, a_staff_member

pytestmark = pytest.mark.django_db


def test_every_measure_is_taken(uploads):
    told = {measure["measure"]: measure for measure in everything(0.002)}
    assert list(told) == [
        "memory",
        "limit",
        "import_xlsx",
        "import_xlsx_again",
        "import_csv",
        "import_csv_again",
        "check_with_faults",
        "against_import_export",
        "undo",
    ]
    assert told["limit"]["rows"] == 100
    assert (
        ImportBatch.objects.filter(state="committed").exclude(report__counts__new__in=(10, 100)).count() == 0
    )


def test_a_file_has_40_columns_that_are_all_read_and_as_many_wrong_cells_as_asked(uploads):
    a_region()
    maker = Maker(a_staff_member())
    batch, _seconds = maker.checked(maker.file("xlsx", 60, wrong=7), maker.round())
    assert len(batch.tables[0]["columns"]) == 40
    assert sum(group[4] for group in batch.report["groups"]) == 7


def test_the_limit_is_of_the_rows_that_were_stored(uploads):
    a_region()
    maker = Maker(a_staff_member())
    batch, _seconds = maker.imported(maker.file("csv", 20))
    rows = rows_of(batch)
    assert (len(rows), len(rows[0]), Response.objects.count()) == (20, len(NAMES), 20)
    assert seconds_to_load(Response, NAMES, rows) > 0
    assert Response.objects.count() == 20


def test_nothing_is_measured_in_production(settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="produksi"):
        call_command("bench_imports")


def test_waiting_is_not_measured():
    if connection.vendor == "postgresql":
        pytest.skip("of a server elsewhere only the clock on the wall can be asked")
    began = now()
    time.sleep(0.5)
    assert now() - began < 0.5

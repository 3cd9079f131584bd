"""What the demo costs, as JSON lines."""

import json

from django.core.management.base import BaseCommand

from pmi_portal import benchmarks


class Command(BaseCommand):
    help = "Measure start, pages and memory of the demo on throw-away data; one JSON line per measure."
    requires_system_checks = []

    def add_arguments(self, parser):
        part = parser.add_mutually_exclusive_group()
        part.add_argument("--pages", action="store_true", help="only the pages, on the data that are there")
        part.add_argument("--memory", action="store_true", help="only the memory, on the data that are there")
        parser.add_argument("--requests", type=int, default=benchmarks.REQUESTS, help="requests per page")

    def handle(self, *, pages, memory, requests, **options):
        measures = benchmarks.everything()
        if pages:
            measures = benchmarks.pages_of_each_role(requests)
        elif memory:
            measures = benchmarks.memory_after_every_page()
        for measure in measures:
            self.stdout.write(json.dumps(measure))
            self.stdout.flush()

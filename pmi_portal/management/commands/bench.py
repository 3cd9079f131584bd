"""What the demo costs, as JSON lines."""

import json

from django.core.management.base import BaseCommand

from pmi_portal.running import benchmarks, desk_benchmark, line_benchmark
from pmi_portal.running.static_files import collect_if_changed


class Command(BaseCommand):
    help = "Measure start, pages and memory of the demo on throw-away data; one JSON line per measure."
    requires_system_checks = []

    def add_arguments(self, parser):
        part = parser.add_mutually_exclusive_group()
        part.add_argument("--pages", action="store_true", help="only the pages, on the data that are there")
        part.add_argument("--memory", action="store_true", help="only the memory, on the data that are there")
        part.add_argument("--line", action="store_true", help="only the line, on the data that are there")
        part.add_argument("--desk", action="store_true", help="the desk, on a large throw-away data set")
        part.add_argument("--desk-pages", action="store_true", help="the desk, on the data that are there")
        parser.add_argument("--requests", type=int, default=benchmarks.REQUESTS, help="requests per page")
        parser.add_argument("--scale", type=float, default=desk_benchmark.SCALE, help="how large for --desk")

    def handle(self, *, pages, memory, line, desk, desk_pages, requests, scale, **options):
        collect_if_changed()
        measures = benchmarks.everything()
        if pages:
            measures = benchmarks.pages_of_each_role(requests)
        elif memory:
            measures = benchmarks.memory_after_every_page()
        elif line:
            measures = line_benchmark.everything()
        elif desk:
            measures = desk_benchmark.everything(scale, requests)
        elif desk_pages:
            measures = desk_benchmark.pages(requests)
        for measure in measures:
            self.stdout.write(json.dumps(measure))
            self.stdout.flush()

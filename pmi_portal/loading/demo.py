"""Demo data: a seeded generator that every app adds to, floor by floor."""

import random
from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings
from django.db import transaction

# Printed by `portal.py demo`; accounts with it exist only where demo data may be loaded.
PASSWORD = "sapi hijau lompat pagar"  # noqa: S105


class DemoNotAllowed(Exception):
    """Demo data were asked for outside the demo and development settings."""


@dataclass
class Demo:
    """`rng` decides everything, so one seed gives one data set; `scale` multiplies the counts."""

    rng: random.Random
    scale: float
    made: dict = field(default_factory=dict)

    def times(self, count):
        """`count` scaled, at least one."""
        return max(1, round(count * self.scale))


@transaction.atomic
def load_demo(*, seed, scale, only=None):
    """Let each app, lower floors first, or `only` one, add its demo records; returns counts by name."""
    if not settings.DEMO_ALLOWED:
        raise DemoNotAllowed("Demo data are only loaded where PORTAL_ENV is demo, development or test.")
    demo = Demo(random.Random(seed), scale)
    for config in [apps.get_app_config(only)] if only else apps.get_app_configs():
        if load := getattr(config, "load_demo", None):
            load(demo)
    return demo.made

"""The web server starts with every room entered, and leaves what is loaded out of later collections."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.both_databases


def test_what_is_loaded_at_the_start_is_not_collected_again():
    code = (
        "import gc, pmi_portal.wsgi, sys;"
        "assert gc.get_freeze_count() > 50_000, gc.get_freeze_count();"
        "assert {'outreach.fgd.views.sessions', 'reports.dashboards.views.homes'} <= {*sys.modules}"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr

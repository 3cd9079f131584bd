"""Loaded before the settings are read: plain pytest runs in the test environment, on files of its own."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("PORTAL_ENV", "test")
if "PORTAL_DATA_DIR" not in os.environ:
    # Parallel workers inherit the folder; who made it removes it.
    os.environ["PORTAL_DATA_DIR"] = tempfile.mkdtemp(prefix="portal-test-")
    atexit.register(shutil.rmtree, os.environ["PORTAL_DATA_DIR"], ignore_errors=True)

"""`python3 -m tests.releases 0.3`: keep the database of a release for the upgrade test."""

import os
import re
import sys
import tempfile

from tests.releases import write

if len(sys.argv) != 2 or not re.fullmatch(r"\d+\.\d+(\.\d+)?", sys.argv[1]):
    sys.exit("usage: python3 -m tests.releases VERSION   (DATABASE_URL names a PostgreSQL server, if any)")
with tempfile.TemporaryDirectory() as folder:
    address = os.environ.get("DATABASE_URL", "")
    sys.stdout.write(f"{write(sys.argv[1], folder, '' if address.startswith('sqlite') else address)}\n")

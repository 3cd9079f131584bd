import random
import resource
import time

import pytest

from surveys.actions.imports import *
from surveys.models import *
from tests.support.records import *
from tests.surveys.makers import *


@pytest.mark.parametrize("n", [5000, 50000 - 25])
def test_speed(db, n):
    admin = an_administrator()
    region = a_region()
    r = an_skm_round(regions=[region])
    rng = random.Random(1)
    rows = [
        [
            "Nomor responden",
            "Wilayah",
            "Tanggal wawancara",
            "Jenis responden",
            "Jenis kelamin",
            "Usia",
            "Negara tujuan",
            *ELEMENTS[:9],
        ]
    ]
    for i in range(n):
        rows.append(
            [
                i + 1,
                region.name,
                f"{rng.randint(1, 28)}/{rng.randint(1, 12)}/2019",
                "PMI aktif",
                rng.choice("LP"),
                rng.randint(18, 60),
                "Malaysia",
                *[rng.randint(1, 4) for _ in range(9)],
            ]
        )
    for name in ("a.csv", "b.xlsx"):
        f = a_file(*rows, name=name)
        t = time.perf_counter()
        b = upload_file(survey_round=r, region=None, sheet="", file=f, by=admin)
        t1 = time.perf_counter()
        b = check_batch(batch=b, by=admin)
        t2 = time.perf_counter()
        print(
            n,
            name,
            "size",
            b.size,
            "upload %.2f check %.2f" % (t1 - t, t2 - t1),
            b.report["counts"]["new"],
            b.report["counts"]["unchanged"],
        )
        if b.report["counts"]["new"]:
            commit_batch(batch=b, by=admin)
            print("commit %.2f" % (time.perf_counter() - t2))
    print("maxrss MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)

import os
import time

import pytest
from django.conf import settings
from django.core.cache import cache

from reports.renderers import drawing
from reports.renderers.drawing import DrawingFailed, draw_svg

SPEC = {
    "data": {"values": [{"a": "Kupang & <Cilacap>", "b": 3}]},
    "mark": "bar",
    "encoding": {"x": {"field": "b", "type": "quantitative"}, "y": {"field": "a", "type": "nominal"}},
}


@pytest.fixture(autouse=True)
def empty_cache(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def instead(monkeypatch, tmp_path):
    """Lets another script draw."""

    def put(text):
        script = tmp_path / "draw.py"
        script.write_text(text)
        monkeypatch.setattr(drawing, "SCRIPT", script)

    return put


def test_a_chart_becomes_an_svg_with_its_texts_escaped():
    svg = draw_svg(SPEC).decode()

    assert svg.startswith("<svg")
    assert "Kupang &amp; &lt;Cilacap&gt;" in svg


def test_a_chart_is_drawn_once_and_then_kept(instead):
    first = draw_svg(SPEC)
    instead("raise SystemExit('drawn again')")

    assert draw_svg(SPEC) == first
    with pytest.raises(DrawingFailed, match="drawn again"):
        draw_svg(SPEC | {"width": 300})


def test_several_charts_are_drawn_in_one_go_and_come_in_their_order(instead, tmp_path):
    other, third = SPEC | {"width": 300}, SPEC | {"width": 400}
    kept = draw_svg(other)
    log = tmp_path / "log"
    script = "import json, sys\nspecs = json.load(sys.stdin)\nopen({log!r}, 'a').write(f'{{len(specs)}} ')\n"
    script += "print(json.dumps(['<svg' + str(spec.get('width', '')) for spec in specs]))\n"
    instead(script.format(log=str(log)))

    drawn = drawing.draw_svgs([third, other, SPEC, third])

    assert drawn == [b"<svg400", kept, b"<svg", b"<svg400"]
    assert log.read_text() == "2 "


def test_of_nothing_nothing_is_drawn(instead):
    instead("raise SystemExit('started')")

    assert drawing.draw_svgs([]) == []


def test_what_cannot_be_drawn_fails_with_its_reason_and_is_not_kept():
    broken = SPEC | {"mark": "unheard-of"}

    for _attempt in range(2):
        with pytest.raises(DrawingFailed):
            draw_svg(broken)


def test_a_drawing_that_hangs_is_ended(instead, monkeypatch, tmp_path):
    monkeypatch.setattr(drawing, "TIME_LIMIT", 1)
    mark = tmp_path / "pid"
    instead(f"import os, time\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)\n")
    begin = time.monotonic()

    with pytest.raises(DrawingFailed, match="within 1 seconds"):
        draw_svg(SPEC)

    assert time.monotonic() - begin < 10
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)


def test_a_drawing_that_dies_takes_nobody_with_it(instead):
    instead("import os\nos.abort()\n")

    with pytest.raises(DrawingFailed):
        draw_svg(SPEC)


def test_the_drawing_process_does_not_know_the_secrets_of_the_portal(instead, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", settings.SECRET_KEY)
    instead("import json, os\nprint(json.dumps(['<svg' + str(sorted(os.environ))]))\n")

    assert b"SECRET_KEY" not in draw_svg(SPEC)


def test_a_chart_fetches_nothing_from_elsewhere():
    with pytest.raises(DrawingFailed, match="External data url not allowed"):
        draw_svg(SPEC | {"data": {"url": "http://127.0.0.1:9/data.json"}})


def test_a_chart_reads_no_file_of_this_machine(tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\nrahasia,3\n")
    spec = SPEC | {"data": {"url": secret.as_uri(), "format": {"type": "csv"}}}

    try:
        svg = draw_svg(spec)
    except DrawingFailed:
        svg = b""
    assert b"rahasia" not in svg

"""Child process of `drawing.py`: a Vega-Lite specification on standard input, its SVG on output.

Stands alone (no Django, nothing of ours), for it is started by path with the isolated interpreter.
"""

import json
import sys

import vl_convert


def main():
    spec = json.load(sys.stdin)
    svg = vl_convert.vegalite_to_svg(spec, vl_version="6.4", allowed_base_urls=[], show_warnings=False)
    sys.stdout.buffer.write(svg.encode())


if __name__ == "__main__":
    main()

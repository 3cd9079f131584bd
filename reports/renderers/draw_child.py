"""Child process of `drawing.py`: a list of Vega-Lite specifications on standard input, their SVGs on output.

Stands alone (no Django, nothing of ours), for it is started by path with the isolated interpreter.
"""

import json
import sys

import vl_convert


def main():
    drawn = [
        vl_convert.vegalite_to_svg(spec, vl_version="6.4", allowed_base_urls=[], show_warnings=False)
        for spec in json.load(sys.stdin)
    ]
    sys.stdout.buffer.write(json.dumps(drawn).encode())


if __name__ == "__main__":
    main()

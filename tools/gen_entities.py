#!/usr/bin/env python3
"""gen_entities.py - makes src/read/html_entities.inc, the named character references of HTML.

The names and code points are the facts of the HTML standard's table, taken from Python's html.entities. Sorted by bytes,
so that the look-up narrows a range character by character. Run after a change of the standard only:
    python3 tools/gen_entities.py > src/read/html_entities.inc
"""
import html.entities

print("/* Made by tools/gen_entities.py; do not edit. E(name as after '&', first code point, second or 0). */")
for name, value in sorted(html.entities.html5.items(), key=lambda e: e[0].encode()):
    points = [ord(c) for c in value] + [0]
    print('E("%s", 0x%X, 0x%X),' % (name, points[0], points[1]))

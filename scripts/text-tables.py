#!/usr/bin/env python3
"""Writes Sources/Inference/Text/AccentRemoval+Table.swift anew, with `unicodedata2` where it is installed.

The format is told in AccentRemoval.swift.
"""

import pathlib

try:
    import unicodedata2 as unicodedata
except ImportError:
    import unicodedata

STEPS = [(sources, parts) for sources in (1, 2, 3) for parts in (0, 1, 2)]
TARGET = pathlib.Path(__file__).parent.parent / "Sources/Inference/Text/AccentRemoval+Table.swift"


def parts(value):
    text = unicodedata.normalize("NFKD", chr(value))
    return [ord(character) for character in text if not unicodedata.combining(character)]


def replaced():
    """What each character comes apart into; syllables of Hangul are computed, and marks are known without."""
    characters = [*range(0xAC00), *range(0xD7A4, 0xD800), *range(0xE000, 0x110000)]
    found = {value: parts(value) for value in characters if not unicodedata.combining(chr(value))}
    return {value: found for value, found in found.items() if found != [value]}


def runs(table):
    """Records of a source, a count, the steps, and the parts."""
    left = set(table)
    for source in sorted(table):
        if source not in left:
            continue
        best = (1, 1, 0)
        for step, part_step in STEPS if len(table[source]) == 1 else []:
            count = 1
            while source + count * step in left and table[source + count * step] == [table[source][0] + count * part_step]:
                count += 1
            best = max(best, (count, step, part_step), key=lambda run: run[0])
        left -= {source + index * best[1] for index in range(best[0])}
        yield source, *best, table[source]


def number(value):
    digits = chr(ord("a") + value % 26)
    while value >= 26:
        value //= 26
        digits = chr(ord("A") + value % 26) + digits
    return digits


def encode(table):
    text, last_source, last_part = "", 0, 0
    for source, count, step, part_step, found in runs(table):
        head = 2 * len(found) if count == 1 else 2 * (9 * (count - 2) + 3 * (step - 1) + part_step) + 1
        text += number(source - last_source) + number(head)
        last_source, current = source, last_part
        for index, part in enumerate(found):
            text += number(2 * (part - current) if part >= current else -2 * (part - current) - 1)
            current = part
            last_part = found[0]
    return text


def main():
    text = encode(replaced())
    lines = "\n".join("        " + text[start : start + 110] + "\\" for start in range(0, len(text), 110))
    TARGET.write_text(
        "extension AccentRemoval {\n"
        "    /// The compatibility decompositions of Unicode " + unicodedata.unidata_version + ", without marks, as "
        "`scripts/text-tables.py` wrote them.\n"
        '    static let table = """\n' + lines[:-1] + '\n        """\n'
        "}\n"
    )


main()

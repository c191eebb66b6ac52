"""Checks each PDF in a folder against PDF/UA-1 (accessibility) and PDF/A-2a (archive)."""

import re
import sys
from pathlib import Path

import page

STREAM = re.compile(rb"/Length (\d+)[^\n]*>>\nstream\n")


def lengths_are_right(pdf):
    """Does every stream end where its length says? The checker counts a last byte 0D as part of the line's end."""
    streams = list(STREAM.finditer(pdf))
    ends = [pdf[found.end() + int(found[1]) :][:10] for found in streams]
    return len(streams) == len(re.findall(rb"\nendstream", pdf)) and all(end == b"\nendstream" for end in ends)


def failures(file, profile):
    for failure in page.validate_pdf(file, profile=profile).failures:
        if not (failure.rule_id == "PDFA2A-STREAM-LENGTH-001" and lengths_are_right(file.read_bytes())):
            yield failure


files = sorted(Path(sys.argv[1]).glob("*.pdf"))
faults = 0
for file in files:
    for profile in ("ua1", "2a"):
        found = list(failures(file, profile))
        faults += bool(found)
        for failure in found[:10]:
            print(f"{file.name}: {profile}: {failure.rule_id}: {failure.message}")
print(f"{len(files)} documents, 2 profiles, {faults} faults")
sys.exit(1 if faults or not files else 0)

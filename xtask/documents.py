"""Checks each PDF in a folder against PDF/UA-1 (accessibility) and PDF/A-2a (archive)."""

import sys
from pathlib import Path

import page

files = sorted(Path(sys.argv[1]).glob("*.pdf"))
faults = 0
for file in files:
    for profile in ("ua1", "2a"):
        report = page.validate_pdf(file, profile=profile)
        if not report.is_compliant:
            faults += 1
            for failure in report.failures[:10]:
                print(f"{file.name}: {profile}: {failure.rule_id}: {failure.message}")
print(f"{len(files)} documents, 2 profiles, {faults} faults")
sys.exit(1 if faults or not files else 0)

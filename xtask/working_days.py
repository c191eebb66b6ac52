"""Compares a table of last days of use with the Finnish holidays of the package `holidays`.

Each row: the last day, the day on which the services end (the next one), the first on which the connections may be closed
(that day or the next working day). The program's own rule is compared with the same table by a test of kit-core.
"""

import csv
import sys
from datetime import date, timedelta

import holidays

FINLAND = holidays.country_holidays("FI")
DAY = timedelta(days=1)


def working_day_from(day):
    while day.weekday() >= 5 or day in FINLAND:
        day += DAY
    return day


with open(sys.argv[1], newline="") as file:
    rows = [[date.fromisoformat(text) for text in row] for row in list(csv.reader(file))[1:]]
faults = [row for row in rows if row[1:] != [row[0] + DAY, working_day_from(row[0] + DAY)]]
for last, ended, closing in faults:
    print(f"last day {last}: {ended} and {closing}, not {last + DAY} and {working_day_from(last + DAY)}")
print(f"{len(rows)} last days, {len(faults)} faults")
sys.exit(1 if faults or not rows else 0)

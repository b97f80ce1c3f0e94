#!/usr/bin/env bash
# eng/libreoffice.sh FILE.xlsx COLUMN: opens a report's workbook with LibreOffice (apt-get install libreoffice-calc-nogui) and compares its own SUM of a column of
# durations, e.g. D, with the total line under it. Not part of test.sh.
set -euo pipefail
file=${1:?workbook} column=${2:?letter of a column of durations}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/sum.py" <<'PYTHON'
import sys, zipfile, re
source, column, target = sys.argv[1:]
with zipfile.ZipFile(source) as book:
    names = book.namelist()
    sheet = next(n for n in names if re.fullmatch(r'xl/worksheets/sheet1?\.xml', n) or n.endswith('/sheet1.xml'))
    xml = book.read(sheet).decode()
    last = max(int(n) for n in re.findall(r'<(?:x:)?row r="(\d+)"', xml))
    prefix = 'x:' if '<x:row' in xml else ''
    end = f'</{prefix}sheetData>'
    row = f'<{prefix}row r="{last + 1}"><{prefix}c r="{column}{last + 1}"><{prefix}f>ROUND((SUM({column}2:{column}{last - 1})-{column}{last})*86400,0)</{prefix}f></{prefix}c></{prefix}row>'
    with zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as out:
        for name in names:
            out.writestr(name, xml.replace(end, row + end) if name == sheet else book.read(name))
print(last)
PYTHON
python3 "$folder/sum.py" "$file" "$column" "$folder/sum.xlsx" >/dev/null
soffice --headless --convert-to csv --outdir "$folder" "$folder/sum.xlsx" >/dev/null 2>&1
difference=$(tail -1 "$folder/sum.csv" | tr -d ',"\r')
echo "SUM($column) minus the total line: $difference s; total line: $(tail -2 "$folder/sum.csv" | head -1)"
[ "$difference" = 0 ]

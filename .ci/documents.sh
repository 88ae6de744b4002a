#!/usr/bin/env bash
# What others make of the attachments of the demo's quarter: LibreOffice of the workbook, poppler of the pages.
# Installs both. Uses the `out/` of the demo, and makes it where it is not there.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v soffice >/dev/null || ! command -v pdfinfo >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    libreoffice-calc-nogui poppler-utils >/dev/null
fi
[ -d out/runs/quarterly ] || npm run demo >/dev/null

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
found=0
for workbook in out/runs/*/*/*/books/*/report.*.xlsx; do
  found=$((found + 1))
  sheets="$work/$found"
  mkdir -p "$sheets"
  # Every sheet as a file of its own, values in full and not as their formats show them.
  soffice -env:UserInstallation="file://$work/profile" --headless \
    --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' \
    --outdir "$sheets" "$workbook" >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
  npx tsx .ci/documents/workbook.ts "$workbook" "$sheets"
done
[ "$found" -gt 0 ] || { echo "no workbook was made"; exit 1; }

found=0
for pages in out/runs/quarterly/*/*/books/*/report.*.pdf; do
  found=$((found + 1))
  pdfinfo "$pages" >"$work/info"
  pdffonts "$pages" >"$work/fonts"
  pdftotext -layout "$pages" "$work/text"
  pdfinfo -struct-text "$pages" >"$work/structure" 2>"$work/complaints"
  npx tsx .ci/documents/pages.ts "$pages" "$work"
done
[ "$found" -gt 0 ] || { echo "no PDF was made"; exit 1; }

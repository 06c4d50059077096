#!/usr/bin/env bash
# Four rules of an alliance compared, and a page about them in English and one in Spanish; see alliance-rules.md.
#   analysis/examples/alliance_rules.sh FOLDER [RUNS [OPTIONS OF ayni compare]]
set -euo pipefail

folder=${1:?say into which folder}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
ayni=${AYNI:-$root/build/release/ayni}
mkdir -p "$folder"

"$ayni" compare "$root"/scenarios/{bolivia,indexed-contract,low-counterpart,assistance-topup}.toml \
  -n "${2:-100}" -o "$folder/alliance-rules.h5" "${@:3}"
"$ayni" report "$folder/alliance-rules.h5" -o "$folder/alliance-rules.html"
"$ayni" report "$folder/alliance-rules.h5" -o "$folder/reglas-de-alianza.html" --lang es

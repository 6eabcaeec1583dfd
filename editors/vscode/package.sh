#!/usr/bin/env bash
# Makes copydesk-TARGET.vsix, with the program inside.
#   ./package.sh [PROGRAM] [TARGET]     default: ../../target/release/copydesk, for this machine
set -euo pipefail
cd "$(dirname "$0")"
program=${1:-../../target/release/copydesk}
case $(uname -s)-$(uname -m) in
  Linux-aarch64) here=linux-arm64 ;; Darwin-arm64) here=darwin-arm64 ;; Darwin-x86_64) here=darwin-x64 ;; *) here=linux-x64 ;;
esac
target=${2:-$here}
[ -f "$program" ] || { echo "$program is missing: run cargo build --release first" >&2; exit 2; }
[ -d node_modules ] || npm ci --ignore-scripts --silent
rm -rf bin && mkdir bin
name=copydesk; case $target in win32-*) name=copydesk.exe ;; esac
install -m 755 "$program" "bin/$name"
npx vsce package --no-dependencies --allow-missing-repository --target "$target" --out "copydesk-$target.vsix"

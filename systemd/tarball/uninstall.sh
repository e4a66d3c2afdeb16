#!/bin/sh
# Takes away what install.sh installed: ./uninstall.sh [--purge], as root. State, logs and configuration stay unless
# --purge is given.
set -eu
cd "$(dirname "$0")"

[ "$(id -u)" -eq 0 ] || { echo "uninstall.sh: run it as root" >&2; exit 1; }

systemctl disable --quiet --now cortexd.service || true
find usr -type f | while read -r file; do rm -f "/$file"; done
for folder in /usr/lib/cortex /usr/share/doc/cortex; do
  if [ -d "$folder" ]; then find "$folder" -depth -type d -empty -delete; fi
done
rm -f /run/cortex.sock
systemctl daemon-reload || true
if [ "${1:-}" = --purge ]; then rm -rf /var/lib/cortex /var/log/cortex /etc/cortex; fi

#!/bin/sh
# Installs Cortex from this folder on a host with systemd and starts it: ./install.sh, as root. Again with a later
# version it upgrades; a changed configuration stays.
set -eu
cd "$(dirname "$0")"

[ "$(id -u)" -eq 0 ] || { echo "install.sh: run it as root" >&2; exit 1; }
[ -d /run/systemd/system ] || { echo "install.sh: this host was not booted with systemd" >&2; exit 1; }

find usr -type f | while read -r file; do
  mode=644
  [ -x "$file" ] && mode=755
  # Beside it, then in its place: what runs goes on with the old file.
  install -D -m "$mode" "$file" "/$file.new"
  mv -f "/$file.new" "/$file"
done
[ -e /etc/cortex/daemon.yaml ] || install -D -m 644 etc/cortex/daemon.yaml /etc/cortex/daemon.yaml

systemd-sysusers /usr/lib/sysusers.d/cortex.conf
systemd-tmpfiles --create /usr/lib/tmpfiles.d/cortex.conf || true
systemctl daemon-reload
systemctl enable --quiet cortexd.service
if ! systemctl --quiet is-active cortexd.service || ! cortex daemon restart >/dev/null; then
  systemctl restart cortexd.service
fi
echo "Cortex runs; try: cortex health"

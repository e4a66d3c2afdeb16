#!/bin/sh
# What `systemctl reload cortexd` runs in the unit: the configuration is read again. Where `cortex daemon restart` has
# asked for it, a new process takes the place of the one that runs instead: it is started here, so that it is one of
# the unit, and by the old one's word it becomes the unit's main process. Ends when it answers, fails when it does not.
set -eu

if [ ! -e /run/cortexd.restart ]; then exec kill -HUP "$MAINPID"; fi

# What systemd told the old process is for the new one, too.
for variable in $(tr '\0' '\n' <"/proc/$MAINPID/environ" | grep -E '^(NOTIFY_SOCKET|WATCHDOG_USEC)='); do
  export "${variable?}"
done

# Left without a parent at once, it is systemd's own child.
exec 3>&1
successor=$(/usr/bin/cortexd --take-over >&3 3>&- & echo $!)
while kill -0 "$successor" 2>/dev/null; do
  if grep -q "\"pid\":$successor," /run/cortex/cortexd.lock; then exit 0; fi
  sleep 0.1
done
echo "The new process has ended before it took over; the old one goes on" >&2
exit 1

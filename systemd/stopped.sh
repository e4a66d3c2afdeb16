#!/bin/sh
# What the unit runs when the daemon has ended, however that came: keeps what systemd saw ($SERVICE_RESULT, $EXIT_CODE
# and $EXIT_STATUS of systemd.exec(5)) for the next start to tell. Where systemd itself is not told that the kernel killed
# for want of memory (before cgroup v2), the unit's own group is asked.
set -eu

group=$(sed -n 's/^[0-9]*:memory://p' /proc/self/cgroup)
if [ "$SERVICE_RESULT" = signal ] && [ "${group:-/}" != / ] &&
  grep -qs '^oom_kill [1-9]' "/sys/fs/cgroup/memory$group/memory.oom_control"; then
  SERVICE_RESULT=oom-kill
fi
echo "$SERVICE_RESULT $EXIT_CODE $EXIT_STATUS" >"$STATE_DIRECTORY/stopped"

#!/usr/bin/env bash
# A real systemd (Debian bookworm, PID 1 in its own namespaces) for testing units on a machine without one.
#
#   systemd_box.sh base                  print a root folder to copy: made once (debootstrap; about 35 s, 250 MB) and kept
#   systemd_box.sh start ROOT            boot it in the background, wait until it is up; prints the pid of its systemd
#   systemd_box.sh exec  ROOT CMD ARG…   run a command inside (namespaces of its PID 1)
#   systemd_box.sh stop  ROOT            power it off and wait
#
# Needs root, and from Debian: debootstrap systemd-container. The box has a private network (loopback only),
# so install into ROOT from outside (copy files, or `dpkg --root`, or `chroot ROOT`).
# Its systemd is 252: no Type=notify-reload (that came with 253). MemoryMax= holds where this machine has the memory
# controller of cgroup v1: the box has a group of its own there, which goes with it.
set -euo pipefail
base() { # whoever asks meanwhile waits
  local kept="${HOME:-/root}/.cache/cortex-tests/bookworm" mirror
  mkdir -p "${kept%/*}"
  exec 9>"$kept.lock"; flock 9
  if [ ! -d "$kept" ]; then
    rm -rf "$kept.part"
    mirror=$(awk '/^URIs:/{print $2; exit}' /etc/apt/sources.list.d/debian.sources 2>/dev/null || true)
    debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,curl,procps,ca-certificates bookworm "$kept.part" ${mirror:+"$mirror"} >"$kept.log" 2>&1
    : >"$kept.part/etc/machine-id"
    mv "$kept.part" "$kept"
  fi
  echo "$kept"
}
if [ "${1:-}" = base ]; then base; exit; fi

verb=${1:?usage: systemd_box.sh base, or start|exec|stop ROOT …}; root=$(realpath -m "${2:?ROOT}"); shift 2
name="box-$(printf %s "$root" | md5sum | cut -c1-8)"; run="$root.box"; mkdir -p "$run"
group=$(sed -n 's,^[0-9]*:memory:,/sys/fs/cgroup/memory,p' /proc/self/cgroup); group="${group%/}/$name"

leader() { # the box's own PID 1, seen from here: the child of our systemd-nspawn
  local np; np=$(cat "$run/nspawn.pid" 2>/dev/null) || return 1
  kill -0 "$np" 2>/dev/null || return 1
  ps -o pid=,args= --ppid "$np" | awk '$2 ~ /systemd$|\/init$/ {print $1; exit}'
}
inside() { local l; l=$(leader); [ -n "$l" ] || { echo "systemd_box: not running: $root" >&2; exit 1; }; nsenter -t "$l" -m -u -i -n -p -- "$@"; }
bound() { # nspawn mounts the controllers read-only, and its systemd has looked before anybody can change that
  [ -d "$group" ] || return 0
  nsenter -t "$1" -m mount -o remount,rw,bind /sys/fs/cgroup/memory && inside systemctl daemon-reexec
}
unbound() { [ ! -d "$group" ] || find "$group" -depth -type d -exec rmdir {} \;; }

case $verb in
start)
  if l=$(leader) && [ -n "$l" ]; then echo "$l"; exit 0; fi
  {
    ! mkdir "$group" || echo $BASHPID >"$group/cgroup.procs" || rmdir "$group"
    export SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=0
    exec setsid systemd-nspawn -q -D "$root" -M "$name" --register=no --keep-unit --boot --private-network --console=pipe
  } </dev/null >"$run/boot.log" 2>&1 &
  echo $! >"$run/nspawn.pid"
  for _ in $(seq 150); do
    sleep 0.2
    if l=$(leader) && [ -n "$l" ]; then
      state=$(nsenter -t "$l" -m -u -i -n -p -- systemctl is-system-running 2>/dev/null || true)
      case $state in running|degraded) bound "$l"; echo "$l"; exit 0;; esac
    fi
  done
  echo "systemd_box: did not come up; see $run/boot.log" >&2; exit 1 ;;
exec) inside "$@" ;;
stop)
  l=$(leader || true); [ -n "${l:-}" ] || exit 0
  kill -s RTMIN+4 "$l" 2>/dev/null || true          # systemd: power off
  np=$(cat "$run/nspawn.pid"); for _ in $(seq 100); do kill -0 "$np" 2>/dev/null || { unbound; exit 0; }; sleep 0.2; done
  kill "$np" ;;
*) echo "systemd_box: unknown verb $verb" >&2; exit 2 ;;
esac

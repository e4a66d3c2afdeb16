#!/bin/sh
# Records what a host monitor reads of this machine as a tree of plain files, for tests.
#
#   record_host.sh DIR
#
# Needs a POSIX shell and the tools of coreutils or busybox; without root, files that only root may read are missing.
# Every file is as the kernel gave it, except: cpuinfo is cut to a few keys, passwd to the users that own a recorded
# process, and what `.about` says was left out.
# Environment: KERNEL_THREADS  how many kernel threads to keep (default 8)
#              RECORD_NOTE     what is special about this machine; goes into `.about`
set -uf # no globbing: mount points and process names are full of surprises
LC_ALL=C
export LC_ALL
dir=${1:?usage: record_host.sh DIR}
kernel_threads=${KERNEL_THREADS:-8}
tab=$(printf '\t')

# take PATH… : copies /PATH to DIR/PATH; a file that is not there or cannot be read leaves nothing behind.
take() {
  for path in "$@"; do
    [ -f "/$path" ] || continue
    [ -d "$dir/${path%/*}" ] || mkdir -p "$dir/${path%/*}"
    cat "/$path" >"$dir/$path" 2>/dev/null || rm -f "$dir/$path"
  done
}

# names FOLDER : what the folder holds, hidden names apart.
names() { ls "$1" 2>/dev/null; }

# is_kernel_thread PID : PF_KTHREAD in the flags, field 9 of proc_pid_stat(5).
is_kernel_thread() {
  last=''
  { while IFS= read -r line; do last=$line; done <"/proc/$1/stat"; } 2>/dev/null # a name may hold newlines
  # shellcheck disable=SC2086 # the fields after the name, which may itself hold spaces and parentheses
  set -- ${last##*) }
  [ $((${7:-0} & 0x200000)) -ne 0 ]
}

# A process that ends meanwhile keeps the files that could still be read.
record_processes() {
  kept=0
  left_out=0
  for pid in $(names /proc | grep '^[0-9]*$' | sort -n); do
    if is_kernel_thread "$pid"; then
      [ "$kept" -lt "$kernel_threads" ] || { left_out=$((left_out + 1)); continue; }
      kept=$((kept + 1))
    fi
    for file in stat status statm cmdline comm io; do take "proc/$pid/$file"; done
    fds=$(names "/proc/$pid/fd")
    [ -z "$fds" ] || mkdir -p "$dir/proc/$pid/fd"
    for fd in $fds; do : >"$dir/proc/$pid/fd/$fd"; done
  done
}

record_devices() {
  for name in $(names /sys/class/block); do
    [ "$(cat "/sys/class/block/$name/size")" = 0 ] || take "sys/class/block/$name/size" "sys/class/block/$name/partition"
  done
  for name in $(names /sys/class/net); do
    take "sys/class/net/$name/operstate" "sys/class/net/$name/speed" "sys/class/net/$name/mtu"
  done
}

record_users() {
  mkdir -p "$dir/etc"
  uids=" $(names "$dir/proc" | grep '^[0-9]*$' | while read -r pid; do
    grep '^Uid:' "$dir/proc/$pid/status" 2>/dev/null
  done | cut -f 2 | sort -u | tr '\n' ' ')"
  while IFS=: read -r name secret uid rest; do
    case $uids in *" $uid "*) printf '%s:%s:%s:%s\n' "$name" "$secret" "$uid" "$rest" ;; esac
  done </etc/passwd >"$dir/etc/passwd"
}

# statvfs(3) of every mount point, once each: fundamental block size, blocks, free, available, inodes, free inodes.
statvfs() {
  for escaped in $(cut -d ' ' -f 2 /proc/self/mounts | sort -u); do
    # shellcheck disable=SC2059 # printf itself undoes \040 and the like; the dot keeps a newline at the end
    point=$(printf "$(printf %s "$escaped" | sed 's/%/%%/g').")
    facts=$(timeout 5 stat -f -c "%S$tab%b$tab%f$tab%a$tab%c$tab%d" -- "${point%.}" 2>/dev/null) || continue
    printf '%s\t%s\n' "$escaped" "$facts"
  done
}

# Space and memory change while they are read: statvfs and df, meminfo and free are taken until both tell one moment.
record_space() {
  if df -P -B1 / >/dev/null 2>&1; then unit=-B1; else unit=-k; fi
  for _ in $(seq 10); do
    before=$(statvfs)
    space=$(df -P "$unit" 2>/dev/null)
    inodes=$(df -P -i 2>/dev/null)
    after=$(statvfs)
    space_settled=no
    [ "$before" != "$after" ] || { space_settled=yes; break; }
  done
  printf '%s\n' "$after" >"$dir/.statvfs"
  printf '%s\n' "$space" >"$dir/.df"
  printf '%s\n' "$inodes" >"$dir/.df-i"
}

memory() { grep -E '^(Mem|Swap|Buffers|Cached|Shmem:|SReclaimable)' /proc/meminfo; }

record_memory() {
  for _ in $(seq 30); do
    take proc/meminfo
    free=$(free -b 2>/dev/null)
    memory_settled=no
    [ "$(memory)" != "$(grep -E '^(Mem|Swap|Buffers|Cached|Shmem:|SReclaimable)' "$dir/proc/meminfo")" ] || { memory_settled=yes; break; }
  done
  [ -z "$free" ] || printf '%s\n' "$free" >"$dir/.free"
}

about() {
  echo "recorded_at: $(date -u +%Y-%m-%dT%H:%M:%SZ)"
  echo "kernel: $(uname -s -r -v -m)"
  echo "distribution: $(sed -n 's/^PRETTY_NAME=//p' /etc/os-release 2>/dev/null | tr -d '"')"
  echo "page_size_kib: $(sed -n 's/^KernelPageSize: *\([0-9]*\) kB/\1/p' /proc/self/smaps 2>/dev/null | head -n 1)"
  echo "cores_online: $(grep -c '^cpu[0-9]' "$dir/proc/stat")"
  echo "recorded_by_uid: $(id -u)"
  echo "df_block: $unit"
  echo "kernel_threads_left_out: $left_out"
  echo "statvfs_and_df_of_one_moment: $space_settled"
  echo "meminfo_and_free_of_one_moment: $memory_settled"
  echo "note: ${RECORD_NOTE:-}"
}

mkdir -p "$dir"
take proc/uptime proc/stat proc/loadavg proc/diskstats proc/net/dev proc/vmstat
record_processes
! ps -eo pid=,ppid=,stat=,nlwp=,rss=,uid=,user:32=,comm= >"$dir/.ps" 2>/dev/null && rm "$dir/.ps"
for file in cpu memory io irq; do take "proc/pressure/$file"; done
take proc/version proc/filesystems proc/swaps proc/mounts proc/self/mounts proc/self/mountinfo proc/self/auxv \
  proc/sys/fs/file-nr proc/sys/fs/file-max proc/sys/kernel/hostname proc/sys/kernel/osrelease proc/sys/kernel/pid_max \
  proc/sys/kernel/random/boot_id etc/os-release
grep -E '^(processor|vendor_id|model name|cpu MHz|physical id|core id|cpu cores|BogoMIPS|CPU (implementer|part)|$)' \
  /proc/cpuinfo >"$dir/proc/cpuinfo"
record_devices
record_users
record_memory
record_space
about >"$dir/.about"

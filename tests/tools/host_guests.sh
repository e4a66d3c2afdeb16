#!/bin/sh
# Boots small virtual machines, each an odd host in its own way, and records them with record_host.sh.
#
#   host_guests.sh record WORK OUT NAME…   NAME: systemd odd rt oldest newest arm64; writes OUT/<tree>/
#   host_guests.sh inside NAME             what the machine itself runs (started by its init)
#
# Needs root and, from Debian bookworm: qemu-system-x86 qemu-system-arm debootstrap busybox-static cpio kmod e2fsprogs
# squashfs-tools dosfstools. WORK keeps kernels and roots between runs (1 GB).
set -eu
here=$(cd "$(dirname "$0")" && pwd)

# --- outside: kernels, roots, machines -------------------------------------------------------------------------------

# packages SUITE TOOL ARGUMENT… : apt-get or apt-cache with the lists of that suite alone, apart from this machine's own.
packages() {
  apt="$work/apt-$1"
  if [ ! -d "$apt" ]; then
    mkdir -p "$apt/state" "$apt/cache"
    from='deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org'
    echo "$from/debian $1 main" >"$apt/sources.list"
    [ "$1" != bookworm ] || echo "$from/debian-security bookworm-security main" >>"$apt/sources.list"
    cat >"$apt/apt.conf" <<CONF
APT::Architectures { "amd64"; "arm64"; };
Dir::State "$apt/state";
Dir::State::status "/dev/null";
Dir::Cache "$apt/cache";
Dir::Etc::SourceList "$apt/sources.list";
Dir::Etc::SourceParts "-";
CONF
    APT_CONFIG="$apt/apt.conf" apt-get -q update >&2
  fi
  shift
  APT_CONFIG="$apt/apt.conf" "$@"
}

# unpack SUITE PACKAGE : a Debian package unpacked under WORK, once; prints the folder. A meta package stands for
# its kernel, and that for its parts, which newer suites have apart.
unpack() {
  package=$(packages "$1" apt-cache depends "$2" | sed -n 's/.*Depends: \(linux-image-[0-9].*\)/\1/p' | head -n 1)
  package=${package:-$2}
  folder="$work/$1/$package"
  if [ ! -d "$folder" ]; then
    mkdir -p "$folder.download"
    parts=$(packages "$1" apt-cache depends "$package" | sed -n 's/.*Depends: \(linux-\(binary\|modules\)-.*\)/\1/p')
    # shellcheck disable=SC2086 # a list of words
    (cd "$folder.download" && packages "$1" apt-get -q download "$package" $parts >&2)
    for part in "$folder.download"/*.deb; do dpkg-deb -x "$part" "$folder"; done
    rm -r "$folder.download"
    [ -d "$folder/lib" ] || ln -s usr/lib "$folder/lib" # where newer kernel packages keep their modules
  fi
  echo "$folder"
}

# make_initramfs KERNEL : busybox, the modules of a virtio disk, and the two scripts.
make_initramfs() {
  tree="$work/initramfs"
  rm -rf "$tree"
  mkdir -p "$tree/bin" "$tree/proc" "$tree/sys" "$tree/dev" "$tree/etc" "$tree/tmp" "$tree/root"
  cp "$(unpack bookworm "busybox-static:$arch")/bin/busybox" "$tree/bin/"
  for applet in $(busybox --list | grep -vx busybox); do ln -s busybox "$tree/bin/$applet"; done
  release=$(ls "$1/lib/modules")
  depmod -b "$1" "$release"
  modprobe -d "$1" -S "$release" -a -D virtio_pci virtio_blk virtio_net ext4 2>/dev/null | sed -n 's/^insmod //p' |
    awk '!seen[$1]++ {print $1}' >"$work/modules"
  mkdir "$tree/modules"
  number=100
  while read -r module; do
    number=$((number + 1))
    cp "$module" "$tree/modules/$number-${module##*/}"
  done <"$work/modules"
  printf 'root:x:0:0:root:/root:/bin/sh\nguest:x:1000:1000::/tmp:/bin/sh\n' >"$tree/etc/passwd"
  cp "$here/record_host.sh" "$here/host_guests.sh" "$tree/bin/"
  cat >"$tree/init" <<'INIT'
#!/bin/sh
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
for module in /modules/*; do
  case $module in *.xz) xz -dc "$module" >/tmp/module.ko; module=/tmp/module.ko ;; esac
  insmod "$module"
done
rm -rf /modules /tmp/module.ko
command=$(cat /proc/cmdline)
name=${command##*guest=}
name=${name%% *}
case $command in *disk_root*) ;; *) exec host_guests.sh inside "$name" ;; esac
mount /dev/vdb /root
for point in proc sys dev; do mount --move /$point /root/$point; done
[ "$name" != systemd ] || exec switch_root /root /sbin/init
exec switch_root /root /usr/bin/host_guests.sh inside "$name"
INIT
  chmod +x "$tree/init"
  (cd "$tree" && find . | cpio -o -H newc --quiet | gzip -1) >"$work/initramfs.gz"
}

# make_root KERNEL : a Debian bookworm on an ext4 image.
make_root() {
  base="$work/bookworm"
  [ -d "$base/etc" ] || debootstrap --variant=minbase \
    --include=systemd,systemd-sysv,dbus,udev,libpam-systemd,procps,kmod,python3-minimal,iproute2 bookworm "$base" >&2
  tree="$work/root"
  rm -rf "$tree"
  cp -a "$base" "$tree"
  rm -rf "$tree"/var/cache/apt/* "$tree"/var/lib/apt/lists/* "$tree"/usr/share/doc "$tree"/usr/share/locale
  cp -a "$1/lib/modules" "$tree/lib/"
  cp "$here/record_host.sh" "$here/host_guests.sh" "$tree/usr/bin/"
  echo "$hostname" >"$tree/etc/hostname"
  rm -f "$tree/etc/machine-id" "$tree/etc/resolv.conf" "$tree/etc/apt/sources.list"
  : >"$tree/etc/machine-id"
  printf 'alice:x:1000:1000:Alice,,,:/home/alice:/bin/sh\nbob.smith:x:1001:1001::/nonexistent:/bin/false\n' >>"$tree/etc/passwd"
  printf 'alice:x:1000:\nbob.smith:x:1001:\n' >>"$tree/etc/group"
  printf 'root:*:19000:0:99999:7:::\nalice:*:19000:0:99999:7:::\n' >"$tree/etc/shadow"
  cat >"$tree/etc/systemd/system/record.service" <<'UNIT'
[Unit]
After=multi-user.target getty.target user@1000.service
Requires=user@1000.service
[Service]
ExecStart=/usr/bin/host_guests.sh inside systemd
UNIT
  mkdir -p "$tree/etc/systemd/system/default.target.wants"
  ln -sf ../record.service "$tree/etc/systemd/system/default.target.wants/"
  mksquashfs "$base/etc" "$tree/srv/etc.squashfs" -quiet -no-progress >&2
  truncate -s 4M "$tree/srv/fat.img" && mkfs.vfat "$tree/srv/fat.img" >&2
  rm -f "$work/root.img"
  truncate -s 2G "$work/root.img"
  mke2fs -q -t ext4 -d "$tree" "$work/root.img" >&2
}

# boot OPTION… : runs the machine until it powers off; what it leaves on its first disk are the recorded trees.
boot() {
  rm -f "$work/out.img"
  truncate -s 64M "$work/out.img"
  # shellcheck disable=SC2086 # lists of words
  $machine -nodefaults -no-reboot -display none -serial "file:$work/console.log" -initrd "$work/initramfs.gz" \
    -drive "file=$work/out.img,format=raw,if=virtio" "$@" </dev/null
  mkdir -p "$out"
  for tree in $(tar -t -f "$work/out.img" | cut -d / -f 2 | sort -u); do rm -rf "${out:?}/$tree"; done
  tar -x -f "$work/out.img" -C "$out" --no-same-owner
}

record() {
  work=$1 out=$2
  shift 2
  mkdir -p "$work"
  for name in "$@"; do
    arch=amd64 suite=bookworm
    disk="-drive file=$work/root.img,format=raw,if=virtio,snapshot=on"
    net="-nic user,restrict=on,model=virtio-net-pci"
    case $name in
    systemd) hostname=mail-01 image=linux-image-cloud-amd64 options='-smp 2 -m 1024' ;;
    odd) hostname=odd.example.org image=linux-image-6.12-cloud-amd64 options='-smp 4 -m 1024' ;;
    rt) hostname=cnc-7 image=linux-image-6.12-rt-amd64 options='-smp 3 -m 448' net='' ;;
    oldest) suite=bullseye image=linux-image-cloud-amd64 options='-smp 1 -m 256' disk='' net='' ;;
    newest) suite=sid image=linux-image-cloud-amd64 options='-smp 2 -m 512' disk='' ;;
    arm64) arch=arm64 image=linux-image-6.12-arm64-16k:arm64 options='-smp 2 -m 512' disk='' ;;
    *) echo "Cannot record \"$name\": no such machine; they are systemd odd rt oldest newest arm64" >&2 && exit 2 ;;
    esac
    kernel=$(unpack "$suite" "$image")
    make_initramfs "$kernel"
    [ -z "$disk" ] || make_root "$kernel"
    arguments="quiet panic=-1 guest=$name${disk:+ disk_root}"
    [ "$name" != oldest ] || arguments="$arguments psi=0"
    if [ "$arch" = amd64 ]; then machine='qemu-system-x86_64 -M q35' console=ttyS0
    else machine='qemu-system-aarch64 -M virt -cpu max' console=ttyAMA0; fi
    # shellcheck disable=SC2086 # lists of words
    boot $options $net -kernel "$(find "$kernel/" -name "vmlinu[xz]*")" -append "console=$console $arguments" $disk
  done
}

# --- inside ----------------------------------------------------------------------------------------------------------

# snapshot TREE NOTE : records this machine now.
snapshot() { RECORD_NOTE=$2 record_host.sh "/tmp/recorded/$1"; }

hand_out() {
  tar -c -C /tmp/recorded . >/dev/vda
  sync /dev/vda
  echo o >/proc/sysrq-trigger
  sleep 1000
}

inside_systemd() {
  card=$(basename /sys/class/net/e*)
  ip address add 10.0.2.15/24 dev "$card"
  ip link set up dev "$card"
  sleep 2
  snapshot debian-12-systemd 'a booted systemd with a user session; two cores; no swap'
}

as() { # as UID COMMAND…
  uid=$1
  shift
  setpriv --reuid "$uid" --regid "$uid" --clear-groups "$@"
}

newline='
'
tab=$(printf '\t')

# Every kind of process that reads badly.
odd_processes() {
  mkdir -p /tmp/names
  for name in 'two words' ') R 1 (' '((nested) (parentheses))' "line${newline}break" "tab${tab}stop" 'back\slash\n' '[kworker]' \
    'ünïcödé' 'cut-in-charäcter' "$(printf 'latin1-\351\377')" ' ' '1 (x) S 1 1'; do
    ln /bin/sleep "/tmp/names/$name"
    "/tmp/names/$name" 100000 &
  done
  ln /bin/sleep /tmp/names/deleted
  /tmp/names/deleted 100000 & sleep 1
  rm /tmp/names/deleted
  sh -c 'sleep 0.1 & exec /tmp/names/two\ words 100000' & # does not wait for its child: a zombie
  sh -c 'kill -STOP $$' & # a stopped one
  # shellcheck disable=SC2046 # more than 4096 bytes of command line
  sleep 100000 $(seq -f '%.0f' 100 1300) &
  as 1000 bash -c 'exec -a "postgres: writer process   " sleep 100000' &
  as 1001 bash -c 'exec -a "" sleep 100000' & # an empty name in its command line
  as 4242 sh -c "sleep 100000${newline}echo never" & # a user without a name; a newline in an argument
  as 4242 nice -n 19 sleep 100000 &
  as 1000 python3 -c 'import threading, time
for _ in range(6): threading.Thread(target=time.sleep, args=(100000,)).start()' &
  python3 -c 'import time
files = [open("/etc/passwd") for _ in range(40)]
time.sleep(100000)' &
}

tmpfs() { # tmpfs MOUNT_POINT [OPTIONS [SOURCE]]
  mkdir -p "$1"
  mount -n -t tmpfs -o "${2:-size=2M}" "${3:-tmpfs}" "$1"
}

# Every kind of mount that df treats in a way of its own.
odd_mounts() {
  modprobe -a loop squashfs vfat overlay nls_ascii nls_cp437
  tmpfs '/mnt/with space' size=1M
  dd if=/dev/zero of='/mnt/with space/full' bs=64k 2>/dev/null || true
  tmpfs "/mnt/tab${tab}and${newline}newline"
  tmpfs '/mnt/back\slash'
  tmpfs '/mnt/hash#50%'
  tmpfs '/mnt/ünïcödé'
  tmpfs "$(printf '/mnt/latin1-\351')"
  tmpfs '/mnt/few inodes' size=1M,nr_inodes=20
  for number in $(seq 19); do : >"/mnt/few inodes/$number"; done
  tmpfs /mnt/named size=1M 'a source (with) spaces'
  tmpfs /mnt/read-only size=1M,ro
  mkdir -p /mnt/bound /mnt/gone /mnt/again /mnt/fat /mnt/over /mnt/squash /mnt/overlay /mnt/reserved /mnt/frozen /srv/gone /srv/upper /srv/overlay
  mount --bind /usr/share /mnt/bound
  : >/mnt/file
  mount --bind /etc/os-release /mnt/file
  mount --bind /srv/gone /mnt/gone
  rmdir /srv/gone
  mount /dev/vdb /mnt/again
  mount -o loop /srv/fat.img /mnt/fat # has no inodes to count
  tmpfs /mnt/over size=3M
  tmpfs /mnt/over size=4M
  tmpfs /mnt/parent/child size=5M # out of reach below what comes next
  tmpfs /mnt/parent size=6M
  mount -o loop,ro /srv/etc.squashfs /mnt/squash
  mount -t overlay -o lowerdir=/etc,upperdir=/srv/upper,workdir=/srv/overlay overlay /mnt/overlay
  for name in reserved frozen; do
    truncate -s 8M "/srv/$name.img"
    mke2fs -q -t ext4 -m 20 "/srv/$name.img"
    mount -o loop "/srv/$name.img" "/mnt/$name"
    chmod 777 "/mnt/$name"
  done
  as 1000 dd if=/dev/zero of=/mnt/reserved/full bs=64k 2>/dev/null || true # full for all but root
  sync
  fsfreeze -f /mnt/frozen
  sh -c 'echo stuck >/mnt/frozen/file' & # waits without end: state D
}

load() {
  ln /bin/dash '/tmp/names/burn) (R'
  taskset -c 1 '/tmp/names/burn) (R' -c 'while :; do :; done' &
  as 1000 python3 -c 'import socket, time
lo, out = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in "ab")
while True:
  lo.sendto(b"x" * 1000, ("127.0.0.1", 9)), out.sendto(b"x" * 500, ("10.0.2.2", 9)), time.sleep(0.01)' &
  dd if=/dev/zero of=/srv/scratch bs=64k count=64 2>/dev/null
  sync
  python3 -c 'import os, time
scratch = os.open("/srv/scratch", os.O_WRONLY | os.O_DSYNC)
while True:
  os.pwrite(scratch, os.urandom(1 << 16), 0), time.sleep(0.05)' &
}

# reuse_pid PID : ends that process and starts another under its number.
reuse_pid() {
  kill "$1"
  wait "$1" || true
  for _ in $(seq 50); do
    echo $(($1 - 1)) >/proc/sys/kernel/ns_last_pid
    sleep 100000 1 &
    [ "$!" != "$1" ] || return 0
    kill "$!"
  done
  return 1
}

start_debian() {
  PATH=/usr/sbin:/usr/bin:/sbin:/bin
  export PATH
  mount -o remount,rw /
  cat /etc/hostname >/proc/sys/kernel/hostname
  mkdir -p /dev/shm /dev/pts
  mount -t tmpfs -o nosuid,nodev tmpfs /dev/shm
  ip link set up dev lo
}

inside_odd() {
  start_debian
  ip address add 10.0.2.15/24 dev eth0
  ip link set up dev eth0
  odd_processes
  odd_mounts
  sleep 100000 & reused=$!
  sleep 100000 & ends=$!
  load
  sleep 3
  what='odd process names and mounts; four cores, one burnt by a loop pinned to cpu1, synchronous writes to vdb, datagrams over lo and eth0'
  snapshot debian-12-odd "$what"
  reuse_pid $reused
  kill $ends
  tmpfs /mnt/later size=7M
  sleep 1
  snapshot debian-12-odd.later "the same machine later: process $reused is another one, $ends has ended, /mnt/later is new; $what"
}

inside_rt() {
  start_debian
  modprobe zram num_devices=1
  echo 96M >/sys/block/zram0/disksize
  mkswap -q /dev/zram0
  swapon -p 100 /dev/zram0
  dd if=/dev/zero of='/srv/swap file' bs=1M count=48 2>/dev/null
  chmod 600 '/srv/swap file'
  mkswap -q '/srv/swap file'
  swapon '/srv/swap file'
  echo 0 >/sys/devices/system/cpu/cpu1/online
  dd if=/dev/urandom of=/dev/shm/swapped bs=1M count=60 2>/dev/null
  python3 -c 'import time
held = bytearray(b"\1") * (310 << 20)
time.sleep(100000)' &
  chrt -f 50 sleep 100000 &
  chrt -i 0 sleep 100000 &
  as 1000 sleep 100000 &
  sleep 8
  what='PREEMPT_RT; three cores of which cpu1 is offline; swap on zram and in a file with a space in its name, both in use'
  snapshot debian-12-rt "$what"
  chmod 777 /tmp/recorded
  RECORD_NOTE="the same machine by an ordinary user; $what" as 1000 record_host.sh /tmp/recorded/debian-12-rt.user
}

# A machine without any distribution: one program, no os-release, no host name.
bare() {
  mkdir -p /mnt/data
  mount -t tmpfs -o size=1M data /mnt/data
  sleep 100000 &
  (sleep 1 & exec sleep 100000) &
  sh -c 'kill -STOP $$' &
  su -s /bin/sh guest -c 'exec sleep 100000' &
  sleep 2
  snapshot "$1" "$2"
}

busybox='busybox and nothing else in an initramfs; no os-release, no host name'

inside_oldest() { bare linux-5.10-busybox "$busybox; one core; psi=0; no network card"; }

inside_newest() { bare linux-7.2-busybox "$busybox; two cores"; }

inside_arm64() { bare linux-6.12-arm64-16k "$busybox; two cores; aarch64 with pages of 16 KiB"; }

case ${1:?record or inside, see the head of this file} in
record)
  shift
  record "$@"
  ;;
inside)
  "inside_$2"
  hand_out
  ;;
esac

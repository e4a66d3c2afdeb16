#!/bin/sh
# Boots small virtual machines, each an odd host in its own way, and records them with record_host.sh.
#
#   host_guests.sh record WORK OUT NAME…   NAME: systemd busybox odd rt arm64; writes OUT/<tree>/
#   host_guests.sh inside NAME             what the machine itself runs (started by its init)
#
# Needs root and, from Debian bookworm: qemu-system-x86 qemu-system-arm debootstrap busybox-static cpio kmod e2fsprogs
# squashfs-tools dosfstools; for arm64 also `dpkg --add-architecture arm64`. WORK keeps kernels and roots between runs (1 GB).
set -eu
here=$(cd "$(dirname "$0")" && pwd)

# --- outside: kernels, roots, machines -------------------------------------------------------------------------------

# unpack PACKAGE : a Debian package unpacked under WORK, once; prints the folder. A meta package stands for its kernel.
unpack() {
  package=$(apt-cache depends "$1" | sed -n 's/.*Depends: \(linux-image-[0-9].*\)/\1/p' | head -n 1)
  package=${package:-$1}
  if [ ! -d "$work/$package" ]; then
    (cd "$work" && apt-get download -q "$package" >&2)
    dpkg-deb -x "$work/${package%:*}"_*_"$arch".deb "$work/$package"
  fi
  echo "$work/$package"
}

# make_initramfs KERNEL MACHINE : busybox, the modules of a virtio disk, and the two scripts.
make_initramfs() {
  tree="$work/initramfs"
  rm -rf "$tree"
  mkdir -p "$tree/bin" "$tree/proc" "$tree/sys" "$tree/dev" "$tree/etc" "$tree/tmp" "$tree/root"
  cp "$(unpack "busybox-static:$arch")/bin/busybox" "$tree/bin/"
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
  truncate -s 1G "$work/root.img"
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
  tar -x -f "$work/out.img" -C "$out" --no-same-owner
}

record() {
  work=$1 out=$2
  shift 2
  mkdir -p "$work"
  for name in "$@"; do
    arch=amd64
    disk="-drive file=$work/root.img,format=raw,if=virtio,snapshot=on"
    net="-nic user,restrict=on,model=virtio-net-pci"
    case $name in
    systemd) hostname=mail-01 image=linux-image-cloud-amd64 options='-smp 2 -m 1024' ;;
    busybox) hostname='' image=linux-image-cloud-amd64 options='-smp 1 -m 256' disk='' net='' ;;
    odd) hostname=odd.example.org image=linux-image-6.12-cloud-amd64 options='-smp 4 -m 1024' ;;
    rt) hostname=cnc-7 image=linux-image-6.12-rt-amd64 options='-smp 3 -m 768' net='' ;;
    arm64) hostname='' image=linux-image-cloud-arm64:arm64 arch=arm64 options='-smp 2 -m 512' disk='' ;;
    esac
    kernel=$(unpack "$image")
    make_initramfs "$kernel"
    [ -z "$disk" ] || make_root "$kernel"
    arguments="quiet panic=-1 guest=$name${disk:+ disk_root}"
    [ "$name" != busybox ] || arguments="$arguments psi=0"
    if [ "$arch" = amd64 ]; then machine='qemu-system-x86_64 -M q35' console=ttyS0
    else machine='qemu-system-aarch64 -M virt -cpu max' console=ttyAMA0; fi
    # shellcheck disable=SC2086 # lists of words
    boot $options $net -kernel "$(ls "$kernel"/boot/vmlinu*)" -append "console=$console $arguments" $disk
  done
}

# --- inside ----------------------------------------------------------------------------------------------------------

# snapshot TREE NOTE : records this machine now.
snapshot() { RECORD_NOTE=$2 record_host.sh "/tmp/recorded/$1"; }

hand_out() {
  tar -c -C /tmp/recorded . >/dev/vda
  sync
  echo o >/proc/sysrq-trigger
  sleep 1000
}

inside_systemd() {
  ip address add 10.0.2.15/24 dev "$(ls /sys/class/net | grep -v lo)" 
  ip link set up dev "$(ls /sys/class/net | grep -v lo)"
  sleep 2
  snapshot debian-12-systemd 'A booted systemd with a user session; two cores; no swap'
}

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

#!/bin/sh
# Boots small virtual machines, each an odd host in its own way, and records them with record_host.sh.
#
#   host_guests.sh WORK OUT NAME…   NAME: systemd odd rt oldest newest arm64; writes OUT/<tree>/
#
# Needs root and, from Debian bookworm: qemu-system-x86 qemu-system-arm debootstrap busybox-static cpio kmod e2fsprogs
# squashfs-tools dosfstools. WORK keeps kernels and roots between runs (1 GB).
set -eu
here=$(cd "$(dirname "$0")" && pwd)

# packages SUITE TOOL ARGUMENT… : apt-get or apt-cache with the lists of that suite alone, apart from this machine's own.
packages() {
  apt="$work/apt-$1"
  if [ ! -d "$apt" ]; then
    mkdir -p "$apt/state" "$apt/cache"
    mirror=$(awk '/^URIs:/{print $2; exit}' /etc/apt/sources.list.d/debian.sources)
    from="deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror%/debian*}"
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
  cp "$here/record_host.sh" "$here/../fixtures/host/machines.sh" "$tree/bin/"
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
case $command in *disk_root*) ;; *) exec machines.sh "$name" ;; esac
mount /dev/vdb /root
for point in proc sys dev; do mount --move /$point /root/$point; done
[ "$name" != systemd ] || exec switch_root /root /sbin/init
exec switch_root /root /usr/bin/machines.sh "$name"
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
  cp "$here/record_host.sh" "$here/../fixtures/host/machines.sh" "$tree/usr/bin/"
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
ExecStart=/usr/bin/machines.sh systemd
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

[ $# -ge 3 ] || { echo "Cannot record: say where to work, where to put the trees, and which machines" >&2 && exit 2; }
record "$@"

import type { HostReader } from "../core/host_reader.ts";
import { unescapeOctal } from "../core/octal.ts";
import { pathOfBytes } from "../core/path_bytes.ts";
import { lines, notThere } from "./proc_text.ts";

/** A line of /proc/self/mountinfo (proc_pid_mountinfo(5)). */
export interface Mount {
  readonly id: number;
  readonly parent_id: number;
  /** What stat(2) says of a file in it: the device's numbers, or those of a subvolume. */
  readonly device_number: string;
  /** Folder of the file system that is mounted. */
  readonly root: string;
  /** In the form of src/core/path_bytes.ts. */
  readonly mount_point: string;
  readonly device: string;
  readonly fs_type: string;
  readonly read_only: boolean;
}

/** Types that df(1) never lists unless asked for them by name: gnulib's rule for dummy file systems. */
const DUMMY_TYPES: ReadonlySet<string> = new Set([
  "autofs",
  "debugfs",
  "devpts",
  "fuse.portal",
  "fusectl",
  "ignore",
  "mqueue",
  "none",
  "proc",
  "rpc_pipefs",
  "subfs",
  "sysfs",
]);

/** Types of the kernel that never have a block, which df(1) finds out by asking; not to ask them saves most calls. */
const SPACELESS_TYPES: ReadonlySet<string> = new Set([
  "binfmt_misc",
  "bpf",
  "cgroup",
  "cgroup2",
  "configfs",
  "nsfs",
  "pstore",
  "ramfs",
  "securityfs",
  "tracefs",
]);

/** Network file systems that gnulib knows by type; others are known by the form of their device's name. */
const REMOTE_TYPES: ReadonlySet<string> = new Set([
  "acfs",
  "afs",
  "auristorfs",
  "coda",
  "fhgfs",
  "gpfs",
  "ibrix",
  "ocfs2",
  "vxfs",
]);
const SMB_TYPES: ReadonlySet<string> = new Set(["cifs", "smb3", "smbfs"]);

const MOUNTINFO = "/proc/self/mountinfo";
/** Longest list of mounts that is read; a host of containers has thousands of lines. */
const MOUNTINFO_BYTES = 16_777_216;

/** All mounts of this process' namespace, in the kernel's order. */
export function readMounts(host: HostReader): Mount[] {
  const bytes = host.read(MOUNTINFO, MOUNTINFO_BYTES);
  if (bytes === null) throw notThere(MOUNTINFO);
  return lines(pathOfBytes(bytes)).map(parseMount).filter((mount) => mount !== null);
}

function parseMount(line: string): Mount | null {
  const fields = line.split(" ");
  const [id, parent_id, device_number, root, mount_point, options] = fields;
  const separator = fields.indexOf("-", 6); // after any number of optional fields
  const [fs_type, device, super_options = ""] = fields.slice(separator + 1);
  if (separator < 0 || options === undefined || mount_point === undefined || root === undefined) return null;
  const subvolume = /(?:^|,)subvolid=(\d+)/.exec(super_options)?.[1];
  return {
    id: Number(id),
    parent_id: Number(parent_id),
    // btrfs gives each subvolume a device number of its own, which this file does not tell.
    device_number: subvolume === undefined ? `${device_number}` : `${device_number}/${subvolume}`,
    root: unescapeOctal(root),
    mount_point: unescapeOctal(mount_point),
    device: unescapeOctal(device ?? ""),
    fs_type: fs_type ?? "",
    read_only: [options, super_options].some((each) => each.split(",").includes("ro")),
  };
}

/** Whether df(1) may list it. */
export function isListed({ mount_point, fs_type }: Mount): boolean {
  return mount_point.startsWith("/") && !DUMMY_TYPES.has(fs_type) && !SPACELESS_TYPES.has(fs_type);
}

function isRemote({ device, fs_type }: Mount): boolean {
  return device.includes(":") || (device.startsWith("//") && SMB_TYPES.has(fs_type)) ||
    REMOTE_TYPES.has(fs_type) || device === "-hosts";
}

/**
 * Leaves one mount for each file system, by the rules of df(1): the one whose device has a real name, then the one
 * nearest to the root. Mount points that are overmounted show what lies on top.
 *
 * @param listed Mounts to choose from, in the kernel's order, all of them reachable.
 * @param all Every mount, to know what lies on top of what.
 */
export function distinctMounts(listed: readonly Mount[], all: readonly Mount[]): Mount[] {
  const on_top = topMounts(all);
  const kept: Mount[] = [];
  const place_of = new Map<string, number>();
  for (const mount of listed) {
    const device_number = on_top(mount.mount_point)?.device_number ?? mount.device_number;
    const place = place_of.get(device_number);
    const seen = place === undefined ? undefined : kept[place];
    // Two exports of one server: somebody meant to mount both.
    const both = seen && isRemote(mount) && isRemote(seen) && mount.device !== seen.device;
    if (place === undefined || seen === undefined || both) {
      place_of.set(device_number, kept.push(mount) - 1);
    } else if (replaces(mount, seen)) {
      kept[place] = mount;
    }
  }
  return kept;
}

function replaces(mount: Mount, seen: Mount): boolean {
  if (mount.device.includes("/") && !seen.device.includes("/")) return true;
  const nearer_root = mount.mount_point.length < seen.mount_point.length;
  const deeper_source = mount.root.length > seen.root.length;
  if (nearer_root && !deeper_source) return true;
  return mount.device !== seen.device && mount.mount_point === seen.mount_point;
}

/** Finds the mount that a path leads into, walking as the kernel does: at each folder, what is mounted on it. */
function topMounts(all: readonly Mount[]): (path: string) => Mount | undefined {
  const children = new Map<string, Mount>();
  const ids = new Set(all.map((mount) => mount.id));
  const key = (parent_id: number, mount_point: string) => `${parent_id} ${mount_point}`;
  for (const mount of all) {
    // The parent of the root, and of the mounts of a changed root, is out of sight.
    children.set(key(ids.has(mount.parent_id) ? mount.parent_id : 0, mount.mount_point), mount);
  }
  return (path) => {
    let mount: Mount | undefined;
    const enter = (folder: string) => {
      for (let next; (next = children.get(key(mount?.id ?? 0, folder))) && next !== mount;) mount = next;
    };
    enter("/");
    for (let slash = path.indexOf("/", 1); path !== "/"; slash = path.indexOf("/", slash + 1)) {
      enter(slash < 0 ? path : path.slice(0, slash));
      if (slash < 0) break;
    }
    return mount;
  };
}

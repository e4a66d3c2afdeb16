/**
 * Tries what the unit must refuse, with every permission Deno can give, and prints what worked as JSON. Each try
 * works for root in a unit without settings, so that a refusal is the settings' own.
 */
const libc = Deno.dlopen("libc.so.6", {
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  mount: { parameters: ["buffer", "buffer", "buffer", "u64", "pointer"], result: "i32" },
  unshare: { parameters: ["i32"], result: "i32" },
  chroot: { parameters: ["buffer"], result: "i32" },
  personality: { parameters: ["u64"], result: "i32" },
  setpriority: { parameters: ["i32", "u32", "i32"], result: "i32" },
  setuid: { parameters: ["u32"], result: "i32" },
}).symbols;

const AF_UNIX = 1;
const AF_INET = 2;
const AF_INET6 = 10;
const AF_NETLINK = 16;
const AF_PACKET = 17;
const SOCK_STREAM = 1;
const SOCK_RAW = 3;
const CLONE_NEWUTS = 0x0400_0000;
const PER_LINUX32 = 8n;

const text = (value: string) => new TextEncoder().encode(`${value}\0`);
const opens = (family: number, type: number) => libc.socket(family, type, 0) >= 0;

function writes(folder: string): boolean {
  try {
    Deno.writeTextFileSync(`${folder}/probe`, "");
    Deno.removeSync(`${folder}/probe`);
    return true;
  } catch {
    return false;
  }
}

function setsUid(folder: string): boolean {
  const file = `${folder}/set-uid`;
  Deno.writeTextFileSync(file, "");
  try {
    Deno.chmodSync(file, 0o4755);
    return true;
  } catch {
    return false;
  } finally {
    Deno.removeSync(file);
  }
}

const own = Deno.args[0] ?? "/tmp";
console.log(JSON.stringify({
  unix_socket: opens(AF_UNIX, SOCK_STREAM),
  write_own: writes(own),
  tcp: opens(AF_INET, SOCK_STREAM),
  tcp_6: opens(AF_INET6, SOCK_STREAM),
  netlink: opens(AF_NETLINK, SOCK_RAW),
  packet: opens(AF_PACKET, SOCK_RAW),
  write_etc: writes("/etc"),
  write_configuration: writes("/etc/cortex"),
  write_usr: writes("/usr"),
  write_home: writes("/home/open"),
  write_anywhere: writes("/srv/open"),
  set_uid_file: setsUid(own),
  mount: libc.mount(text("probe"), text("/mnt"), text("tmpfs"), 0n, null) === 0,
  namespace: libc.unshare(CLONE_NEWUTS) === 0,
  chroot: libc.chroot(text("/")) === 0,
  personality: libc.personality(PER_LINUX32) >= 0,
  priority: libc.setpriority(0, 0, 5) === 0,
  set_user: libc.setuid(Deno.uid() ?? 0) === 0,
}));

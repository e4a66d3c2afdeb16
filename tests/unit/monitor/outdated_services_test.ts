import assert from "node:assert/strict";
import { findOutdatedServices } from "../../../src/monitor/outdated_services.ts";
import { type MemoryFiles, memoryHost } from "./_hosts.ts";

const SSL = "/usr/lib/x86_64-linux-gnu/libssl.so.3";
const LIBC = "7f1000000000-7f1000001000 r-xp 00028000 fe:01 1311 /usr/lib/x86_64-linux-gnu/libc.so.6";

/** A line of code that is mapped from a file without a name. */
function replaced(path: string, perms = "r-xp"): string {
  return `7f2000000000-7f2000001000 ${perms} 00001000 fe:01 4242                       ${path} (deleted)`;
}

function processes(found: Record<number, { cgroup: string; maps: string | string[] }>): MemoryFiles {
  return Object.fromEntries(
    Object.entries(found).flatMap(([pid, { cgroup, maps }]) => [
      [`/proc/${pid}/cgroup`, cgroup],
      [`/proc/${pid}/maps`, typeof maps === "string" ? maps : maps.join("\n") + "\n"],
    ]),
  );
}

Deno.test("services that run replaced code are found with its files, by either kind of control group", async () => {
  const host = memoryHost({
    "/proc/uptime": "1 1",
    ...processes({
      1: { cgroup: "0::/init.scope\n", maps: [replaced("/usr/lib/systemd/systemd")] },
      7: {
        cgroup: "0::/system.slice/ssh.service\n",
        maps: [LIBC, replaced("/usr/sbin/sshd"), replaced(SSL)],
      },
      8: { cgroup: "0::/system.slice/ssh.service\n", maps: [replaced(SSL)] },
      9: {
        cgroup: "2:cpu:/\n1:name=systemd:/system.slice/system-getty.slice/getty@tty1.service\n",
        maps: [replaced("/lib/x86_64-linux-gnu/libc.so.6")],
      },
      10: { cgroup: "0::/system.slice/cron.service\n", maps: [LIBC] },
      11: { cgroup: "0::/user.slice/user-1000.slice/session-2.scope\n", maps: [replaced(SSL)] },
      12: {
        cgroup: "0::/machine.slice/systemd-nspawn@box.service/payload/system.slice/ssh.service\n",
        maps: [replaced(SSL)],
      },
    }),
  });
  assert.deepEqual(await findOutdatedServices(host), {
    items: [
      { service: "getty@tty1.service", files: ["/lib/x86_64-linux-gnu/libc.so.6"] },
      { service: "ssh.service", files: [SSL, "/usr/sbin/sshd"] },
    ],
    seen: 3,
    unseen: 0,
  });
});

Deno.test("what a program makes and unlinks itself, and data that is not code, do not count", async () => {
  const own = [
    replaced("/tmp/jit-4242"),
    replaced("/memfd:pulseaudio"),
    replaced("/dev/shm/x"),
    replaced("/SYSV00000000"),
    replaced("/usr/local/bin/own"),
    replaced("/usr/share/locale/locale-archive", "r--p"),
    `7f2000000000-7f2000001000 r-xp 00001000 fe:01 42 /usr/bin/a (deleted) b`,
    "7f2000000000-7f2000001000 r-xp 00000000 00:00 0 [vdso]",
  ];
  const host = memoryHost(processes({ 7: { cgroup: "0::/system.slice/own.service\n", maps: own } }));
  assert.deepEqual(await findOutdatedServices(host), { items: [], seen: 1, unseen: 0 });
});

Deno.test("services into which the daemon may not look are counted, those of which it sees a part are seen", async () => {
  const host = memoryHost({
    ...processes({
      7: { cgroup: "0::/system.slice/ssh.service\n", maps: "EACCES" },
      8: { cgroup: "0::/system.slice/own.service\n", maps: "EACCES" },
      9: { cgroup: "0::/system.slice/own.service\n", maps: [replaced(SSL)] },
      10: { cgroup: "0::/system.slice/own.service\n", maps: "EIO" },
    }),
    "/proc/11/cgroup": "EACCES",
    "/proc/12/cgroup": "0::/system.slice/gone.service\n",
  });
  assert.deepEqual(await findOutdatedServices(host), {
    items: [{ service: "own.service", files: [SSL] }],
    seen: 2,
    unseen: 1,
  });
});

Deno.test("of many files the first are named, and many processes are looked at", async () => {
  const files = Array.from({ length: 30 }, (_, index) => replaced(`/usr/lib/lib${100 + index}.so`));
  const many = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [index + 1, {
      cgroup: `0::/system.slice/many.service\n`,
      maps: files,
    }]),
  );
  const { items } = await findOutdatedServices(memoryHost(processes(many)));
  assert.deepEqual(items.map(({ files }) => [files.length, files[0]]), [[20, "/usr/lib/lib100.so"]]);
});

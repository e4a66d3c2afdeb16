import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { memoryFiles, type PackageFiles } from "../../../src/packages/files.ts";
import { type HistoryQuery, packageHistory } from "../../../src/packages/history/mod.ts";
import { localTime } from "../../../src/packages/history/local_time.ts";

const ALL: HistoryQuery = { name: null, since_ms: 0, limit: 100 };

/** As dpkg writes it: states and triggers between the changes. */
const DPKG_LOG = `2026-11-21 14:58:51 startup archives unpack
2026-11-21 14:58:52 install lintian:all <none> 2.116.3
2026-11-21 14:58:52 status half-installed lintian:all 2.116.3
2026-11-21 14:58:53 upgrade libssl3:amd64 3.0.14-1 3.0.15-1
2026-11-21 14:58:54 status installed libssl3:amd64 3.0.15-1
2026-11-21 14:59:10 trigproc man-db:amd64 2.11.2-2 <none>
2026-11-21 15:30:00 upgrade curl:amd64 8.1-1 8.0-1
2026-11-21 15:30:01 upgrade tar:amd64 1.34 1.34
2026-11-21 16:00:00 remove telnet:all 0.17 <none>
2026-11-21 16:00:01 purge telnet:all 0.17 <none>
`;

const APT_LOG = `
Start-Date: 2026-11-21  14:58:50
Commandline: apt-get install lintian
Requested-By: alice (1000)
Install: lintian:amd64 (2.116.3)
End-Date: 2026-11-21  14:59:13

Start-Date: 2026-11-21  15:29:58
Commandline: apt install curl=8.0-1
`;

Deno.test("history: dpkg's changes, the latest first, with what apt was told to do and by whom", async () => {
  const { changes, total, problems } = await packageHistory(
    memoryFiles({ "/var/log/dpkg.log": DPKG_LOG, "/var/log/apt/history.log": APT_LOG }),
    ALL,
  );
  assert.deepEqual(
    changes.map(({ action, name, from, to, command, user }) => [action, name, from, to, command, user]),
    [
      ["purge", "telnet", "0.17", null, "apt install curl=8.0-1", null],
      ["remove", "telnet", "0.17", null, "apt install curl=8.0-1", null],
      ["reinstall", "tar", "1.34", "1.34", "apt install curl=8.0-1", null],
      ["downgrade", "curl", "8.1-1", "8.0-1", "apt install curl=8.0-1", null],
      ["upgrade", "libssl3", "3.0.14-1", "3.0.15-1", "apt-get install lintian", "alice"],
      ["install", "lintian", null, "2.116.3", "apt-get install lintian", "alice"],
    ],
  );
  assert.deepEqual([total, problems], [6, []]);
  assert.equal(changes[4]?.at_ms, new Date(2026, 10, 21, 14, 58, 53).getTime());
  assert.deepEqual(changes.map(({ architecture }) => architecture).slice(4), ["amd64", "all"]);
});

Deno.test("history: what dpkg did after a run of apt had ended was not asked of apt", async () => {
  const files = memoryFiles({
    "/var/log/dpkg.log": "2026-11-21 15:10:00 remove telnet:all 0.17 <none>\n",
    "/var/log/apt/history.log": APT_LOG.slice(0, APT_LOG.indexOf("\nStart-Date: 2026-11-21  15")),
  });
  assert.deepEqual((await packageHistory(files, ALL)).changes.map(({ command }) => command), [null]);
});

Deno.test("history: by name, since a time, and the latest only; all are counted", async () => {
  const files = memoryFiles({ "/var/log/dpkg.log": DPKG_LOG });
  const of = async (query: Partial<HistoryQuery>) => {
    const { changes, total } = await packageHistory(files, { ...ALL, ...query });
    return [changes.map(({ name }) => name), total];
  };
  assert.deepEqual(await of({ name: "telnet" }), [["telnet", "telnet"], 2]);
  assert.deepEqual(await of({ name: "absent" }), [[], 0]);
  const since_ms = new Date(2026, 10, 21, 15, 30, 1).getTime();
  assert.deepEqual(await of({ since_ms }), [["telnet", "telnet", "tar"], 3]);
  assert.deepEqual(await of({ limit: 1 }), [["telnet"], 6]);
});

Deno.test("history: the logs before the last turn of the logs count, apt's packed one too", async () => {
  const files = memoryFiles({
    "/var/log/dpkg.log.1": "2026-10-31 10:00:05 install old:amd64 <none> 1\n",
    "/var/log/dpkg.log": "2026-11-01 10:00:00 install new:amd64 <none> 1\n",
    "/var/log/apt/history.log.1.gz": gzipSync(
      "Start-Date: 2026-10-31  10:00:00\nCommandline: apt install old\nEnd-Date: 2026-10-31  10:00:09\n",
    ),
  });
  const { changes } = await packageHistory(files, ALL);
  assert.deepEqual(changes.map(({ name, command }) => [name, command]), [
    ["new", null],
    ["old", "apt install old"],
  ]);
});

Deno.test("history: pacman's log of today and of long ago", async () => {
  const files = memoryFiles({
    "/var/log/pacman.log": `[2012-03-04 12:00] installed filesystem (2012.2-2)
[2026-11-21T12:00:00+0100] [PACMAN] Running 'pacman -Syu'
[2026-11-21T12:00:01+0100] [ALPM] transaction started
[2026-11-21T12:00:02+0100] [ALPM] upgraded linux (6.11-1 -> 6.12-1)
[2026-11-21T12:00:03+0100] [ALPM] removed nano (8.2-1)
[2026-11-21T12:00:04+0100] [ALPM-SCRIPTLET] installed nothing (1)x
`,
  });
  const { changes } = await packageHistory(files, ALL);
  assert.deepEqual(changes.map(({ action, name, from, to, command }) => [action, name, from, to, command]), [
    ["remove", "nano", "8.2-1", null, "pacman -Syu"],
    ["upgrade", "linux", "6.11-1", "6.12-1", "pacman -Syu"],
    ["install", "filesystem", null, "2012.2-2", null],
  ]);
  assert.equal(changes[1]?.at_ms, Date.UTC(2026, 10, 21, 11, 0, 2));
  assert.equal(changes[2]?.at_ms, localTime("2012-03-04 12:00"));
});

Deno.test("history: pacman's log is where its settings put it", async () => {
  const line = (name: string) => `[2026-11-21T12:00:00+0100] [ALPM] installed ${name} (1-1)\n`;
  const files = memoryFiles({
    "/etc/pacman.conf": "[options]\nLogFile = /srv/log/pacman.log\n",
    "/srv/log/pacman.log": line("here"),
    "/var/log/pacman.log": line("there"),
  });
  assert.deepEqual((await packageHistory(files, ALL)).changes.map(({ name }) => name), ["here"]);
});

Deno.test("history: a line of dpkg's log with what is no version is passed over", async () => {
  const files = memoryFiles({
    "/var/log/dpkg.log": `2026-11-21 14:00:00 upgrade a:amd64 [1:x 2
2026-11-21 14:00:01 upgrade b:amd64 1 2
`,
  });
  const { changes, problems } = await packageHistory(files, ALL);
  assert.deepEqual([changes.map(({ name }) => name), problems], [["b"], []]);
});

Deno.test("history: a log that cannot be read is a problem, and the others count", async () => {
  const readable = memoryFiles({ "/var/log/dpkg.log": DPKG_LOG });
  const files: PackageFiles = {
    ...readable,
    open: (path) =>
      path === "/var/log/apt/history.log"
        ? Promise.reject(new Deno.errors.PermissionDenied("permission denied"))
        : readable.open(path),
  };
  const { changes, problems } = await packageHistory(files, ALL);
  assert.equal(changes.length, 6);
  assert.deepEqual(problems, [{ file: "/var/log/apt/history.log", line: 0, reason: "permission denied" }]);
  assert.deepEqual(await packageHistory(memoryFiles({}), ALL), { changes: [], total: 0, problems: [] });
});

Deno.test("history: whatever stands in the logs, it ends, and every change has a time and a name", async () => {
  const words = [
    "2026-11-21 14:58:51",
    "install",
    "upgrade",
    "a:b",
    "<none>",
    "1",
    "[2026-11-21T12:00:00+0100]",
  ];
  const part = fc.oneof(fc.constantFrom(...words), fc.string());
  const text = fc.array(fc.array(part, { maxLength: 6 }).map((parts) => parts.join(" "))).map((lines) =>
    lines.join("\n")
  );
  await fc.assert(fc.asyncProperty(text, async (log) => {
    const files = memoryFiles({
      "/var/log/dpkg.log": log,
      "/var/log/apt/history.log": log,
      "/var/log/pacman.log": log,
    });
    for (const { at_ms, name } of (await packageHistory(files, ALL)).changes) {
      assert.ok(Number.isFinite(at_ms) && name !== "");
    }
  }));
});

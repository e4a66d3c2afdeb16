import assert from "node:assert/strict";
import { openFileReader } from "../../src/core/file_reader.ts";
import { type HostReader, HostReadError } from "../../src/core/host_reader.ts";
import { openLibcReader } from "../../src/core/libc_reader.ts";
import { findLibc } from "../../src/monitor/launch.ts";
import { makeTree, testAwkwardTree, testRecordedHosts } from "../unit/core/_host_reader_suite.ts";

// One for the whole file: opening it gives the ffi permission away for good.
const libc = openLibcReader(findLibc());

/** The same reader with another root. */
function below(root: string): HostReader {
  return {
    read: (path, limit) => libc.read(root + path, limit),
    readText: (path, limit) => libc.readText(root + path, limit),
    list: (path) => libc.list(root + path),
    statvfs: (path) => libc.statvfs(root + path),
    [Symbol.dispose]() {},
  };
}

for (
  const subject of [
    { name: "the libc reader", open: below },
    { name: "the file reader", open: openFileReader },
  ]
) {
  testRecordedHosts(subject);
  testAwkwardTree(subject);
}

Deno.test("the libc reader leaves nothing that could be bound", () => {
  assert.throws(
    () => Deno.dlopen(findLibc(), { system: { parameters: ["buffer"], result: "i32" } }),
    Deno.errors.NotCapable,
  );
});

Deno.test("the libc reader reads what Deno refuses", () => {
  assert.match(libc.readText("/proc/self/stat") ?? "", new RegExp(`^${Deno.pid} \\(`));
  assert.ok(libc.list("/proc")?.includes(String(Deno.pid)));
  assert.throws(() => libc.read("/proc"), HostReadError);
});

Deno.test("the libc reader keeps no descriptor, whatever fails", () => {
  const open = () => libc.list("/proc/self/fd")?.length;
  const before = open();
  for (let round = 0; round < 100; round++) {
    libc.read("/nope");
    libc.list("/proc/self/stat");
    assert.throws(() => libc.read("/proc"));
    libc.read("/proc/self/status", 10);
  }
  assert.equal(open(), before);
});

Deno.test("the libc reader asks paths that are not UTF-8", async () => {
  const root = await Deno.makeTempDir({ dir: "/tmp", prefix: "cortex-host-" });
  try {
    const made = await new Deno.Command("/bin/sh", { args: ["-c", `mkdir "${root}/$(printf 'caf\\351')"`] })
      .output();
    assert.ok(made.success);
    assert.ok(await libc.statvfs(`${root}/caf\udce9`));
    assert.equal(await libc.statvfs(`${root}/caf`), null);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("the file reader follows no link out of its root", async () => {
  await using tree = await makeTree();
  using reader = openFileReader(tree.root);
  assert.equal(reader.read("/out"), null);
  assert.equal(reader.read("/../../etc/passwd"), null);
  assert.equal(reader.list("/.."), null);
  assert.equal(await reader.statvfs("/.."), null);
});

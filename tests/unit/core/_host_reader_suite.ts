/** The rules every reader of a host keeps, checked on a tree of plain files. */
import assert from "node:assert/strict";
import { type HostReader, HostReadError } from "../../../src/core/host_reader.ts";

/** A reader that sees the tree as the host's root. */
export interface Subject {
  readonly name: string;
  open(root: string): HostReader;
}

/** Folder of the recorded hosts. */
export const HOSTS = new URL("../../fixtures/host/", import.meta.url).pathname;

/** Names of the recorded hosts. */
export function recordedHosts(): string[] {
  return [...Deno.readDirSync(HOSTS)].filter((entry) => entry.isDirectory).map((entry) => entry.name).sort();
}

/** Registers the part of the suite that runs over each recorded host. */
export function testRecordedHosts(subject: Subject): void {
  for (const host of recordedHosts()) {
    Deno.test(`${subject.name} sees all of the recorded host ${host}`, () => {
      using reader = subject.open(`${HOSTS}${host}`);
      const files = compareFolder(reader, `${HOSTS}${host}`, "");
      assert.ok(files > 50, `${files} files are too few to be a host`);
    });
  }
}

/** Registers the part that runs over a tree made of awkward things; needs every file permission and sys=statfs. */
export function testAwkwardTree(subject: Subject): void {
  Deno.test(`${subject.name} reads what is larger than its buffers`, async () => {
    await using tree = await makeTree();
    await Deno.mkdir(`${tree.root}/many`);
    for (let number = 0; number < 3000; number++) await Deno.mkdir(`${tree.root}/many/folder-${number}`);
    using reader = subject.open(tree.root);
    const expected = Deno.readFileSync(`${tree.root}/large`);
    assert.deepEqual(reader.read("/large"), expected);
    assert.deepEqual(reader.read("/large", 70_000), expected.subarray(0, 70_000));
    assert.deepEqual(reader.read("/large", 5), expected.subarray(0, 5));
    assert.equal(reader.list("/many")?.length, 3000);
    assert.deepEqual(reader.list("/empty"), []);
    assert.deepEqual(reader.read("/nothing"), new Uint8Array());
  });

  Deno.test(`${subject.name} does not mind odd names and text that is not UTF-8`, async () => {
    await using tree = await makeTree();
    using reader = subject.open(tree.root);
    for (const name of ["a b", "new\nline", "ünïcödé", "(x) S 1"]) {
      assert.equal(reader.readText(`/odd/${name}`), name);
    }
    assert.deepEqual(reader.list("/odd")?.sort(), ["(x) S 1", "a b", "new\nline", "ünïcödé"].sort());
    assert.equal(reader.readText("/latin1"), "caf\ufffd");
  });

  Deno.test(`${subject.name} answers null for what is not there`, async () => {
    await using tree = await makeTree();
    using reader = subject.open(tree.root);
    for (const path of ["/nope", "/nope/deeper", "/large/below-a-file", "/dangling"]) {
      assert.equal(reader.read(path), null, path);
      assert.equal(await reader.statvfs(path), null, path);
    }
    assert.equal(reader.readText("/nope"), null);
    assert.equal(reader.read("/large\0"), null);
    for (const path of ["/nope", "/large", "/dangling"]) assert.equal(reader.list(path), null, path);
  });

  Deno.test(`${subject.name} says why something that is there cannot be read`, async () => {
    await using tree = await makeTree();
    using reader = subject.open(tree.root);
    assert.throws(() => reader.read("/odd"), (error: unknown) => {
      assert.ok(error instanceof HostReadError);
      assert.match(error.errno, /^(EISDIR|EIO)$/);
      assert.match(error.message, /^Cannot read ".*\/odd": E/);
      return true;
    });
  });

  Deno.test(`${subject.name} follows links inside the host`, async () => {
    await using tree = await makeTree();
    using reader = subject.open(tree.root);
    assert.equal(reader.readText("/link/a b"), "a b");
  });

  Deno.test(`${subject.name} asks a folder for the space of its file system`, async () => {
    await using tree = await makeTree();
    using reader = subject.open(tree.root);
    const space = await reader.statvfs("/odd");
    assert.ok(space);
    assert.ok(space.block_size >= 512 && space.blocks > 0);
    assert.ok(space.blocks_available <= space.blocks_free && space.blocks_free <= space.blocks);
    assert.ok(space.inodes_free <= space.inodes);
  });
}

/** Compares everything below a folder with what the file system itself says; returns the number of files. */
function compareFolder(reader: HostReader, root: string, path: string): number {
  const entries = [...Deno.readDirSync(`${root}${path}`)];
  assert.deepEqual(reader.list(path || "/")?.sort(), entries.map((entry) => entry.name).sort());
  let files = 0;
  for (const entry of entries) {
    const below = `${path}/${entry.name}`;
    if (entry.isDirectory) {
      files += compareFolder(reader, root, below);
      continue;
    }
    const expected = Deno.readFileSync(`${root}${below}`);
    assert.deepEqual(reader.read(below), expected, below);
    assert.equal(reader.readText(below), new TextDecoder().decode(expected), below);
    files++;
  }
  return files;
}

/** A folder of awkward things, gone when disposed. */
export async function makeTree(): Promise<{ readonly root: string } & AsyncDisposable> {
  const root = await Deno.makeTempDir({ dir: "/tmp", prefix: "cortex-host-" });
  for (const folder of ["odd", "empty"]) await Deno.mkdir(`${root}/${folder}`);
  await Deno.writeFile(`${root}/large`, Uint8Array.from({ length: 200_000 }, (_, index) => index * 31));
  await Deno.writeFile(`${root}/nothing`, new Uint8Array());
  await Deno.writeFile(`${root}/latin1`, Uint8Array.of(0x63, 0x61, 0x66, 0xe9));
  for (const name of ["a b", "new\nline", "ünïcödé", "(x) S 1"]) {
    await Deno.writeTextFile(`${root}/odd/${name}`, name);
  }
  await Deno.symlink("odd", `${root}/link`);
  await Deno.symlink("nowhere", `${root}/dangling`);
  await Deno.symlink("/etc/passwd", `${root}/out`);
  return { root, [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }) };
}

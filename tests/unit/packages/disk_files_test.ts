import assert from "node:assert/strict";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { diskFiles } from "../../../src/packages/disk_files.ts";
import { examinePackages } from "../../../src/packages/examine.ts";
import { PackageFileError } from "../../../src/packages/file_error.ts";
import { desc } from "./_pacman.ts";
import { statusText } from "./_status.ts";

/** A root with a file of each packing, and a file outside of it. */
function tree(): Disposable & { readonly root: string } {
  const folder = Deno.makeTempDirSync({ dir: "/tmp" });
  const root = `${folder}/root`;
  Deno.mkdirSync(`${root}/lists/partial`, { recursive: true });
  const text = new TextEncoder().encode("Package: a\n".repeat(1_000));
  Deno.writeFileSync(`${root}/lists/b_Packages`, text);
  Deno.writeFileSync(`${root}/lists/a_Packages.gz`, gzipSync(text));
  Deno.writeFileSync(`${root}/lists/c_Packages.zst`, zstdCompressSync(text));
  Deno.writeFileSync(`${root}/lists/d_Packages.bz2`, text);
  Deno.writeFileSync(`${root}/lists/e_Packages.gz`, gzipSync(text).subarray(0, 40));
  Deno.writeTextFileSync(`${folder}/secret`, "secret");
  return { root, [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }) };
}

async function size(chunks: AsyncIterable<Uint8Array> | null): Promise<number | null> {
  if (chunks === null) return null;
  let bytes = 0;
  for await (const chunk of chunks) bytes += chunk.length;
  return bytes;
}

Deno.test("disk files: plain and packed ones, by the ending of the name; folders sorted", async () => {
  using made = tree();
  const files = diskFiles(made.root);
  for (const name of ["b_Packages", "a_Packages.gz", "c_Packages.zst"]) {
    assert.equal(await size(await files.open(`/lists/${name}`)), 11_000, name);
  }
  assert.deepEqual((await files.list("/lists")).slice(0, 3), [
    "a_Packages.gz",
    "b_Packages",
    "c_Packages.zst",
  ]);
  assert.equal(await files.open("/nowhere/at/all"), null);
  assert.equal(await files.open("/lists/b_Packages/below"), null);
  assert.deepEqual(await files.list("/nowhere"), []);
});

Deno.test("disk files: a way out of the root, a folder and an unknown packing are refused", async () => {
  using made = tree();
  const files = diskFiles(made.root);
  for (const path of ["/lists", "/lists/../../secret"]) {
    await assert.rejects(files.open(path), PackageFileError, path);
  }
  await assert.rejects(files.list("/.."), PackageFileError);
  await assert.rejects(files.list("/lists/b_Packages"), PackageFileError);
  await assert.rejects(files.open("/lists/d_Packages.bz2"), RangeError);
});

Deno.test("disk files: a packing that is cut fails while it is read", async () => {
  using made = tree();
  await assert.rejects(async () => await size(await diskFiles(made.root).open("/lists/e_Packages.gz")));
});

Deno.test("disk files: folders of apt and pacman that are none are problems, and the rest counts", async () => {
  const root = Deno.makeTempDirSync({ dir: "/tmp" });
  const put = (path: string, text: string) => {
    Deno.mkdirSync(`${root}${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
    Deno.writeTextFileSync(root + path, text);
  };
  try {
    put("/var/lib/dpkg/status", statusText([{ name: "dpkg" }, { name: "a", fields: { Depends: "gone" } }]));
    put("/etc/apt/apt.conf.d", "no folder");
    put("/etc/apt/sources.list.d", "no folder");
    put("/etc/apt/preferences.d", "no folder");
    put("/var/lib/apt/lists", "no folder");
    put("/var/lib/pacman/local/b-1-1/desc", desc({ NAME: "b", VERSION: "1-1", DEPENDS: "gone" }));
    put("/var/lib/pacman/local/file-1-1", "no folder");
    put("/var/lib/pacman/sync", "no folder");
    const found = await examinePackages(diskFiles(root));
    assert.deepEqual(found.conflicts.direct.map((one) => one.package), ["a", "b"]);
    const files = new Set(found.problems.map(({ file }) => file));
    for (
      const file of [
        "/etc/apt/apt.conf.d",
        "/etc/apt/sources.list.d",
        "/etc/apt/preferences.d",
        "/var/lib/apt/lists",
        "/var/lib/pacman/local/file-1-1/desc",
        "/var/lib/pacman/sync",
      ]
    ) assert.ok(files.has(file), file);
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
});

import assert from "node:assert/strict";
import { diskFiles } from "../../src/packages/disk_files.ts";
import { PackageFileError } from "../../src/packages/file_error.ts";
import { spawnWorker } from "../../src/core/spawn_worker.ts";

/** A root with links inside and out of it. */
function tree(): Disposable & { readonly root: string } {
  const folder = Deno.makeTempDirSync();
  const root = `${folder}/root`;
  Deno.mkdirSync(`${root}/lists`, { recursive: true });
  Deno.mkdirSync(`${folder}/root-beside`);
  Deno.writeTextFileSync(`${root}/lists/real`, "inside");
  Deno.writeTextFileSync(`${folder}/secret`, "secret");
  Deno.symlinkSync("real", `${root}/lists/inside`);
  Deno.symlinkSync("../../secret", `${root}/lists/outside`);
  Deno.symlinkSync("/etc/passwd", `${root}/lists/absolute`);
  Deno.symlinkSync(`${folder}/root-beside`, `${root}/beside`);
  Deno.symlinkSync("loop", `${root}/loop`);
  return { root, [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }) };
}

Deno.test("disk files: links are followed within the root, and refused out of it or without end", async () => {
  using made = tree();
  const files = diskFiles(made.root);
  let text = "";
  for await (const chunk of await files.open("/lists/inside") ?? []) text += new TextDecoder().decode(chunk);
  assert.equal(text, "inside");
  for (const path of ["/lists/outside", "/lists/absolute", "/beside", "/loop"]) {
    await assert.rejects(files.open(path), PackageFileError, path);
    await assert.rejects(files.list(path), PackageFileError, path);
  }
  await assert.rejects(files.open("/loop"), /Cannot read "\/loop": links lead in a circle/);
});

Deno.test("disk files: a file that becomes a link out of the root while it is opened is never read", async () => {
  using made = tree();
  const real = `${made.root}/lists/real`;
  const url = new URL("./_reading_worker.ts", import.meta.url);
  const worker = spawnWorker(url, "reader", { read: [made.root] });
  let seen = "";
  worker.onmessage = ({ data }) => seen = data;
  worker.onerror = ({ message }) => seen = message;
  try {
    while (seen === "") {
      for (let swaps = 0; swaps < 100; swaps++) {
        Deno.symlinkSync("../../secret", `${real}.new`);
        Deno.renameSync(`${real}.new`, real);
        Deno.writeTextFileSync(`${real}.new`, "inside");
        Deno.renameSync(`${real}.new`, real);
      }
      worker.postMessage(made.root);
      await new Promise((resolve) => setTimeout(resolve));
    }
    assert.equal(seen, '["inside"]');
  } finally {
    worker.terminate();
  }
});

import assert from "node:assert/strict";
import { CortexError } from "../../src/contract/wire.ts";
import { realPath } from "../../src/core/real_path.ts";

/** A folder with a link to a file and one to a folder; it goes when the test ends. */
function makeFolder(): Disposable & { readonly folder: string } {
  const folder = Deno.realPathSync(Deno.makeTempDirSync({ dir: "/tmp", prefix: "cortex-named-" }));
  Deno.mkdirSync(`${folder}/closed/inner`, { recursive: true });
  Deno.writeTextFileSync(`${folder}/feed`, "");
  Deno.symlinkSync("closed", `${folder}/link`);
  return { folder, [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }) };
}

Deno.test("what is named is found by its links, and only where it is of that kind", () => {
  using made = makeFolder();
  const { folder } = made;
  assert.equal(realPath(`${folder}/link`, "folder"), `${folder}/closed`);
  assert.equal(realPath(`${folder}/feed`, "feed"), `${folder}/feed`);
  for (
    const [path, kind] of [["feed", "folder"], ["feed/x", "project"], ["link", "feed"], [
      "no",
      "feed",
    ]] as const
  ) {
    assert.throws(
      () => realPath(`${folder}/${path}`, kind),
      (error) => error instanceof CortexError && error.code === "NOT_FOUND",
    );
  }
});

Deno.test("what the user may not look at is denied, not missing", { ignore: Deno.uid() !== 0 }, async () => {
  using made = makeFolder();
  const { folder } = made;
  Deno.chmodSync(folder, 0o755);
  Deno.chmodSync(`${folder}/closed`, 0o700);
  const script = `const { realPath } = await import("${new URL(
    "../../src/core/real_path.ts",
    import.meta.url,
  )}");
    for (const [path, kind] of [["closed", "folder"], ["closed", "project"], ["closed/inner", "folder"]]) {
      try { console.log(realPath("${folder}/" + path, kind)); } catch (error) { console.log(error.code); }
    }`;
  const { stdout, stderr } = await new Deno.Command("setpriv", {
    args: ["--reuid=65534", "--clear-groups", Deno.execPath(), "eval", "--no-config", script],
    env: { DENO_DIR: `${folder}/none`, HOME: folder },
  }).output();
  const said = new TextDecoder().decode(stdout).trim().split("\n");
  assert.deepEqual(
    said,
    [`${folder}/closed`, "PERMISSION_DENIED", "PERMISSION_DENIED"],
    new TextDecoder().decode(stderr),
  );
});

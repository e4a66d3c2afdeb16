import assert from "node:assert/strict";
import { IndexDamageError, openIndexFile, replaceIndexFile } from "../../../src/packages/index/mod.ts";
import { bytesOf, indexBytes, row } from "./_index.ts";

const WHOLE = indexBytes([{ name: "vim", installed: true, manual: true }, {
  name: "emacs",
  upgradable: true,
}]);

/** Reads all of an index file of these bytes. */
async function readAll(bytes: Uint8Array) {
  const path = Deno.makeTempFileSync({ dir: "/tmp", prefix: "cx-index-" });
  try {
    Deno.writeFileSync(path, bytes);
    using file = await openIndexFile(path);
    const { details_at } = await file.columns();
    details_at.subarray(1).forEach((end, row) => file.details(details_at[row] ?? 0, end));
    return file.info;
  } finally {
    Deno.removeSync(path);
  }
}

Deno.test("an index file says of itself what it holds", async () => {
  const { packages, installed, explicit, updates, fingerprint } = await readAll(WHOLE);
  assert.deepEqual([packages, installed, explicit, updates, fingerprint], [2, 1, 1, 1, "f"]);
});

Deno.test("every byte that is changed, and every cut, is noticed", async () => {
  for (let at = 0; at < WHOLE.length; at += at < 600 ? 7 : 32_771) {
    const changed = WHOLE.slice();
    changed[at] = (changed[at] ?? 0) ^ 0x20;
    await assert.rejects(readAll(changed), IndexDamageError, `byte ${at}`);
  }
  for (const length of [0, 1, 31, 32, 100, WHOLE.length - 1]) {
    await assert.rejects(readAll(WHOLE.subarray(0, length)), IndexDamageError, `${length} bytes`);
  }
});

Deno.test("an index of packages as bytes is that of the same packages as texts", () => {
  const stretch = (text: string) => {
    const bytes = new TextEncoder().encode(text);
    return { bytes, from: 0, to: bytes.length };
  };
  for (const description of ["", "Plain And SHORT", "Größe ÄÖÜ 𝄞", "Long ".repeat(300), "Ä𝄞".repeat(300)]) {
    const one = row({ name: "Name", version: "1:2-3", description });
    const { details } = one;
    const as_bytes = {
      ...one,
      name: stretch("Name"),
      version: stretch("1:2-3"),
      description: stretch(description),
      details: { ...details, depends: stretch("libc6"), section: stretch("misc") },
    };
    assert.deepEqual(bytesOf([as_bytes]), bytesOf([one]));
  }
});

Deno.test("an index of nothing is an index", async () => {
  assert.equal((await readAll(indexBytes([]))).packages, 0);
});

Deno.test("an index that cannot be put in place leaves nothing behind", () => {
  const folder = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cx-index-" });
  try {
    Deno.mkdirSync(`${folder}/index/something`, { recursive: true });
    assert.throws(() => replaceIndexFile(`${folder}/index`, [WHOLE]), Deno.errors.IsADirectory);
    assert.deepEqual(Array.from(Deno.readDirSync(folder), ({ name }) => name), ["index"]);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

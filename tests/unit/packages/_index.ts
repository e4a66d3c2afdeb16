import { createIndexReader, type IndexReader, openIndexFile } from "../../../src/packages/index/mod.ts";
import { replaceIndexFile } from "../../../src/packages/index/replace.ts";
import { IndexMaker } from "../../../src/packages/index/maker.ts";
import type { IndexRow } from "../../../src/packages/index/row.ts";
import { encodeIndex } from "../../../src/packages/index/write.ts";

/** A package of an index in short. */
export type ShortRow = Partial<IndexRow> & { readonly name: string };

/** The row of a package of which little is said. */
export function row(short: ShortRow): IndexRow {
  return {
    architecture: "amd64",
    version: "1.0",
    description: "",
    installed: false,
    manual: false,
    held: false,
    upgradable: false,
    manager: "debian",
    details: {
      installed_version: null,
      candidate_version: "1.0",
      section: "misc",
      origin: "Debian:stable",
      source_name: short.name,
      source_version: "1.0",
      installed_bytes: 1024,
      download_bytes: 512,
      depends: "libc6",
      tags: "",
    },
    ...short,
  };
}

/** The bytes of an index file of these packages. */
export function indexBytes(rows: readonly ShortRow[]): Uint8Array<ArrayBuffer> {
  return bytesOf(rows.map(row));
}

/** The bytes of an index file of these rows. */
export function bytesOf(rows: readonly IndexRow[]): Uint8Array<ArrayBuffer> {
  const origin = { built_at_ms: 1, fingerprint: "f", managers: ["debian"], problems: [] };
  const maker = new IndexMaker();
  for (const one of rows) maker.add(one);
  const chunks = encodeIndex(maker.finish(origin));
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** An index file of these packages that is searched; gone with the block. */
export async function indexOf(rows: readonly ShortRow[]): Promise<IndexReader & Disposable> {
  const folder = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cx-index-" });
  replaceIndexFile(`${folder}/index`, [indexBytes(rows)]);
  const file = await openIndexFile(`${folder}/index`);
  Deno.removeSync(folder, { recursive: true });
  const reader = createIndexReader(file, await file.columns());
  return { ...reader, [Symbol.dispose]: () => file[Symbol.dispose]() };
}

import { CortexError, type InputOf, type OutputOf } from "../contract/wire.ts";
import { decodeCursor, encodeCursor } from "../core/keyset.ts";
import type { FoundRows, IndexReader, PackageKey } from "../packages/index/mod.ts";

/** Longest query, bytes. */
const MAX_QUERY_BYTES = 500;
/** Most words of a query. */
const MAX_WORDS = 16;

/** The part of a list that is asked for. */
export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** What to look for. Throws INVALID_PARAMS for a query that is too long or has no word. */
export function wordsOf(query: string): string[] {
  const words = [...new Set(query.toLowerCase().split(/\s+/).filter((word) => word !== ""))];
  const bytes = new TextEncoder().encode(query).length;
  if (bytes <= MAX_QUERY_BYTES && words.length > 0 && words.length <= MAX_WORDS) return words;
  throw new CortexError(
    "INVALID_PARAMS",
    `Cannot search for ${words.length} words of ${bytes} bytes: ` +
      `give 1 to ${MAX_WORDS} words, ${MAX_QUERY_BYTES} bytes at most`,
    { details: { field: "q" } },
  );
}

/** A page of what an index has of these words, as its rows. Throws INVALID_PARAMS for a cursor of another list. */
export function findIn(
  reader: IndexReader,
  words: readonly string[],
  { limit, cursor }: PageQuery,
): FoundRows {
  const after = cursor === undefined ? null : placeOf("rank", cursor);
  return reader.find(words, { after, limit });
}

/** What was found in this index. */
export function pageIn(reader: IndexReader, found: FoundRows): OutputOf<"packages.search"> {
  const { items, total, next } = reader.page(found);
  return { items, next_cursor: next && cursorOf("rank", next, next.rank), total };
}

/** A page of what was asked for, by name. Throws INVALID_PARAMS for a cursor of another list. */
export function explicitIn(
  reader: IndexReader,
  { limit, cursor }: PageQuery,
): OutputOf<"packages.explicit"> {
  const after = cursor === undefined ? null : placeOf("name", cursor);
  const { items, total, next } = reader.explicit({ after, limit });
  return { items, next_cursor: next && cursorOf("name", next, 0), total };
}

/** One package. Throws NOT_FOUND, with the name that was likely meant. */
export function infoIn(
  reader: IndexReader,
  { name, architecture }: InputOf<"packages.info">,
): OutputOf<"packages.info"> {
  const found = reader.info(name, architecture);
  if (found !== null) return found;
  const near = reader.search([name.toLowerCase()], { after: null, limit: 1 }).items[0]?.name;
  const what = architecture === undefined ? `"${name}"` : `"${name}" of ${architecture}`;
  const advice = near === undefined || near === name ? "" : `; did you mean "${near}"?`;
  throw new CortexError("NOT_FOUND", `Cannot find the package ${what}: nobody has or offers it${advice}`);
}

/** Nothing in it has a space. */
function cursorOf(sort: string, { name, architecture, source }: PackageKey, rank: number): string {
  return encodeCursor(sort, { key: [name, architecture, source].join(" "), id: rank });
}

function placeOf(sort: string, cursor: string): PackageKey & { readonly rank: number } {
  const { key, id } = decodeCursor(sort, cursor);
  const [name = "", architecture = "", source = ""] = String(key).split(" ");
  return { name, architecture, source, rank: Math.min(Math.max(1, Math.trunc(id)), 255) };
}

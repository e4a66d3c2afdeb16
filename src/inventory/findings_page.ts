import type { Finding, ParsedInputOf } from "../contract/mod.ts";
import { decodeCursor, encodeCursor } from "../core/keyset.ts";

/** How a page's place is told apart from that in another list. */
const SORT = "vulnerabilities";

/** The findings that are asked for, from the place on where the page before ended. */
export async function pageOf(
  findings: AsyncIterable<Finding>,
  query: ParsedInputOf<"vulnerabilities.list">,
): Promise<{ items: Finding[]; next_cursor: string | null }> {
  const after = query.cursor === undefined ? "" : String(decodeCursor(SORT, query.cursor).key);
  const items: Finding[] = [];
  for await (const found of findings) {
    if (keyOf(found) <= after || !fits(found, query)) continue;
    const last = items.at(-1);
    if (items.length === query.limit && last !== undefined) {
      return { items, next_cursor: encodeCursor(SORT, { key: keyOf(last), id: 0 }) };
    }
    items.push(found);
  }
  return { items, next_cursor: null };
}

function fits(found: Finding, query: ParsedInputOf<"vulnerabilities.list">): boolean {
  const { fixable, severity, verdict, all } = query;
  return (all || verdict === "not_affected" || found.verdict !== "not_affected") &&
    (fixable === undefined || (found.verdict === "fixable") === fixable) &&
    (severity === undefined || found.severity === severity) &&
    (verdict === undefined || found.verdict === verdict) &&
    (query.id === undefined || found.id === query.id) &&
    (query.package === undefined || found.package === query.package || found.source === query.package);
}

/** Places of the same order as the file's: no name has a space in it. */
function keyOf({ package: name, id, version }: Finding): string {
  return `${name} ${id} ${version}`;
}

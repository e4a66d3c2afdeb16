import type { IndexReader } from "../src/packages/index/mod.ts";

/** Queries nobody has sent: names, their beginnings, pieces and slips, and words of descriptions, each kind a fifth. */
export function unseen(reader: IndexReader, count: number): string[] {
  const items = [..."abcdefghijklmnopqrstuvwxyz"].flatMap((letter) =>
    reader.search([letter], { after: null, limit: 100_000 }).items
  );
  const random = (below: number) => Math.floor(Math.random() * below);
  return Array.from({ length: count }, (_, index) => {
    const { name = "x", description = "x" } = items[random(items.length)] ?? {};
    const at = random(name.length - 3);
    const kinds = [
      name,
      name.slice(0, 3 + random(5)),
      name.slice(at, at + 3 + random(4)),
      name.slice(0, at + 1) + name.slice(at + 2),
      description.toLowerCase().split(" ").slice(0, 2).join(" "),
    ];
    return kinds[index % kinds.length] || "x";
  });
}

/** Where a query is asked over HTTP. */
export function searchPath(query: string): string {
  return `/v1/packages?q=${encodeURIComponent(query)}`;
}

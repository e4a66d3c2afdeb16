import assert from "node:assert/strict";
import fc from "fast-check";
import type { SearchPlace } from "../../../src/packages/index/reader.ts";
import { textOf } from "../../../src/packages/stretch.ts";
import { indexOf, row, type ShortRow } from "./_index.ts";

const ROWS: readonly ShortRow[] = [
  { name: "vim", description: "Vi IMproved - enhanced vi editor" },
  { name: "vim-tiny", description: "Vi IMproved - compact version" },
  { name: "vimix", description: "Live Video Mixer" },
  { name: "neovim", description: "heavily refactored fork" },
  { name: "python3-vim", description: "bindings" },
  { name: "gvim.d", description: "graphical" },
  { name: "editor", description: "like VIM, but smaller" },
  { name: "postgresql", description: "object-relational SQL database" },
  { name: "postgresql-15", description: "The World's Most Advanced Database" },
  { name: "python3", description: "interactive language" },
  { name: "c++-annotations", description: "Tutorial about C++ (all of it)" },
  { name: "überpaket".replace("ü", "u"), description: "Ein Paket für Übungen" },
];
const all = { after: null, limit: 500 };

async function names(query: string, rows: readonly ShortRow[] = ROWS): Promise<string[]> {
  using index = await indexOf(rows);
  return index.search(query.split(" "), all).items.map(({ name }) => name);
}

Deno.test("exact name, start, start of a word, inside, description; then the shorter name, then the name", async () => {
  assert.deepEqual(await names("vim"), [
    "vim",
    "vimix",
    "vim-tiny",
    "python3-vim",
    "gvim.d",
    "neovim",
    "editor",
  ]);
});

Deno.test("every word must be found, and a package is as good as its worst word", async () => {
  assert.deepEqual(await names("enhanced editor"), ["vim"]);
  assert.deepEqual(await names("vim improved"), ["vim", "vim-tiny"]);
  assert.deepEqual(await names("vim nowhere"), []);
});

Deno.test("signs and letters beyond ASCII are found in descriptions", async () => {
  assert.deepEqual(await names("c++"), ["c++-annotations"]);
  assert.deepEqual(await names("(all"), ["c++-annotations"]);
  assert.deepEqual(await names("übung"), ["uberpaket"]);
});

Deno.test("a slip finds what was meant, behind what was found as it is written", async () => {
  assert.deepEqual(await names("postgrsql"), ["postgresql", "postgresql-15"]);
  assert.deepEqual(await names("pyhton3"), ["python3", "python3-vim"]);
  assert.deepEqual(await names("postgrsql advanced"), ["postgresql-15"]);
  const both = [...ROWS, { name: "postgrsql-tool" }];
  assert.deepEqual((await names("postgrsql", both))[0], "postgrsql-tool");
});

Deno.test("two letters of a short word that changed places are found among hundreds of words more alike", async () => {
  const letters = [..."abcdefhijklmopqrstuv"];
  const alike = letters.flatMap((a) => letters.map((b) => ({ name: `${a}${b}nix` })));
  using index = await indexOf([{ name: "nginx" }, { name: "nginx-light" }, ...alike]);
  const { items } = index.search(["ngnix"], { after: null, limit: 2 });
  assert.deepEqual(items.map(({ name }) => name), ["nginx", "nginx-light"]);
});

Deno.test("a word of one letter is looked for at the start of names, one of two anywhere", async () => {
  assert.deepEqual(await names("v"), ["vim", "vimix", "vim-tiny"]);
  assert.deepEqual(await names("ov"), ["neovim", "vim", "vim-tiny"]);
});

/** What a search must find, the slow and plain way. */
function plainSearch(rows: readonly ShortRow[], word: string): string[] {
  const rank = ({ name, description = "" }: ShortRow) => {
    if (name === word) return 0;
    if (name.startsWith(word)) return 1;
    if (["-", "_", "."].some((mark) => name.includes(mark + word))) return 2;
    if (name.includes(word)) return 3;
    return textOf(description).toLowerCase().split(/\s+/).some((text) => text.includes(word)) ? 4 : 5;
  };
  return rows.map((found) => ({ name: found.name, rank: rank(found) })).filter((found) => found.rank < 5)
    .sort((a, b) => a.rank - b.rank || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}

Deno.test("a search finds what looking through every package finds", async () => {
  const letters = fc.constantFrom("a", "b", "-", ".", "+", "1");
  const text = (min: number, max: number) => fc.array(letters, { minLength: min, maxLength: max });
  const name = text(0, 6).map((rest) => `a${rest.join("")}`.replaceAll("..", "."));
  const rows = fc.uniqueArray(
    fc.record({
      name,
      description: fc.array(text(1, 5), { maxLength: 4 }).map((words) =>
        words.map((word) => word.join("")).join(" ")
      ),
    }),
    { selector: (found) => found.name, minLength: 1, maxLength: 30 },
  );
  await fc.assert(
    fc.asyncProperty(rows, text(2, 4).map((word) => word.join("")), async (packages, word) => {
      const expected = plainSearch(packages, word);
      using index = await indexOf(packages);
      const { items } = index.search([word], all);
      // What is near may follow.
      assert.deepEqual(items.slice(0, expected.length).map((found) => found.name), expected);
    }),
    { numRuns: 100 },
  );
});

Deno.test("pages hold every package once, in one order, also when the next index lacks the last one", async () => {
  using index = await indexOf(ROWS);
  const whole = index.search(["i"], all).items.concat(index.search(["vi"], all).items);
  assert.ok(whole.length > 3);
  const expected = index.search(["vi"], all).items.map(({ name }) => name);
  for (let limit = 1; limit <= expected.length + 1; limit++) {
    const found: string[] = [];
    let after: SearchPlace | null = null;
    do {
      const page = index.search(["vi"], { after, limit });
      assert.equal(page.total, expected.length);
      found.push(...page.items.map(({ name }) => name));
      after = page.next;
    } while (after !== null);
    assert.deepEqual(found, expected);
  }
  const { next } = index.search(["vi"], { after: null, limit: 2 });
  using later = await indexOf(ROWS.filter(({ name }) => name !== next?.name));
  const rest = later.search(["vi"], { after: next, limit: 500 }).items.map(({ name }) => name);
  assert.deepEqual(rest, expected.slice(2));
});

Deno.test("suggestions are names that begin so, the shortest first, each once", async () => {
  using index = await indexOf([...ROWS, { name: "vim", architecture: "i386" }]);
  assert.deepEqual(index.suggest("vi", 10), ["vim", "vimix", "vim-tiny"]);
  assert.deepEqual(index.suggest("VI", 2), ["vim", "vimix"]);
  assert.deepEqual(index.suggest("p", 2), ["python3", "postgresql"]);
  assert.deepEqual(index.suggest("nothing", 10), []);
});

Deno.test("one package: the installed architecture, else the first; every architecture is named", async () => {
  using index = await indexOf([
    { name: "a" },
    { name: "a", architecture: "i386", installed: true, manual: true, held: true },
    { name: "b" },
  ]);
  const found = index.info("a");
  assert.deepEqual([found?.architecture, found?.held, found?.architectures], ["i386", true, [
    "amd64",
    "i386",
  ]]);
  assert.deepEqual(found?.depends, ["libc6"]);
  assert.equal(index.info("a", "amd64")?.installed, false);
  assert.equal(index.info("a", "arm64"), null);
  for (const name of ["A", "aa", "", "c"]) assert.equal(index.info(name), null);
});

Deno.test("one package: what it depends on and its tags one by one, as its list has them", async () => {
  const { details } = row({ name: "a" });
  const depends = "libc6 (>= 2.36), x | y (<< 3),\n z";
  using index = await indexOf([{ name: "a", details: { ...details, depends, tags: "a::b, c::d,\ne::f" } }, {
    name: "b",
    details: { ...details, depends: "" },
  }]);
  assert.deepEqual(index.info("a")?.depends, ["libc6 (>= 2.36)", "x | y (<< 3)", "z"]);
  assert.deepEqual(index.info("a")?.tags, ["a::b", "c::d", "e::f"]);
  assert.deepEqual([index.info("b")?.depends, index.info("b")?.tags], [[], []]);
});

Deno.test("what somebody asked for comes by name, in pages", async () => {
  using index = await indexOf(["zz", "b", "aaa"].map((name) => ({ name, installed: true, manual: true })));
  const first = index.explicit({ after: null, limit: 2 });
  assert.deepEqual([first.items.map(({ name }) => name), first.total], [["aaa", "b"], 3]);
  const second = index.explicit({ after: first.next, limit: 2 });
  assert.deepEqual([second.items.map(({ name }) => name), second.next], [["zz"], null]);
});

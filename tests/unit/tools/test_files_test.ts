import assert from "node:assert/strict";
import { names, testFiles } from "../../tools/test_files.ts";

function withFolder(files: Readonly<Record<string, string>>, use: (folder: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    for (const [path, text] of Object.entries(files)) {
      Deno.mkdirSync(`${folder}/${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
      Deno.writeTextFileSync(`${folder}/${path}`, text);
    }
    use(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("testFiles finds tests, the largest first, and nothing else", () => {
  withFolder(
    { "b_test.ts": "1", "a_test.ts": "1", "_b.ts": "", "z_test.ts": "12", "a.json": "" },
    (folder) => {
      assert.deepEqual(testFiles(folder), ["z", "a", "b"].map((name) => `${folder}/${name}_test.ts`));
    },
  );
});

Deno.test("names looks into a module and into what it imports", () => {
  withFolder({
    "own_test.ts": `Deno.env.get("WORD");`,
    "far_test.ts": `import type { A } from "npm:a";\nimport {\n  b,\n} from "./help/b.ts";`,
    "help/b.ts": `export { c } from "../c.ts";`,
    "c.ts": `import "./help/b.ts";\nexport * from "./help/b.ts";\nexport const c = "WORD";`,
    "other_test.ts": `import { d } from "./d.ts";`,
    "d.ts": `export const d = import.meta.resolve("./c.ts");`,
  }, (folder) => {
    const found = testFiles(folder).filter((path) => names("WORD", path));
    assert.deepEqual(found.sort(), [`${folder}/far_test.ts`, `${folder}/own_test.ts`]);
  });
});

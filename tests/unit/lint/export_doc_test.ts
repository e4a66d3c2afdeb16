import { assertFine, assertReported } from "./_run.ts";

Deno.test("export-doc wants a doc comment right before every exported declaration", () => {
  const missing = /without a doc comment/;
  assertReported(
    "export-doc",
    "src/ipc/a.ts",
    missing,
    "export const a = 1;",
    "/** The module. @module */ export const a = 1;",
    "/** é, another. */ const b = 1; export const a = 1;",
    "// A comment for those who read the source.\nexport function a() {}",
    "/* No doc. */ export interface A {}",
    "/** A. */ export type A = 1; export type B = 2;",
  );
  assertFine(
    "export-doc",
    "src/ipc/a.ts",
    "/** A. */ export const a = 1;",
    "/** The module. @module */ import b from './b.ts'; /** A. */ export async function a() {}",
    "/** A. */ export interface A {} /** B. */ export type B = A;",
    "export { a } from './a.ts'; export * from './b.ts'; const c = 1; export { c };",
  );
  assertFine(
    "export-doc",
    "src/ipc/a.ts",
    "/** A. */ export const a = once(() => z.int()); export type A = Infer<typeof a>;",
  );
  assertFine(
    "export-doc",
    "src/ipc/a.ts",
    "export const cpu = defineCollector({ name: 'cpu', help: 'Load' });",
  );
  assertFine("export-doc", "tests/tools/a.ts", "export const a = 1;");
  assertFine("export-doc", "cli/commands/a.ts", "export const command = defineCommand({});");
});

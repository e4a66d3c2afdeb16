import assert from "node:assert/strict";

const ROOT = new URL("../../", import.meta.url).pathname;
/** What is not part of a checkout. */
const MADE = [".git", "dist", "node_modules", "coverage"];

/** A copy of the checkout, in a new folder of that name. */
export function copyCheckout(copy: string): void {
  Deno.mkdirSync(copy);
  const names = [...Deno.readDirSync(ROOT)].map(({ name }) => name).filter((name) => !MADE.includes(name));
  const { success } = new Deno.Command("cp", { args: ["-r", ...names, copy], cwd: ROOT }).outputSync();
  assert.ok(success);
}

/** The copy's own helpers: they start the copy's own programs. */
export async function helpersOf(copy: string): Promise<
  Pick<typeof import("./_daemon.ts"), "startDaemon"> & Pick<typeof import("./_cortex.ts"), "cortex">
> {
  const { startDaemon }: typeof import("./_daemon.ts") = await import(`${copy}/tests/e2e/_daemon.ts`);
  const { cortex }: typeof import("./_cortex.ts") = await import(`${copy}/tests/e2e/_cortex.ts`);
  return { startDaemon, cortex };
}

import assert from "node:assert/strict";
import { dirname, join } from "node:path/posix";

const FOLDER = join(import.meta.dirname ?? "", "../golden");

/**
 * Asserts that a text is what `tests/golden/NAME` holds; under `deno task golden` it writes the file instead, so
 * that every change of what users see is a diff. Stands in test files named `*golden_test.ts`.
 */
export function assertGolden(name: string, actual: string): void {
  const path = join(FOLDER, name);
  if (rewrites()) {
    Deno.mkdirSync(dirname(path), { recursive: true });
    Deno.writeTextFileSync(path, actual);
    return;
  }
  assert.equal(actual, read(path), `tests/golden/${name} differs; run "deno task golden" if that is meant`);
}

function rewrites(): boolean {
  const { state } = Deno.permissions.querySync({ name: "env", variable: "GOLDEN" });
  return state === "granted" && Deno.env.get("GOLDEN") === "1";
}

function read(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

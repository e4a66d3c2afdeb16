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
  const difference = firstDifference(read(path), actual);
  if (difference !== undefined) {
    assert.fail(`tests/golden/${name} differs; run "deno task golden" if that is meant\n${difference}`);
  }
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

/** The first line that differs, as it was and as it is; undefined where the texts are equal. */
export function firstDifference(expected: string, actual: string): string | undefined {
  if (expected === actual) return undefined;
  const was = expected.split("\n");
  const is = actual.split("\n");
  const at = was.findIndex((line, index) => line !== is[index]);
  const line = at < 0 ? was.length : at;
  return `line ${line + 1}\n- ${was[line] ?? "(end)"}\n+ ${is[line] ?? "(end)"}`;
}

import assert from "node:assert/strict";
import plugin from "../../lint/plugin.ts";

/** The messages of one rule of the project on a source text that stands at a path. */
export function findings(rule: keyof typeof plugin.rules, path: string, source: string): string[] {
  return Deno.lint.runPlugin(plugin, path, source)
    .filter(({ id }) => id === `cortex/${rule}`)
    .map(({ message }) => message);
}

/** Asserts that a rule says nothing of any of the sources at a path. */
export function assertFine(rule: keyof typeof plugin.rules, path: string, ...sources: string[]): void {
  for (const source of sources) assert.deepEqual(findings(rule, path, source), [], source);
}

/** Asserts that a rule reports each source at a path exactly once, with a message that fits. */
export function assertReported(
  rule: keyof typeof plugin.rules,
  path: string,
  message: RegExp,
  ...sources: string[]
): void {
  for (const source of sources) {
    const found = findings(rule, path, source);
    assert.equal(found.length, 1, `${source}: ${found.join("; ") || "nothing reported"}`);
    assert.match(found.join(), message);
  }
}

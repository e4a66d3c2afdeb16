/**
 * `deno doc --lint` of the client module: every export and every member of it has a comment.
 * @module
 */
import { stripVTControlCharacters } from "node:util";

/** The findings in the output of `deno doc --lint`, each as `FILE:LINE:COLUMN message`. */
export function docFindings(output: string): string[] {
  const found = stripVTControlCharacters(output).matchAll(/^error(\[.*?\]: .*)\n\s*--> (.*)$/gm);
  return [...found].map(([, message, place]) => `${place} ${message}`);
}

if (import.meta.main) {
  const command = new Deno.Command(Deno.execPath(), { args: ["doc", "--lint", "mod.ts"] });
  const { success, stderr } = await command.output();
  const output = new TextDecoder().decode(stderr);
  const linted = success ||
    /^error: Found \d+ documentation lint error/m.test(stripVTControlCharacters(output));
  const findings = linted ? docFindings(output) : [output];
  for (const finding of findings) console.error(finding);
  Deno.exit(findings.length === 0 ? 0 : 1);
}

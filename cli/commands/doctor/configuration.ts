import { CORTEX } from "../../../src/core/invocation.ts";
import { validateConfig } from "../../../src/config/mod.ts";
import { defineCheck, ok, quoted, wrong } from "./check.ts";
import { sudo } from "./site.ts";

/** The files, drop-ins and variables a daemon would start with. */
export const configuration = defineCheck({
  name: "configuration",
  gather: (site) => ({ ...validateConfig(site.start), sudo: sudo(site) }),
  judge: ({ problems, files, sudo }) =>
    problems.length === 0
      ? [ok(files.length === 0 ? "No configuration file: defaults" : `Valid: ${files.join(", ")}`)]
      : problems.map(({ origin, message }) =>
        wrong(message, ...edit(origin, sudo), `${CORTEX} config validate`)
      ),
});

/** Opens the file at its line, where the problem is in one; of a `.env` only the variable is known. */
function edit(origin: string, sudo: string): string[] {
  const [, file, line, variable] = /^(\/.*?)(?::(\d+)| (CORTEX_\w+))$/.exec(origin) ?? [];
  if (file === undefined) return [];
  return [`${sudo}\${EDITOR:-vi} +${line ?? `/${variable}`} ${quoted(file)}`];
}

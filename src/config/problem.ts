import type { ConfigProblem } from "../contract/mod.ts";
import { CortexError } from "../contract/wire.ts";

/** CONFIG_INVALID for these problems: each is a line of the message, all are in the details. */
export function invalidConfig(problems: readonly ConfigProblem[]): CortexError {
  return new CortexError("CONFIG_INVALID", problems.map(({ message }) => message).join("\n"), {
    details: { problems },
  });
}

/** The problems of a failure to read the configuration; null when it failed for another reason. */
export function problemsOf(error: unknown): ConfigProblem[] | null {
  if (!(error instanceof CortexError) || error.code !== "CONFIG_INVALID") return null;
  const { problems } = error.details ?? {};
  return Array.isArray(problems)
    ? problems
    : [{ origin: "configuration", key: "", value: null, valid: "", message: error.message }];
}

import { CortexError } from "../contract/mod.ts";
import type { Explainer, Scene } from "./explainer.ts";
import type { ReplyParts } from "./reply.ts";
import { subjectsOf } from "./subject.ts";
import { alert } from "./subjects/alert.ts";
import { host } from "./subjects/host.ts";
import { metric } from "./subjects/metric.ts";
import { packageOf } from "./subjects/package.ts";
import { process } from "./subjects/process.ts";
import { vulnerability } from "./subjects/vulnerability.ts";

/** Everything that can be explained. */
const EXPLAINERS: readonly Explainer[] = [host, alert, metric, packageOf, process, vulnerability];

/**
 * What is to be said of the first thing that a text may mean. Throws ALERT_NOT_FOUND, NOT_FOUND where there is no such
 * thing, and what the parts say that cannot tell.
 */
export async function explain(text: string, scene: Scene): Promise<ReplyParts> {
  let reason: CortexError | null = null;
  for (const { kind, id } of subjectsOf(text)) {
    const explainer = EXPLAINERS.find((one) => one.kind === kind);
    try {
      const parts = await explainer?.explain(id, scene);
      if (parts !== undefined && parts !== null) return parts;
    } catch (error) {
      if (!(error instanceof CortexError)) throw error;
      reason ??= error;
    }
  }
  throw reason ?? new CortexError(
    "NOT_FOUND",
    `Cannot explain "${text}": there is no alert, process, package, vulnerability or figure of that name`,
  );
}

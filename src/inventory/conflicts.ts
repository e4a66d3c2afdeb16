import type { OutputOf } from "../contract/wire.ts";
import type { Examination } from "../packages/mod.ts";

/** The answer of `packages.conflicts` to what an examination found. Pure. */
export function conflictsOf({ conflicts }: Examination): OutputOf<"packages.conflicts"> {
  const { direct, states, transitive } = conflicts;
  return { direct: [...direct], states: [...states], transitive: [...transitive] };
}

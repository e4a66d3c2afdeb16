import type { OutputOf } from "../../../src/contract/wire.ts";
import { paint, styled, type View } from "../../text/paint.ts";

const EFFECTS: Readonly<Record<OutputOf<"config.set">["effect"], string>> = {
  live: "in force",
  worker: "in force; its part restarts by itself",
  restart: "waits for the next start of the daemon",
  shadowed: "has no effect: a stronger source says otherwise",
  unchanged: "nothing changed by it",
};

/** What came of a change. */
export function renderChange({ file, effect, setting }: OutputOf<"config.set">, view: View): string {
  const style = effect === "live" || effect === "worker" ? "good" : "warning";
  return paint([
    ["Written: ", file],
    [styled(style, EFFECTS[effect])],
    [
      styled("strong", setting.key),
      " = ",
      JSON.stringify(setting.value),
      styled("faint", ` (${setting.origin})`),
    ],
  ], view);
}

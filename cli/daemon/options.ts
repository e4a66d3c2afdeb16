import type { Options, ValuesOf } from "../option.ts";

/** Options of `cortex daemon stop`. */
export const stopOptions = {
  own: { type: "flag", summary: "The user's own daemon, also where systemd has one" },
} as const satisfies Options;

/** Options of `cortex daemon start` and `restart`. */
export const startOptions = {
  ...stopOptions,
  "state-dir": { type: "text", value: "DIR", summary: "Folder of its database and log [CORTEX_STATE_DIR]" },
  "pid-file": { type: "text", value: "FILE", summary: "Write its process id there, locked while it runs" },
  user: { type: "text", value: "NAME", summary: "As that user; root only" },
  supervise: { type: "flag", summary: "Start it again when it ends by itself" },
} as const satisfies Options;

/** Values of the options of `start` and `restart`. */
export type StartValues = ValuesOf<typeof startOptions>;

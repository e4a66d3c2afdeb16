import type { Group } from "../command.ts";

/** `cortex model`: language models on this machine, the list when nothing else is said. */
export const command: Group = {
  standard: "list",
  entries: [
    {
      name: "list",
      summary: "Models that are there, and what each takes",
      load: () => import("./model/list.ts"),
    },
    { name: "info", summary: "What a file says of its model", load: () => import("./model/info.ts") },
    {
      name: "import",
      summary: "Copy a file to where the daemon looks",
      load: () => import("./model/import.ts"),
    },
    {
      name: "load",
      summary: "Load a model, also one that is blocked",
      load: () => import("./model/load.ts"),
    },
    { name: "unload", summary: "Give its memory back", load: () => import("./model/unload.ts") },
    { name: "status", summary: "How the loaded model is", load: () => import("./model/status.ts") },
    { name: "bench", summary: "How fast the model answers", load: () => import("./model/bench.ts") },
  ],
};

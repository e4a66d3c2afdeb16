import { toolPlaces } from "../managers.ts";
import { jsonFile, plainFile, type Runtime } from "../runtime.ts";

/** Bun. Its own installer keeps one version, in the user's home. */
export const bun: Runtime = {
  name: "bun",
  commands: ["bun"],
  programs: /^bun$/,
  places: [
    { manager: "installer", folder: "~", only: ".bun", program: "bin/bun" },
    ...toolPlaces("bin/bun", "bun"),
  ],
  ask: { args: ["--version"], pattern: /^(\d\S*)/ },
  version_files: [plainFile(".bun-version"), jsonFile("package.json", ["engines", "bun"])],
  tools: ["bun"],
};

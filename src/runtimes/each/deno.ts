import { toolPlaces } from "../managers.ts";
import { jsonFile, plainFile, type Runtime } from "../runtime.ts";

/** Deno. Its own installer keeps one version, in the user's home. */
export const deno: Runtime = {
  name: "deno",
  commands: ["deno"],
  programs: /^deno$/,
  places: [
    { manager: "installer", folder: "~", only: ".deno", program: "bin/deno" },
    ...toolPlaces("bin/deno", "deno"),
  ],
  ask: { args: ["--version"], pattern: /^deno (\d\S*)/ },
  version_files: [
    plainFile(".dvmrc"),
    plainFile(".deno-version"),
    jsonFile("package.json", ["engines", "deno"]),
  ],
  tools: ["deno"],
};

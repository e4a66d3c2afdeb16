import { firstLine, toolPlaces } from "../managers.ts";
import { lineFile, plainFile, type Runtime } from "../runtime.ts";

/** Ruby. */
export const ruby: Runtime = {
  name: "ruby",
  commands: ["ruby"],
  programs: /^ruby(\d(\.\d+)?)?$/,
  places: [
    {
      manager: "rbenv",
      folder: "~/.rbenv/versions",
      program: "bin/ruby",
      standard: firstLine(".rbenv/version"),
    },
    ...toolPlaces("bin/ruby", "ruby"),
  ],
  ask: { args: ["--version"], pattern: /^ruby (\d[^\sp]*)/ },
  version_files: [plainFile(".ruby-version"), lineFile("Gemfile", /^\s*ruby\s+["']([^"']+)["']/)],
  tools: ["ruby"],
};

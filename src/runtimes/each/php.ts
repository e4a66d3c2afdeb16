import { toolPlaces } from "../managers.ts";
import { jsonFile, plainFile, type Runtime } from "../runtime.ts";

/** PHP. */
export const php: Runtime = {
  name: "php",
  commands: ["php"],
  programs: /^php(\d(\.\d+)?)?$/,
  places: toolPlaces("bin/php", "php"),
  ask: { args: ["--version"], pattern: /^PHP (\d\S*)/ },
  version_files: [
    plainFile(".php-version"),
    jsonFile("composer.json", ["require", "php"], ["config", "platform", "php"]),
  ],
  tools: ["php"],
};

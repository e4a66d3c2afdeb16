import type { RuntimeFiles } from "../files.ts";
import { linked, toolPlaces } from "../managers.ts";
import { jsonFile, type Place, plainFile, type Runtime } from "../runtime.ts";

/** Node.js. */
export const node: Runtime = {
  name: "node",
  commands: ["node", "nodejs"],
  programs: /^node(js)?$/,
  places: [
    { manager: "nvm", folder: "~/.nvm/versions/node", program: "bin/node", standard: nvmDefault },
    fnm(".local/share/fnm"),
    fnm(".fnm"),
    ...toolPlaces("bin/node", "node", "nodejs"),
  ],
  ask: { args: ["--version"], pattern: /^v(\d\S*)/ },
  version_files: [
    plainFile(".nvmrc"),
    plainFile(".node-version"),
    jsonFile("package.json", ["engines", "node"], ["volta", "node"]),
  ],
  tools: ["node", "nodejs"],
};

/** fnm keeps its default as a link into one of its versions. */
function fnm(base: string): Place {
  return {
    manager: "fnm",
    folder: `~/${base}/node-versions`,
    program: "installation/bin/node",
    standard: linked(`${base}/aliases/default`, `${base}/node-versions`),
  };
}

/** nvm's default is a version or an alias, which is a file that names a version or another alias: `lts/iron`. */
function nvmDefault(files: RuntimeFiles, home: string): string | null {
  let name = "default";
  for (let steps = 0; steps < 5; steps++) {
    const next = files.text(`${home}/.nvm/alias/${name}`)?.trim();
    if (next === undefined || next === "") break;
    name = next;
  }
  return name === "default" ? null : name;
}

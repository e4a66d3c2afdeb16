import { toolPlaces } from "../managers.ts";
import { lineFile, plainFile, type Runtime } from "../runtime.ts";

/** Go. A release has its version in a file; what go.mod asks for is never fetched: GOTOOLCHAIN is local. */
export const go: Runtime = {
  name: "go",
  commands: ["go"],
  programs: /^go(\d+\.\d+)?$/,
  places: [
    { manager: "system", folder: "/usr/local", only: "go", program: "bin/go" },
    ...toolPlaces("bin/go", "go", "golang"),
  ],
  release: { file: "VERSION", pattern: /^go(\d\S*)/ },
  ask: { args: ["version"], pattern: /^go version go(\d\S*)/ },
  version_files: [
    plainFile(".go-version"),
    ...["go.mod", "go.work"].flatMap((name) => [
      lineFile(name, /^go\s+(\d\S*)/),
      lineFile(name, /^toolchain\s+go(\d\S*)/),
    ]),
  ],
  tools: ["go", "golang"],
};

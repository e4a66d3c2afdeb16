import { firstLine, toolPlaces } from "../managers.ts";
import { plainFile, type Runtime, tomlFile } from "../runtime.ts";

/** Python. */
export const python: Runtime = {
  name: "python",
  commands: ["python3", "python"],
  programs: /^python(\d(\.\d+)?)?$/,
  places: [
    {
      manager: "pyenv",
      folder: "~/.pyenv/versions",
      program: "bin/python",
      standard: firstLine(".pyenv/version"),
    },
    ...toolPlaces("bin/python", "python"),
  ],
  ask: { args: ["--version"], pattern: /^Python (\d\S*)/ },
  version_files: [
    plainFile(".python-version"),
    tomlFile("pyproject.toml", ["project", "requires-python"], ["tool", "poetry", "dependencies", "python"]),
    tomlFile("Pipfile", ["requires", "python_full_version"], ["requires", "python_version"]),
  ],
  tools: ["python"],
};

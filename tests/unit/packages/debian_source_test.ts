import { memoryFiles } from "../../../src/packages/files.ts";
import { debianSource } from "../../../src/packages/debian/source.ts";
import { list, RELEASES, type Tree } from "./_archive.ts";
import { sourceConformance } from "./_source_conformance.ts";
import { statusText } from "./_status.ts";

const installed = ["asked", "needed", "kept"].map((name) => ({
  name,
  version: "1.0",
  architecture: name === "needed" ? "all" : "amd64",
  status: name === "kept" ? "hold ok installed" : "install ok installed",
}));
const offered = list("stable", [{ name: "asked", version: "1.1" }, { name: "new", version: "2.0" }]);
const WHOLE: Tree = {
  ...RELEASES,
  ...offered,
  "/var/lib/dpkg/status": statusText(installed),
  "/var/lib/apt/extended_states": "Package: needed\nArchitecture: amd64\nAuto-Installed: 1\n",
};
const [path = ""] = Object.keys(offered);

sourceConformance(debianSource, {
  absent: memoryFiles({}),
  whole: memoryFiles(WHOLE),
  damaged_list: memoryFiles({ ...WHOLE, [path]: "Package: a\nnoise\n" }),
  damaged_database: memoryFiles({ ...WHOLE, "/var/lib/dpkg/status": statusText(installed) + "\nnoise\n" }),
});

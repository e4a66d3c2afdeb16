import { gzipSync } from "node:zlib";
import { memoryFiles } from "../../../src/packages/files.ts";
import { archSource } from "../../../src/packages/arch/source.ts";
import { aurLine, desc, local, syncDatabase } from "./_pacman.ts";
import { sourceConformance } from "./_source_conformance.ts";

const AUR = "/var/lib/cortex/feeds/packages-meta-ext-v1.json.gz";
const WHOLE = {
  "/etc/pacman.conf": "[options]\nIgnorePkg = k*t nothing\n[extra]\nInclude = /etc/pacman.d/mirrorlist\n",
  "/etc/pacman.d/mirrorlist": "Server = https://mirror.example/$repo\n",
  "/var/lib/pacman/local/ALPM_DB_VERSION": "9\n",
  ...local("asked", "1.0", { BASE: "asked-base" }),
  ...local("needed", "1.0", { REASON: "1" }),
  ...local("kept", "1.0"),
  "/var/lib/pacman/sync/extra.db": await syncDatabase({
    "asked-1.1/desc": desc({ NAME: "asked", VERSION: "1.1", CSIZE: "7" }),
  }),
  [AUR]: gzipSync(`[\n${aurLine("new", "2.0")}\n]\n`),
};

sourceConformance(archSource, {
  absent: memoryFiles({}),
  whole: memoryFiles(WHOLE),
  damaged_list: memoryFiles({ ...WHOLE, [AUR]: gzipSync(`[\n${aurLine("new", "2.0")},\n{"Name":\n]\n`) }),
  damaged_database: memoryFiles({
    ...WHOLE,
    "/var/lib/pacman/local/kept-1.0/desc": "%NAME%\nkept\n\nnoise\n",
  }),
});

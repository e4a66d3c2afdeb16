/** Reads a file again and again, both ways in which folders that others may write to are read. */
/// <reference lib="deno.worker" />
import { diskFiles as packageFiles } from "../../src/packages/disk_files.ts";
import { readText } from "../../src/packages/read_text.ts";
import { diskFiles as versionFiles } from "../../src/runtimes/disk_files.ts";

/** How often: without a guard some of them read what a link leads to. */
const TIMES = 2_000;

/** Takes the root; answers, as JSON, the texts that were read, each once. */
self.onmessage = async ({ data: root }: MessageEvent<string>) => {
  self.onmessage = null;
  const seen = new Set<string>();
  for (let time = 0; time < TIMES; time++) {
    seen.add(await readText(packageFiles(root), "/lists/real").catch(() => ""));
    seen.add(versionFiles([root]).text(`${root}/lists/real`) ?? "");
  }
  seen.delete("");
  self.postMessage(JSON.stringify([...seen]));
};

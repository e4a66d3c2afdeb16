import type { PackageFiles } from "../packages/mod.ts";
import { suiteOf } from "../security/mod.ts";
import { OS_RELEASE } from "./permissions.ts";

/** Which release a host has; empty where it does not say. */
export async function readSuite(files: PackageFiles): Promise<string> {
  for (const path of OS_RELEASE) {
    const chunks = await files.open(path);
    if (chunks === null) continue;
    for await (const chunk of chunks) return suiteOf(new TextDecoder().decode(chunk)) ?? "";
  }
  return "";
}

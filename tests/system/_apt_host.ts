import type { Tree } from "../unit/packages/_archive.ts";
import { aptOptions } from "./_scratch.ts";

/** The tree as a folder, with the options that make apt see it as the host. */
export function written(
  tree: Tree,
): Disposable & { readonly folder: string; readonly options: readonly string[] } {
  const folder = Deno.makeTempDirSync();
  const more: Tree = {
    "/ext": "",
    "/var/lib/apt/lists/partial/x": "",
    "/cache/archives/partial/x": "",
  };
  for (const [path, text] of Object.entries({ ...tree, ...more })) {
    Deno.mkdirSync(`${folder}${path.slice(0, path.lastIndexOf("/"))}`, { recursive: true });
    Deno.writeTextFileSync(folder + path, text);
  }
  const own = [
    `Dir::State=${folder}/var/lib/apt`,
    `Dir::State::status=${folder}/var/lib/dpkg/status`,
    `Dir::State::extended_states=${folder}/ext`,
    `Dir::Cache=${folder}/cache`,
    `Dir::Etc::SourceList=${folder}/etc/apt/sources.list`,
    `Dir::Etc::Preferences=${folder}/etc/apt/preferences`,
    "Dir::Etc::PreferencesParts=/nonexistent",
  ].flatMap((option) => ["-o", option]);
  const conf = tree["/etc/apt/apt.conf"] === "" ? [] : ["-c", `${folder}/etc/apt/apt.conf`];
  return {
    folder,
    options: [...aptOptions(folder), ...own, ...conf],
    [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }),
  };
}

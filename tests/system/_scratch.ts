import { type Ran, run } from "./_run.ts";

/** A dpkg database in a folder of its own, for apt, dpkg and dose to judge. */
export interface Scratch extends Disposable {
  readonly folder: string;
  /** What a program prints of it. */
  aptCheck(): string;
  aptAutoremove(): Ran;
  dpkgAudit(): string;
  doseCheck(configured: string): string;
}

/** Makes such a database of a status file, for amd64 with i386 beside it. */
export function scratch(status: string): Scratch {
  const folder = Deno.makeTempDirSync();
  for (const path of [".apt/lists/partial", ".apt/cache/archives/partial", "info", "updates", "triggers"]) {
    Deno.mkdirSync(`${folder}/${path}`, { recursive: true });
  }
  Deno.writeTextFileSync(`${folder}/status`, status);
  Deno.writeTextFileSync(`${folder}/arch`, "amd64\ni386\n");
  Deno.writeTextFileSync(`${folder}/.apt/ext`, "");
  return {
    folder,
    aptCheck: () => run("apt-get", ["check", ...aptOptions(folder)]).stdout,
    aptAutoremove() {
      // A saved database has no settings of apt: this machine's must not count either.
      const settings = "#clear APT::NeverAutoRemove;\nAPT::AutoRemove::SuggestsImportant true;\n";
      Deno.writeTextFileSync(`${folder}/.apt/conf`, settings);
      return run("apt-get", ["-s", "autoremove", "-c", `${folder}/.apt/conf`, ...aptOptions(folder)]);
    },
    dpkgAudit: () => run("dpkg", [`--admindir=${folder}`, "--audit"]).stdout,
    doseCheck(configured) {
      Deno.writeTextFileSync(`${folder}/configured`, configured);
      const native = ["--deb-native-arch=amd64", "--deb-foreign-archs=i386"];
      return run("dose-debcheck", [...native, "-e", "-f", `${folder}/configured`]).stdout;
    },
    [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }),
  };
}

/** Options that make apt look at a scratch database only. */
export function aptOptions(folder: string): string[] {
  return [
    "APT::Architecture=amd64",
    "APT::Architectures::=amd64",
    "APT::Architectures::=i386",
    `Dir::State=${folder}/.apt`,
    `Dir::State::status=${folder}/status`,
    `Dir::State::extended_states=${folder}/.apt/ext`,
    `Dir::Cache=${folder}/.apt/cache`,
    "Dir::Etc::SourceList=/dev/null",
    "Dir::Etc::SourceParts=/dev/null",
    "Debug::NoLocking=1",
  ].flatMap((option) => ["-o", option]);
}

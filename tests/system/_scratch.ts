import { type Ran, run } from "./_run.ts";

/** A dpkg database in a folder of its own, for apt, dpkg and dose to judge. */
export interface Scratch extends Disposable {
  readonly folder: string;
  /** What a program prints of it. */
  aptCheck(): string;
  /** By these settings, in the form of apt.conf(5), and none of this machine. */
  aptAutoremove(settings?: string): Ran;
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
    aptAutoremove(settings = "") {
      const none = ["NeverAutoRemove", "VersionedKernelPackages", "AutoRemove"].map((name) =>
        `#clear APT::${name};\n`
      );
      Deno.writeTextFileSync(`${folder}/.apt/conf`, `${none.join("")}${settings}\n`);
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

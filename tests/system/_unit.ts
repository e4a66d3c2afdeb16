import type { OutputOf } from "../../src/contract/mod.ts";
import { type Box, BOX_DENO, BOX_ENVIRONMENT, BOX_PROGRAM } from "./_box.ts";

/** Its HTTP socket. */
export const SOCKET = "/run/cortex/http.sock";

const DROP_INS = "/etc/systemd/system/cortexd.service.d";

/** Installs the unit as a package does; what the compiled program will be is this checkout, run by Deno. */
export function installUnit(box: Box): void {
  box.must("cp", `${BOX_PROGRAM}/systemd/cortexd.service`, "/etc/systemd/system/");
  box.must("cp", `${BOX_PROGRAM}/systemd/cortex.sysusers.conf`, "/usr/lib/sysusers.d/cortex.conf");
  box.must("cp", `${BOX_PROGRAM}/systemd/cortex.tmpfiles.conf`, "/usr/lib/tmpfiles.d/cortex.conf");
  for (const name of ["reload", "stopped"]) {
    box.must("install", "-D", `${BOX_PROGRAM}/systemd/${name}.sh`, `/usr/lib/cortex/${name}`);
  }
  box.must("systemd-sysusers");
  box.must("systemd-tmpfiles", "--create");
  box.must("mkdir", "-p", "/etc/cortex");
  useProgram(box); // for as long as the box lasts
}

/** Lets the unit run this checkout with the flags of its own permission table. */
export function useProgram(box: Box, environment: Readonly<Record<string, string>> = {}): Disposable {
  const variables = {
    ...BOX_ENVIRONMENT,
    NOTIFY_SOCKET: "/run/systemd/notify",
    JOURNAL_STREAM: "0:0",
    ...environment,
  };
  const asked = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const flags = box.must(
    ...["runuser", "-u", "cortex", "--", "env", "--chdir=/etc/cortex", ...asked] as const,
    ...[BOX_DENO, "run", "--quiet", "--no-prompt", "--allow-read", "--allow-env", "--allow-sys"],
    `${BOX_PROGRAM}/tests/tools/unit_flags.ts`,
  ).trim();
  return installProgram(box, `${BOX_DENO} run --quiet --no-prompt ${flags} ${BOX_PROGRAM}/main.ts`);
}

let installed = "exit 1";

/** Makes a command the daemon's program; as long as the block lasts. */
function installProgram(box: Box, command: string): Disposable {
  const put = (line: string) => {
    const given = Object.entries(BOX_ENVIRONMENT).map(([name, value]) => `export ${name}=${value}\n`).join(
      "",
    );
    box.write("/usr/bin/cortexd", `#!/bin/sh\n${given}exec ${line} "$@"\n`);
    box.must("chmod", "755", "/usr/bin/cortexd");
  };
  const before = installed;
  put(installed = command);
  return { [Symbol.dispose]: () => put(installed = before) };
}

/** Replaces what the unit runs; as long as the block lasts. */
export function runInUnit(box: Box, command: string): Disposable {
  const variables = Object.entries(BOX_ENVIRONMENT).map(([name, value]) => `${name}=${value}`).join(" ");
  return dropIn(box, `[Service]\nEnvironment=${variables}\nExecStart=\nExecStart=${command}\n`);
}

let last = 100;

/** Adds a drop-in of the unit, gone with the block; a later one wins. */
export function dropIn(box: Box, text: string): Disposable {
  const path = `${DROP_INS}/${++last}.conf`;
  box.write(path, text);
  box.must("systemctl", "daemon-reload");
  return {
    [Symbol.dispose]: () => {
      box.must("rm", path);
      box.must("systemctl", "daemon-reload");
    },
  };
}

/** One of the drop-ins that are shipped, gone with the block. */
export function shippedDropIn(box: Box, name: string): Disposable {
  return dropIn(box, box.must("cat", `${BOX_PROGRAM}/systemd/drop-ins/${name}`));
}

/** One property of the unit. */
export function property(box: Box, name: string): string {
  return box.must("systemctl", "show", "--value", `--property=${name}`, "cortexd").trim();
}

/** What the daemon in the unit says of itself. */
export const status = (box: Box) => box.get<OutputOf<"daemon.status">>(SOCKET, "/v1/status");

/** Restarts it plainly, whatever became of it before. */
export function restart(box: Box): void {
  box.run("systemctl", "reset-failed", "cortexd"); // fails where the unit has been unloaded
  box.must("systemctl", "restart", "cortexd");
}

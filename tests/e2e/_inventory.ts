import { dirname } from "node:path/posix";
import { list, RELEASES } from "../unit/packages/_archive.ts";
import { statusText } from "../unit/packages/_status.ts";

/** A folder for the files of a host with packages, and for the state of a daemon that looks at it. */
export interface PackageHost extends Disposable {
  readonly root: string;
  readonly state_dir: string;
  readonly socket_dir: string;
  /** Writes a file of the host; the path is absolute as there. */
  write(path: string, text: string): void;
}

const INSTALLED = [
  { name: "vim", version: "2:9.0", fields: { Description: "Vi IMproved - enhanced vi editor" } },
  { name: "libc6", version: "2.36", fields: { Description: "GNU C Library: Shared libraries" } },
];
const OFFERED = [
  { name: "vim", version: "2:9.1", fields: { Description: "Vi IMproved - enhanced vi editor" } },
  { name: "neovim", version: "0.9", fields: { Description: "heavily refactored vim fork" } },
];

/** A host with dpkg's database, one of apt's lists, and a package that apt installed of its own accord. */
export function packageHost(): PackageHost {
  const folder = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cx-inventory-" });
  const root = `${folder}/host`;
  const write = (path: string, text: string) => {
    Deno.mkdirSync(dirname(`${root}${path}`), { recursive: true });
    Deno.writeTextFileSync(`${root}${path}`, text);
  };
  const files = {
    ...RELEASES,
    ...list("stable", OFFERED),
    "/var/lib/dpkg/status": statusText(INSTALLED),
    "/var/lib/apt/extended_states": "Package: libc6\nArchitecture: amd64\nAuto-Installed: 1\n",
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  Deno.mkdirSync(`${folder}/state`);
  Deno.mkdirSync(`${folder}/run`);
  return {
    root,
    state_dir: `${folder}/state`,
    socket_dir: `${folder}/run`,
    write,
    [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }),
  };
}

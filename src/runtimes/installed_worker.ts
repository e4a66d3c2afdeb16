/** The worker that lists installed runtimes: it may read where they are and run those it cannot tell otherwise. */
import { serveLink } from "../core/serve_link.ts";
import { askProgram } from "./ask_program.ts";
import { diskFiles } from "./disk_files.ts";
import { listInstalled } from "./list_installed.ts";
import type { InstalledProtocol } from "./protocol.ts";
import { rootsOf, SYSTEM_PROGRAMS } from "./system.ts";

const mayRun = (command: string) => Deno.permissions.querySync({ name: "run", command }).state === "granted";

serveLink<InstalledProtocol>(() => ({
  list({ places, timeout_ms }) {
    const files = diskFiles(rootsOf(places));
    // Permissions name a program as it is called, or where it really is.
    const declared = new Set(SYSTEM_PROGRAMS.filter(mayRun).map((name) => files.real(name)));
    return listInstalled(
      files,
      places,
      (program, args) =>
        files.isBinary(program) && (declared.has(program) || mayRun(program))
          ? askProgram(program, args, timeout_ms)
          : Promise.resolve(null),
    );
  },
}));

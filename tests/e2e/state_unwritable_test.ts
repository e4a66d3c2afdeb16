import assert from "node:assert/strict";
import { daemonDir } from "./_daemon.ts";
import { surviveRefusal, surviveRefusedStart } from "./_unwritable_state.ts";

/** The bound on the size of what a process may write to a file (setrlimit(2), RLIMIT_FSIZE): any user may set it. */
function limitFiles(pid: number, bytes: string): void {
  const { success, stderr } = new Deno.Command("prlimit", {
    args: ["--pid", `${pid}`, `--fsize=${bytes}:`],
    stdout: "null",
  }).outputSync();
  assert(success, new TextDecoder().decode(stderr));
}

Deno.test("a disk that refuses every write for a while: told once, refused with a reason, kept afterwards", async () => {
  const dir = daemonDir();
  // The kernel's signal about it would end the daemon; a disk does not send one.
  await surviveRefusal({ dir, shell: "trap '' XFSZ" }, {
    begin: ({ pid }) => limitFiles(pid, "0"),
    end: ({ pid }) => limitFiles(pid, "unlimited"),
  });
  Deno.removeSync(dir, { recursive: true });
});

for (const stop of ["SIGTERM", "SIGKILL"] as const) {
  Deno.test({
    name:
      `a state folder that cannot be written from the start, after a ${stop}: shown meanwhile, then written again`,
    ignore: Deno.uid() === 0, // root may write everywhere; tests/system has a read-only file system for it
    fn: async () => {
      const dir = daemonDir();
      const state = `${dir}/state`;
      const names = () => ["", ...[...Deno.readDirSync(state)].map(({ name }) => `/${name}`)];
      const chmod = (file: number, folder: number) => {
        for (const name of names()) Deno.chmodSync(`${state}${name}`, name === "" ? folder : file);
      };
      await surviveRefusedStart({ dir }, {
        // Of a database that was not closed in order, files that may be written would be enough.
        begin: () => chmod(stop === "SIGTERM" ? 0o600 : 0o400, 0o500),
        end: () => {
          Deno.chmodSync(state, 0o700);
          chmod(0o600, 0o700);
        },
      }, stop);
      Deno.removeSync(dir, { recursive: true });
    },
  });
}

import assert from "node:assert/strict";
import { daemonDir } from "./_daemon.ts";
import { surviveRefusal } from "./_unwritable_state.ts";

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

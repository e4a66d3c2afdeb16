import { CORTEX } from "../../src/core/invocation.ts";
import { CortexError } from "../../src/contract/wire.ts";
import { type Command, defineCommand } from "../command.ts";
import { factLines } from "../text/facts.ts";
import { bytes } from "../text/format.ts";
import { paint, styled } from "../text/paint.ts";
import { fetchBackup } from "./backup/fetch.ts";
import { heedInterrupts } from "../interrupt.ts";
import { PartialFile } from "./backup/partial_file.ts";

/** `cortex backup`: the daemon's state as one file, checked before it gets its name. */
export const command: Command = defineCommand({
  operands: [{ name: "FILE", summary: "Where it is written" }],
  options: { force: { type: "flag", summary: "Replace FILE where it is there" } },
  examples: [
    { args: "backup /srv/backups/cortex.db", summary: "The state of the running daemon as one file" },
    { args: "backup --force cortex.db", summary: "The same, in place of the last one" },
  ],
  run: async ({ values: { force }, operands: [path = ""] }, context) => {
    checkPlace(path, force);
    const client = await context.client();
    using interrupts = heedInterrupts();
    using file = new PartialFile(path);
    const { result, id } = await fetchBackup(client, file, interrupts.signal);
    // Loaded by now only: SQLite is of use for nothing else.
    const { checkBackup } = await import("../../src/store/offline.ts");
    const { manifest, schema_version } = checkBackup(file.partial);
    interrupts.signal.throwIfAborted();
    file.place();
    const size = typeof result?.bytes === "number" ? result.bytes : Deno.statSync(path).size;
    return {
      json: [{ file: path, job: id, bytes: size, schema_version, manifest }],
      render: (view) =>
        paint([
          [styled("good", "Backup written and checked"), `: ${path}`],
          ...factLines([
            ["size", [bytes(size)]],
            ["made", [manifest?.made_at ?? "-"]],
            ["host", [manifest?.host ?? "-"]],
            ["restore", [`${CORTEX} restore ${path}`]],
          ]),
        ], view),
    };
  },
});

/** Throws where the backup could not be put in its place in the end. */
function checkPlace(path: string, force: boolean): void {
  const refuse = (state: string) => {
    throw new CortexError("INVALID_PARAMS", `Cannot write the backup to "${path}": ${state}`);
  };
  if (path === "") refuse("it is no name; give that of a file");
  try {
    const { isFile } = Deno.lstatSync(path);
    if (!isFile) refuse("it is there and no ordinary file; name another");
    if (!force) refuse("it is there; give --force to replace it");
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

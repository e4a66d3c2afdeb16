import { CORTEX } from "../../../src/core/invocation.ts";
import type { Client } from "../../../src/client/mod.ts";
import { CortexError } from "../../../src/contract/wire.ts";
import { type Command, defineCommand } from "../../command.ts";
import { heedInterrupts } from "../../interrupt.ts";
import { giveUpJob, jobEnd } from "../../job_end.ts";
import { factLines } from "../../text/facts.ts";
import { count } from "../../text/format.ts";
import { paint, styled } from "../../text/paint.ts";

/** `cortex feed import`: sends a file to the daemon, which takes it in force where it is a feed for its host. */
export const command: Command = defineCommand({
  operands: [{
    name: "FILE",
    summary: "The Debian tracker's JSON, debsecan's, OSV's or Arch's; also packed by gzip, zlib or zip",
  }],
  examples: [
    { args: "feed import debian-tracker.json.gz", summary: "The Debian security tracker's data" },
    { args: "feed import all.json --json", summary: "OSV's records, and the daemon's answer as JSON" },
  ],
  run: async ({ operands: [path = ""] }, context) => {
    using file = open(path);
    const client = await context.client();
    using interrupts = heedInterrupts();
    const result = await send(client, file, path, interrupts.signal);
    return {
      json: [result],
      render: (view) =>
        paint([
          [styled("good", "Feed imported"), `: ${path}`],
          ...factLines([
            ["format", [String(result.feed)]],
            ["release", [String(result.suite)]],
            ["entries", [count(Number(result.entries))]],
            [
              "in force",
              result.in_force === false ? [styled("warning", "no: another feed is newer")] : ["yes"],
            ],
            ["see", [`${CORTEX} ${result.in_force === false ? "feed list" : "audit"}`]],
          ]),
        ], view),
    };
  },
});

/** Fails with the job's own error: it knows why it takes no more. */
async function send(
  client: Client,
  file: Deno.FsFile,
  path: string,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const { size, mtime } = file.statSync();
  const { id } = await client.feeds.import({
    name: path.slice(path.lastIndexOf("/") + 1),
    bytes: size,
    ...(mtime === null ? {} : { published_at: mtime.toISOString() }),
  }, { signal });
  try {
    const [sent, job] = await Promise.allSettled([
      client.sendFeed(id, file.readable, { signal }).catch(async (fault) => {
        await giveUpJob(client, id);
        throw fault;
      }),
      jobEnd(client, id, signal),
    ]);
    if (job.status === "fulfilled") return job.value.result ?? {};
    const was_cut = job.reason instanceof CortexError && job.reason.code === "CANCELLED";
    throw was_cut && sent.status === "rejected" ? sent.reason : job.reason;
  } catch (error) {
    await giveUpJob(client, id);
    throw signal.aborted ? signal.reason : error;
  }
}

function open(path: string): Deno.FsFile {
  try {
    const file = Deno.openSync(path);
    if (file.statSync().isFile) return file;
    file.close();
    throw new CortexError("NOT_FOUND", `Cannot read the feed "${path}": it is no file; name another`);
  } catch (error) {
    if (error instanceof Deno.errors.PermissionDenied) {
      throw new CortexError("PERMISSION_DENIED", `Cannot read "${path}": this user may not; see ls -l`);
    }
    if (!(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory)) throw error;
    throw new CortexError("NOT_FOUND", `Cannot read the feed "${path}": there is no such file; name another`);
  }
}

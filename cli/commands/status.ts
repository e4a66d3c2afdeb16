import type { OutputOf } from "../../src/contract/wire.ts";
import { type Command, defineCall } from "../command.ts";
import { factLines } from "../text/facts.ts";
import { age, bytes, count, duration, plural } from "../text/format.ts";
import { paint, type Piece, styled } from "../text/paint.ts";
import { partColumns } from "../text/parts.ts";
import { table } from "../text/table.ts";
import { countsLine } from "../text/alerts.ts";

/** How the run before ended, where that was no clean end. */
function previousPieces(previous: OutputOf<"daemon.status">["previous_stop"]): Piece[] {
  if (previous === null || previous.kind === "clean") return [];
  const { kind, reason } = previous;
  return [styled("warning", kind.replaceAll("_", " ")), reason === null ? "" : `: ${reason}`];
}

/** `cortex status`: the daemon itself, where `cortex health` is about the host. */
export const command: Command = defineCall({
  operation: "daemon.status",
  examples: [
    { args: "status", summary: "Sockets, requests, parts and memory of the daemon" },
    { args: "status --json | jq .memory_bytes", summary: "Its memory, for a program" },
  ],
  render: (status, view) => {
    const { requests, store } = status;
    return paint([
      [
        styled("strong", `${status.name} ${status.version}`),
        " ",
        styled(
          status.state === "running" ? "good" : "warning",
          status.state,
        ),
        ...(status.healthy ? [] : [", ", styled("warning", "its readings are stale")]),
      ],
      ...factLines([
        ["instance", status.instance === null ? [] : [status.instance]],
        ["process", [
          `${status.pid}, up ${duration(status.uptime_seconds)}, ${bytes(status.memory_bytes)} of memory`,
        ]],
        ...status.sockets.map(({ name, path, connections }) =>
          [
            `${name} socket`,
            [path, styled("faint", connections === null ? "" : ` (${plural(connections, "connection")})`)],
          ] as const
        ),
        ["before", previousPieces(status.previous_stop)],
        ["requests", [
          `${count(requests.total)}, ${count(requests.failed)} failed, ${requests.running} running, ` +
          `${requests.waiting} waiting`,
        ]],
        ["alerts", countsLine(status.alerts)],
        ["outbox", [
          plural(status.outbox.entries, "entry", "entries"),
          status.outbox.dropped === 0 ? "" : styled("bad", `, ${count(status.outbox.dropped)} dropped`),
        ]],
        ["store", [
          store.path ?? "in memory only",
          styled("faint", ` (${bytes(store.bytes)}, ${plural(store.rows, "row")})`),
        ]],
        ["last scan", [status.last_sample_at === null ? "none yet" : age(status.last_sample_at, view.now)]],
        ["configuration", [status.config_files.length === 0 ? "defaults" : status.config_files.join(", ")]],
      ]),
      [],
      ...table(status.subsystems, partColumns(view), view),
    ], view);
  },
});

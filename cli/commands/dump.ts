import { type Command, defineCall } from "../command.ts";
import { factLines } from "../text/facts.ts";
import { age, bytes, count } from "../text/format.ts";
import { type Line, paint, styled } from "../text/paint.ts";
import { partColumns } from "../text/parts.ts";
import { table } from "../text/table.ts";

/** `cortex dump`: what `kill -USR1` writes, on the screen. */
export const command: Command = defineCall({
  operation: "daemon.dump",
  examples: [
    { args: "dump", summary: "Memory, queue, parts and the last warnings and errors" },
    { args: "dump --json > dump.json", summary: "All of it, to send along with a report" },
  ],
  render: ({ file, status, memory, store, collectors, problems }, view) => {
    const { requests } = status;
    const faulty = collectors.filter(({ state }) => state !== "ok" && state !== "absent");
    return paint([
      ...factLines([
        ["written to", [file ?? styled("warning", "nowhere, see the daemon's log")]],
        ["process", [`${status.pid}, ${status.state}`]],
        ["memory", [
          `${bytes(memory.rss_bytes)}, heap ${bytes(memory.heap_used_bytes)} of ${
            bytes(memory.heap_total_bytes)
          }`,
        ]],
        ["queue", [
          `${requests.running} running, ${requests.waiting} waiting, ${count(requests.failed)} of ` +
          `${count(requests.total)} failed`,
        ]],
        ["store", [`${store.state}, ${bytes(store.bytes)}`]],
        ["collectors", [
          faulty.length === 0 ? "all well" : faulty.map(({ name, state }) => `${name} ${state}`).join(", "),
        ]],
      ]),
      [],
      ...table(status.subsystems, partColumns(view), view),
      ...(problems.length === 0 ? [] : [[] as Line]),
      ...problems.map(({ at, level, component, message }): Line => [
        styled("faint", `${age(at, view.now)}  `),
        styled(level === "warning" ? "warning" : "bad", `${level} `),
        `${component}: ${message}`,
      ]),
    ], view);
  },
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { process } from "../../../src/contract/mod.ts";
import { systemClock } from "../../../src/core/clock.ts";
import type { HostReader } from "../../../src/core/host_reader.ts";
import { sleep } from "../../../src/core/sleep.ts";
import { assembleSample } from "../../../src/monitor/assemble.ts";
import { COLLECTORS } from "../../../src/monitor/collectors.ts";
import { contain } from "../../../src/monitor/contained_run.ts";
import { processPage } from "../../../src/monitor/process_page.ts";
import { contextOf, recorded, recordedHosts } from "../monitor/_hosts.ts";
import { SAMPLE_SHAPE } from "../monitor/_sample_shape.ts";
import { fuzzTarget } from "./_target.ts";

/** What may happen to a file before it is read: bytes changed, the end cut off, or something else altogether. */
const damage = fc.oneof(
  fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 20 })
    .map((changes) => (bytes: Uint8Array) => {
      const changed = bytes.slice();
      for (const [at, byte] of changes) changed[at % (changed.length || 1)] = byte;
      return changed.subarray(0, bytes.length);
    }),
  fc.nat().map((at) => (bytes: Uint8Array) => bytes.slice(0, at % (bytes.length + 1))),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => () => bytes),
  fc.constant(null),
);
type Damage = ((bytes: Uint8Array) => Uint8Array) | null;

/** The same host with each file in turn damaged in the next way; null leaves a file as it is. */
function damaged(host: HostReader, ways: readonly Damage[]): HostReader {
  let next = 0;
  const read = (path: string, limit?: number) => {
    const bytes = host.read(path, limit);
    const way = ways[next++ % ways.length];
    return bytes && way ? way(bytes) : bytes;
  };
  return {
    ...host,
    read,
    readText(path, limit) {
      const bytes = read(path, limit);
      return bytes && new TextDecoder().decode(bytes);
    },
  };
}

const ways = fc.array(damage, { minLength: 1, maxLength: 12 });
const hosts = fc.constantFrom(...recordedHosts());

/** Whatever the kernel's files say, a sample is what the contract says or leaves its part out. */
export const host_files = fuzzTarget("files of the kernel", fc.tuple(hosts, ways), async ([name, chosen]) => {
  const context = contextOf(damaged(recorded(name), chosen));
  const runs = COLLECTORS.map((collector) => contain(collector, context, { clock: systemClock, sleep }));
  for (let tick = 0; tick < 2; tick++) {
    const time = { wall_ms: 0, steady_ms: tick * 1000, deadline_ms: 5000 };
    const results = await Promise.all(runs.map((run) => run(time)));
    const parts = Object.fromEntries(
      results.flatMap(({ run, value }) => value === null ? [] : [[run.name, value]]),
    );
    const sample = assembleSample({ taken_at_ms: 0, elapsed_ms: 0, parts, runs: [] });
    SAMPLE_SHAPE.parse(JSON.parse(JSON.stringify(sample)));
    for (const { run } of results) assert.notEqual(run.state, "timed_out");
  }
});

/** Whatever the kernel's files say, a page of processes is what the contract says. */
export const process_files = fuzzTarget("files of processes", fc.tuple(hosts, ways), ([name, chosen]) => {
  const context = contextOf(damaged(recorded(name), [...Array(100).fill(null), ...chosen]));
  context.processes.scan(0, 0);
  const query = { sort: "cpu" as const, limit: 50, after: null };
  const page = processPage(damaged(recorded(name), [null, ...chosen]), context.processes, query);
  for (const item of page.items) process().parse(JSON.parse(JSON.stringify(item)));
});

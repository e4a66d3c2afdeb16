import assert from "node:assert/strict";
import * as fc from "fast-check";
import { exposition, OperationMeter } from "../../../src/metrics/mod.ts";

/** Values by name and labels. */
function figuresOf(meter: OperationMeter): Map<string, number> {
  const lines = exposition(meter.metrics()).split("\n").filter((line) =>
    line !== "" && !line.startsWith("#")
  );
  return new Map(lines.map((line) => {
    const at = line.lastIndexOf(" ");
    return [line.slice(0, at), Number(line.slice(at + 1))];
  }));
}

const series = (name: string, ...labels: string[]) =>
  `cortex_operation_${name}{${['operation="daemon.ping"', 'transport="raw"', ...labels].join(",")}}`;

Deno.test("a call is in each bucket that it fits, counted and summed; a failure by its code, too", () => {
  const meter = new OperationMeter();
  for (const _ of [1, 2, 3]) meter.started("daemon.ping", "raw");
  meter.finished("daemon.ping", "raw", 0.0625);
  meter.failed("daemon.ping", "raw", 40_000, "TIMEOUT");
  const figures = figuresOf(meter);
  assert.equal(figures.get(series("duration_seconds_bucket", 'le="0.0001"')), 1);
  assert.equal(figures.get(series("duration_seconds_bucket", 'le="30"')), 1);
  assert.equal(figures.get(series("duration_seconds_bucket", 'le="+Inf"')), 2);
  assert.equal(figures.get(series("duration_seconds_count")), 2);
  assert.equal(figures.get(series("duration_seconds_sum")), 40.0000625);
  assert.equal(figures.get(series("failures_total", 'code="TIMEOUT"')), 1);
  assert.equal(figures.get('cortex_operations_running{operation="daemon.ping",transport="raw"}'), 1);
});

Deno.test("sizes of requests and replies, each in the buckets that it fits", () => {
  const meter = new OperationMeter();
  meter.started("daemon.ping", "raw");
  meter.finished("daemon.ping", "raw", 1);
  meter.replied("daemon.ping", "raw", 64, 300_000);
  const figures = figuresOf(meter);
  assert.equal(figures.get(series("request_bytes_bucket", 'le="64"')), 1);
  assert.equal(figures.get(series("request_bytes_sum")), 64);
  assert.equal(figures.get(series("reply_bytes_bucket", 'le="262144"')), 0);
  assert.equal(figures.get(series("reply_bytes_bucket", 'le="+Inf"')), 1);
  assert.equal(figures.get(series("reply_bytes_sum")), 300_000);
  assert.equal(figures.get(series("reply_bytes_count")), 1);
});

Deno.test("what was never called is not there", () => {
  assert.equal(figuresOf(new OperationMeter()).size, 0);
});

Deno.test("whatever the durations, buckets never fall and the last holds all", () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1e5, noNaN: true })), (durations_ms) => {
    const meter = new OperationMeter();
    for (const duration_ms of durations_ms) {
      meter.started("daemon.ping", "raw");
      meter.finished("daemon.ping", "raw", duration_ms);
    }
    const buckets = [...figuresOf(meter)].filter(([name]) => name.includes("_seconds_bucket"));
    buckets.forEach(([name, calls], index) => {
      assert(calls >= (buckets[index - 1]?.[1] ?? 0));
      const bound = Number(/le="([^"]+)"/.exec(name)?.[1]?.replace("+Inf", "Infinity"));
      assert.equal(calls, durations_ms.filter((duration_ms) => duration_ms / 1000 <= bound).length, name);
    });
  }));
});

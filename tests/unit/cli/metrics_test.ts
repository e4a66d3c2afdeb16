import assert from "node:assert/strict";
import fc from "fast-check";
import { figure } from "../../../cli/text/metrics.ts";
import { spark } from "../../../cli/text/spark.ts";
import * as contract from "../../../src/contract/mod.ts";
import { HISTORY_FORMATS } from "../../../src/metrics/mod.ts";
import { metricHistory, metricsLatest } from "./_metrics.ts";
import { cortex } from "./_world.ts";

const answers = { "metrics.query": () => metricHistory, "metrics.latest": () => metricsLatest };

/** What a command line asks the daemon for. */
async function asked(line: string) {
  const ran = await cortex(line.split(" "), { answers });
  assert.equal(ran.err, "");
  return ran.asked;
}

Deno.test("the samples are what the contract says", () => {
  contract.metricHistory().parse(metricHistory);
  contract.latestMetrics().parse(metricsLatest);
});

Deno.test("times are given as such or as how long ago, steps as spans", async () => {
  assert.deepEqual(
    await asked("metrics query load_1 load_5 --from 6h --to 2026-11-21T13:00+02:00 --step 5min"),
    [[
      "metrics.query",
      {
        series: "load_1,load_5",
        from: "2026-11-21T06:00:00.000Z",
        to: "2026-11-21T11:00:00.000Z",
        step_seconds: 300,
      },
    ]],
  );
  assert.deepEqual(
    await asked("metrics query user_cpu_percent --aggregate max --by user --subject ann --step 90"),
    [[
      "metrics.query",
      { series: "user_cpu_percent", aggregation: "max", group_by: "user", subject: "ann", step_seconds: 90 },
    ]],
  );
  for (
    const input of [...await asked("metrics query load_1 --from 7d --step 1h")].map(([, input]) => input)
  ) {
    contract.metricsQuery.input().parse(input);
  }
});

Deno.test("without a name every figure is asked for, and latest is what metrics means", async () => {
  assert.deepEqual(await asked("metrics"), [["metrics.latest", {}]]);
  assert.deepEqual(await asked("metrics latest load_1 load_5"), [["metrics.latest", {
    series: "load_1,load_5",
  }]]);
});

Deno.test("what is no time, no span or two forms at once is wrong usage", async () => {
  for (
    const [line, message] of [
      ["metrics query load_1 --from yesterday", /--from "yesterday": give a moment/],
      ["metrics query load_1 --step 5weeks", /--step "5weeks": give a time/],
      ["metrics query load_1 --csv --openmetrics", /more than one of --csv/],
      ["metrics query load_1 --csv --json", /more than one of --csv/],
      ["metrics query", /SERIES is missing/],
    ] as const
  ) {
    const { exit, err, asked } = await cortex(line.split(" "), { answers });
    assert.deepEqual([exit, asked], [2, []], line);
    assert.match(err, message);
  }
});

Deno.test("CSV and OpenMetrics are what the daemon sends over HTTP", async () => {
  for (const form of ["csv", "openmetrics"] as const) {
    const { out } = await cortex(["metrics", "query", "x", `--${form}`], { answers });
    assert.equal(out, HISTORY_FORMATS[form].text(metricHistory));
  }
});

Deno.test("JSON is the answer of the operation", async () => {
  const { out } = await cortex(["metrics", "query", "load_1", "--json"], { answers });
  assert.deepEqual(JSON.parse(out), metricHistory);
});

Deno.test("a line of values has its highest where they are, blanks where there are none, and never more room", () => {
  assert.equal(spark([0, 50, 100, null], 4), "▁▅█ ");
  assert.equal(spark([0, 0], 9), "▁▁");
  assert.equal(spark([], 5), "");
  const values = fc.array(fc.option(fc.float({ noNaN: true, min: 0, max: 1e9 })), { maxLength: 400 });
  fc.assert(fc.property(values, fc.integer({ min: 1, max: 80 }), (some, characters) => {
    const line = spark(some, characters);
    assert.ok([...line].length <= characters);
    assert.equal(line.trim() === "", some.every((value) => value === null));
  }));
});

Deno.test("figures are written with their unit", () => {
  assert.deepEqual(
    [
      figure(12.345, "percent"),
      figure(2048, "bytes"),
      figure(2048, "bytes_per_second"),
      figure(0.12345, "reads_per_second"),
      figure(123_456, ""),
    ],
    ["12.3 %", "2.0 KiB", "2.0 KiB/s", "0.1235/s", "123500"],
  );
});

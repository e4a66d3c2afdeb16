import assert from "node:assert/strict";
import type { MetricHistory } from "../../../src/contract/mod.ts";
import { HISTORY_FORMATS } from "../../../src/metrics/mod.ts";

const REPLY: MetricHistory = {
  from: "2026-11-21T12:00:00.000Z",
  to: "2026-11-21T12:00:30.000Z",
  step_seconds: 10,
  resolution_seconds: 10,
  aggregation: "avg",
  items: [
    {
      series: "load_1",
      unit: "",
      help: "Load average of 1 minute",
      group_by: "none",
      subject: "",
      values: [0.42, null, 1e12],
    },
    {
      series: "disk_usage_percent",
      unit: "percent",
      help: "Space used, as df(1)",
      group_by: "mount",
      subject: '/srv/a "b", c',
      values: [null, 81, 82.5],
    },
    {
      series: "load_1",
      unit: "",
      help: "Load average of 1 minute",
      group_by: "none",
      subject: "",
      values: [null, null, 3],
    },
  ],
  left_out: 0,
};

Deno.test("CSV: a column for each series, gaps empty, names quoted", () => {
  assert.equal(
    HISTORY_FORMATS.csv.text(REPLY),
    [
      'time,load_1,"disk_usage_percent{mount=""/srv/a \\""b\\"", c""}",load_1',
      "2026-11-21T12:00:00.000Z,0.42,,",
      "2026-11-21T12:00:10.000Z,,81,",
      "2026-11-21T12:00:20.000Z,1000000000000,82.5,3",
      "",
    ].join("\r\n"),
  );
});

Deno.test("OpenMetrics: a family once, each value with its time, gaps left out", () => {
  assert.equal(
    HISTORY_FORMATS.openmetrics.text(REPLY),
    [
      "# TYPE cortex_load_1 gauge",
      "# HELP cortex_load_1 Load average of 1 minute",
      "cortex_load_1 0.42 1795262400",
      "cortex_load_1 1000000000000 1795262420",
      "cortex_load_1 3 1795262420",
      "# TYPE cortex_disk_usage_percent gauge",
      "# UNIT cortex_disk_usage_percent percent",
      "# HELP cortex_disk_usage_percent Space used, as df(1)",
      'cortex_disk_usage_percent{mount="/srv/a \\"b\\", c"} 81 1795262410',
      'cortex_disk_usage_percent{mount="/srv/a \\"b\\", c"} 82.5 1795262420',
      "# EOF",
      "",
    ].join("\n"),
  );
});

Deno.test("OpenMetrics: a unit is told only where it is the end of the name", () => {
  const [series] = REPLY.items;
  assert.ok(series !== undefined);
  const units = (unit: string) => {
    const text = HISTORY_FORMATS.openmetrics.text({
      ...REPLY,
      items: [{ ...series, series: "wait_seconds", unit }],
    });
    return text.split("\n").filter((line) => line.startsWith("# UNIT"));
  };
  assert.deepEqual(units("seconds"), ["# UNIT cortex_wait_seconds seconds"]);
  assert.deepEqual(units("percent"), []);
  assert.deepEqual(units(""), []);
});

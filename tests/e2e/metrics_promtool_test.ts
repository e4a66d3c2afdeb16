import assert from "node:assert/strict";
import { daemonDir, recordedHost, startDaemon, waitFor } from "./_daemon.ts";

/** Where the program of Debian's package `prometheus` is; undefined where it is not. */
const promtool = ["/usr/bin/promtool", "/usr/local/bin/promtool"].find((path) => {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
});

Deno.test({
  name: `promtool finds no fault with the metrics${promtool === undefined ? " (no promtool here)" : ""}`,
  ignore: promtool === undefined,
  fn: async () => {
    const dir = daemonDir();
    await using daemon = await startDaemon({ dir, args: ["--host-root", recordedHost(dir)] });
    await daemon.get("daemon.ping", "/v1/ping");
    await daemon.fetch("/v1/alerts/00000000-0000-4000-8000-000000000000");
    const text = await waitFor("metrics of the host", async () => {
      const body = await (await daemon.fetch("/metrics")).text();
      return body.includes("cortex_cpu_usage_percent") ? body : undefined;
    });
    assert.match(
      text,
      /^cortex_operation_duration_seconds_count\{operation="daemon.ping",transport="http"\} \d+$/m,
    );
    assert.match(
      text,
      /^cortex_operation_failures_total\{operation="alerts.get",.*code="ALERT_NOT_FOUND"\} 1$/m,
    );
    const check = new Deno.Command(promtool ?? "", {
      args: ["check", "metrics"],
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const writer = check.stdin.getWriter();
    await writer.write(new TextEncoder().encode(text));
    await writer.close();
    const { code, stdout, stderr } = await check.output();
    assert.deepEqual([code, new TextDecoder().decode(stderr) + new TextDecoder().decode(stdout)], [0, ""]);
    await daemon.stop();
    Deno.removeSync(dir, { recursive: true });
  },
});

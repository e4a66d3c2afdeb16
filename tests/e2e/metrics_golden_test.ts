import { assertGolden } from "../tools/golden.ts";
import { daemonDir, recordedHost, startDaemon, waitFor } from "./_daemon.ts";

/** Values aside: they belong to the moment. */
const withoutValues = (text: string) => text.replaceAll(/^([^#].*) \S+$/gm, "$1");

Deno.test("the metrics of a daemon on a recorded host", async () => {
  const dir = daemonDir();
  await using daemon = await startDaemon({ dir, args: ["--host-root", recordedHost(dir)] });
  const text = await waitFor("metrics of the host", async () => {
    const body = await (await daemon.fetch("/metrics")).text();
    return body.includes("cortex_cpu_usage_percent") ? body : undefined;
  });
  assertGolden("metrics.txt", withoutValues(text));
  await daemon.stop();
  Deno.removeSync(dir, { recursive: true });
});

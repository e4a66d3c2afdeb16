/** Monitors and programs for end-to-end tests. */
import { findLibc, monitorPermissions } from "../../src/monitor/launch.ts";
import { createMonitor, type Monitor, type MonitorSettings } from "../../src/monitor/mod.ts";
import type { Sample } from "../../src/core/sample.ts";

/** Settings that read this host through libc. */
export function settings(more: Partial<MonitorSettings> = {}): MonitorSettings {
  const host_root = more.host_root ?? "";
  return {
    host_root,
    libc: host_root === "" ? findLibc() : "",
    interval_ms: 1000,
    collector_timeout_ms: 2000,
    disabled_collectors: [],
    ignored_mounts: [],
    ...more,
  };
}

/** A monitor that runs, with the samples it took. */
export async function startMonitor(
  more: Partial<MonitorSettings> = {},
): Promise<Monitor & { readonly samples: Sample[] }> {
  const samples: Sample[] = [];
  const chosen = settings(more);
  const monitor = createMonitor({
    settings: chosen,
    permissions: monitorPermissions(chosen),
    onSample: (sample) => samples.push(sample),
  });
  await monitor.start(new AbortController().signal);
  return { ...monitor, samples };
}

/** What a program prints; null where there is no such program. */
export async function run(program: string, ...args: string[]): Promise<string | null> {
  try {
    const { stdout } = await new Deno.Command(program, { args, env: { LC_ALL: "C" }, stderr: "null" })
      .output();
    return new TextDecoder().decode(stdout);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

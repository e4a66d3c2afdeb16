import type { Alert } from "../../src/contract/mod.ts";
import { systemClock } from "../../src/core/clock.ts";
import { openStore } from "../../src/store/mod.ts";

/** An alert as an earlier episode left it in the store; no rule of the daemon's touches it. */
export function keptAlert(number: number, status: "active" | "resolved"): Alert {
  const at = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
  return {
    id: crypto.randomUUID(),
    rule: "kept",
    kind: "system",
    severity: "warning",
    category: "disk",
    status,
    subject: `/srv/volume-${number}`,
    message: `Disk /srv/volume-${number} is 84 % full`,
    description: "Used 84.0 GiB of 100.0 GiB on /dev/sdb1",
    recommendation: `du -xh --max-depth=1 /srv/volume-${number} | sort -h`,
    metric: "disk.usage_percent",
    value: 84,
    peak: 91,
    threshold: 80,
    unit: "percent",
    raised_at: at,
    updated_at: at,
    acknowledged_at: null,
    resolved_at: status === "resolved" ? at : null,
    dismissed_at: null,
    recoveries: 0,
    data: { mount_point: `/srv/volume-${number}`, device: "/dev/sdb1" },
  };
}

/** Puts alerts into the state folder of a daemon that does not run yet. */
export function keepAlerts(dir: string, alerts: readonly Alert[]): void {
  Deno.mkdirSync(`${dir}/state`, { recursive: true, mode: 0o700 });
  using store = openStore({ dir: `${dir}/state`, clock: systemClock, max_bytes: 1 << 28 });
  store.alerts.save(alerts.map((alert, index) => ({ seq: index + 1, alert })));
}

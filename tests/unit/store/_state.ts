import type { Alert } from "../../../src/contract/mod.ts";
import type { Clock } from "../../../src/core/clock.ts";
import { type NewEvent, openStore, type Store } from "../../../src/store/mod.ts";

/** A clock that stands still. */
export const CLOCK: Clock = { wall: () => Date.parse("2026-11-21T10:15:00.000Z"), steady: () => 1000 };

/** Opens the state of a folder with the default bound. */
export function open(dir: string, max_bytes = 268_435_456): Store {
  return openStore({ dir, clock: CLOCK, max_bytes });
}

/** A state folder that is gone with the block. */
export function stateDir(): Disposable & { readonly dir: string; readonly path: string } {
  const dir = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cortex-store-" });
  return { dir, path: `${dir}/cortex.db`, [Symbol.dispose]: () => Deno.removeSync(dir, { recursive: true }) };
}

/** Names in a folder, sorted. */
export function namesIn(dir: string): string[] {
  return [...Deno.readDirSync(dir)].map((entry) => entry.name).sort();
}

/** An alert like those of the disk rule. */
export function sampleAlert(number: number, changes: Partial<Alert> = {}): Alert {
  return {
    id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    rule: "disk",
    kind: "system",
    severity: "warning",
    category: "disk",
    status: "active",
    subject: `/mnt/${number}`,
    message: `Disk usage of "/mnt/${number}" is 91 %`,
    description: "/dev/sdb1 (ext4)\nzweite Zeile: ä, 日本",
    recommendation: "du -xh",
    metric: "disk_usage_percent",
    value: 91,
    peak: 93.5,
    threshold: 80,
    unit: "percent",
    raised_at: "2026-11-21T10:00:00.000Z",
    updated_at: "2026-11-21T10:10:00.000Z",
    acknowledged_at: null,
    resolved_at: null,
    dismissed_at: null,
    recoveries: 0,
    data: { disk: { mount_point: `/mnt/${number}`, free: [1, 2, null] } },
    ...changes,
  };
}

/** An event about an alert. */
export function sampleEvent(number: number): NewEvent {
  return {
    at: "2026-11-21T10:00:00.000Z",
    type: "alert.raised",
    severity: "warning",
    subject: `/mnt/${number}`,
    alert_id: sampleAlert(number).id,
    data: { number },
  };
}

import type { Alert } from "../../src/contract/mod.ts";
import { systemClock } from "../../src/core/clock.ts";
import { openStore } from "../../src/store/mod.ts";
import { httpGet, inTurn, runLoad } from "../measure.ts";
import type { Figure } from "../report.ts";
import { startSubject } from "../subject.ts";

const ALERTS = 1000;

/** An alert that is over, as an ended episode leaves it. */
function ended(number: number): Alert {
  const at = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
  return {
    id: crypto.randomUUID(),
    rule: "disk",
    kind: "system",
    severity: "warning",
    category: "disk",
    status: "resolved",
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
    resolved_at: at,
    dismissed_at: null,
    recoveries: 0,
    data: { mount_point: `/srv/volume-${number}`, device: "/dev/sdb1" },
  };
}

/** Fills the state folder before the daemon opens it. */
function fill(dir: string): void {
  Deno.mkdirSync(`${dir}/state`, { mode: 0o700 });
  using store = openStore({ dir: `${dir}/state`, clock: systemClock, max_bytes: 1 << 28 });
  store.alerts.save(
    Array.from({ length: ALERTS }, (_, number) => ({ seq: number + 1, alert: ended(number) })),
  );
}

/** A page of 50 out of 1,000 alerts, beside a ping, one client each: the time of a call. */
export async function* alerts(): AsyncGenerator<Figure> {
  await using subject = await startSubject(fill);
  const p50 = (path: string) => async () =>
    (await runLoad({
      mode: "http",
      socket: subject.daemon.http_socket,
      clients: 1,
      requests: 20_000,
      text: httpGet(path),
    })).p50_us;
  const [value, bare] = await inTurn(5, p50("/v1/alerts?limit=50"), p50("/v1/ping"));
  yield {
    what: `alerts list, ${ALERTS} alerts, 50 a page, p50 (bare: ping)`,
    value,
    unit: "us",
    bare,
    budget: { at: "most", limit: 2 },
  };
}

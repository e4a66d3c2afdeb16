import { keepAlerts, keptAlert } from "../../tests/e2e/_alerts.ts";
import { httpGet, inTurn, runLoad } from "../measure.ts";
import type { Figure } from "../report.ts";
import { startSubject } from "../subject.ts";

const ALERTS = 1000;

/** A page of 50 out of 1,000 alerts, beside a ping, one client each: the time of a call. */
export async function* alerts(): AsyncGenerator<Figure> {
  await using subject = await startSubject((dir) =>
    keepAlerts(dir, Array.from({ length: ALERTS }, (_, number) => keptAlert(number, "resolved")))
  );
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

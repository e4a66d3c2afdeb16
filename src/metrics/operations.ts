import type { ErrorCode, OperationName } from "../contract/mod.ts";
import { Histogram } from "./histogram.ts";
import { counter, gauge, histogram, type Metric } from "./metric.ts";

/**
 * Upper bounds of the buckets, seconds: what is answered at once is in the first, no operation lasts beyond the last.
 */
const BOUNDS_SECONDS = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30] as const;

type Transport = "http" | "read" | "raw";

/** Upper bounds of the buckets of sizes, bytes: the last is what a reply may have at most. */
const BOUNDS_BYTES = [64, 256, 1024, 4096, 16_384, 65_536, 262_144] as const;

/** An operation as it comes over one transport. */
class Meter {
  readonly seconds = new Histogram(BOUNDS_SECONDS);
  readonly request_bytes = new Histogram(BOUNDS_BYTES);
  readonly reply_bytes = new Histogram(BOUNDS_BYTES);
  readonly failures = new Map<ErrorCode, number>();
  running = 0;
}

/** Meters of an operation by transport. */
interface Meters {
  readonly operation: OperationName;
  readonly http: Meter;
  readonly read: Meter;
  readonly raw: Meter;
}

const TRANSPORTS = ["http", "read", "raw"] as const satisfies readonly Transport[];

/** Counts, times and measures operations. Its figures are bounded by the number of operations, transports and codes. */
export class OperationMeter {
  readonly #operations = new Map<OperationName, Meters>();

  /** One call has begun. */
  started(name: OperationName, transport: Transport): void {
    this.#of(name)[transport].running++;
  }

  /** One call was answered. */
  finished(name: OperationName, transport: Transport, duration_ms: number): void {
    const meter = this.#of(name)[transport];
    meter.running--;
    meter.seconds.add(duration_ms / 1000);
  }

  /** One call has failed. */
  failed(name: OperationName, transport: Transport, duration_ms: number, code: ErrorCode): void {
    const meter = this.#of(name)[transport];
    meter.running--;
    meter.seconds.add(duration_ms / 1000);
    meter.failures.set(code, (meter.failures.get(code) ?? 0) + 1);
  }

  /** One reply was made. */
  replied(name: OperationName, transport: Transport, request_bytes: number, reply_bytes: number): void {
    const meter = this.#of(name)[transport];
    meter.request_bytes.add(request_bytes);
    meter.reply_bytes.add(reply_bytes);
  }

  /** The figures of all that was ever called, by name. */
  metrics(): Metric[] {
    const by_name = [...this.#operations.values()].sort((a, b) => a.operation < b.operation ? -1 : 1);
    const meters = by_name.flatMap((operation) =>
      TRANSPORTS.map((transport) => ({
        labels: { operation: operation.operation, transport },
        meter: operation[transport],
      })).filter(({ meter }) => meter.running > 0 || meter.seconds.count > 0)
    );
    return [
      histogram(
        "operation_duration_seconds",
        "Time from the call of an operation to its answer",
        meters.flatMap(({ labels, meter }) => meter.seconds.points(labels)),
      ),
      histogram(
        "operation_request_bytes",
        "Size of requests: their bodies over HTTP, all of them on the raw socket",
        meters.flatMap(({ labels, meter }) => meter.request_bytes.points(labels)),
      ),
      histogram(
        "operation_reply_bytes",
        "Size of replies: their bodies over HTTP, all of them on the raw socket",
        meters.flatMap(({ labels, meter }) => meter.reply_bytes.points(labels)),
      ),
      counter(
        "operation_failures_total",
        "Operations that failed, by the code that the client is told",
        meters.flatMap(({ labels, meter }) =>
          [...meter.failures].map(([code, value]) => ({ labels: { ...labels, code }, value }))
        ),
      ),
      gauge(
        "operations_running",
        "Operations called and not yet answered, those in line among them",
        meters.map(({ labels, meter }) => ({ labels, value: meter.running })),
      ),
    ];
  }

  #of(name: OperationName): Meters {
    const known = this.#operations.get(name);
    if (known !== undefined) return known;
    const meters = { operation: name, http: new Meter(), read: new Meter(), raw: new Meter() };
    this.#operations.set(name, meters);
    return meters;
  }
}

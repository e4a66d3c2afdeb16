import type { ErrorCode, OperationName } from "../contract/mod.ts";
import type { Metric, Point } from "./exposition.ts";

/** Upper bounds of the buckets, seconds: what is answered at once is in the first, no operation lasts beyond the last. */
const BOUNDS_SECONDS = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30] as const;

type Transport = "http" | "read" | "raw";

/** An operation as it comes over one transport. */
class Meter {
  /** Calls up to each bound, not counting those up to the one before; the last is what took longer still. */
  readonly buckets = new Float64Array(BOUNDS_SECONDS.length + 1);
  readonly failures = new Map<ErrorCode, number>();
  sum_ms = 0;
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

/** Counts and times operations. Its figures are bounded by the number of operations, transports and codes. */
export class OperationMeter {
  readonly #operations = new Map<OperationName, Meters>();

  /** One call has begun. */
  started(name: OperationName, transport: Transport): void {
    this.#of(name)[transport].running++;
  }

  /** One call was answered. */
  finished(name: OperationName, transport: Transport, duration_ms: number): void {
    count(this.#of(name)[transport], duration_ms);
  }

  /** One call has failed. */
  failed(name: OperationName, transport: Transport, duration_ms: number, code: ErrorCode): void {
    const meter = this.#of(name)[transport];
    count(meter, duration_ms);
    meter.failures.set(code, (meter.failures.get(code) ?? 0) + 1);
  }

  /** The figures of all that was ever called, by name. */
  metrics(): Metric[] {
    const by_name = [...this.#operations.values()].sort((a, b) => a.operation < b.operation ? -1 : 1);
    const meters = by_name.flatMap((operation) =>
      TRANSPORTS.map((transport) => ({
        labels: { operation: operation.operation, transport },
        meter: operation[transport],
      })).filter(({ meter }) => meter.running > 0 || meter.buckets.some((calls) => calls > 0))
    );
    return [
      {
        name: "cortex_operation_duration_seconds",
        help: "Time from the call of an operation to its answer",
        type: "histogram",
        points: meters.flatMap(({ labels, meter }) => histogram(labels, meter)),
      },
      {
        name: "cortex_operation_failures_total",
        help: "Operations that failed, by the code that the client is told",
        type: "counter",
        points: meters.flatMap(({ labels, meter }) =>
          [...meter.failures].map(([code, value]) => ({ labels: { ...labels, code }, value }))
        ),
      },
      {
        name: "cortex_operations_running",
        help: "Operations called and not yet answered, those in line among them",
        type: "gauge",
        points: meters.map(({ labels, meter }) => ({ labels, value: meter.running })),
      },
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

function count(meter: Meter, duration_ms: number): void {
  meter.running--;
  meter.sum_ms += duration_ms;
  const seconds = duration_ms / 1000;
  let bucket = 0;
  while (seconds > (BOUNDS_SECONDS[bucket] ?? Infinity)) bucket++;
  meter.buckets[bucket] = (meter.buckets[bucket] ?? 0) + 1;
}

/** Buckets that hold all below them, then sum and count, as the text format wants them. */
function histogram(labels: Record<string, string>, { buckets, sum_ms }: Meter): Point[] {
  let calls = 0;
  const cumulative = [...buckets].map((more, index): Point => {
    calls += more;
    const bound = BOUNDS_SECONDS[index];
    return {
      suffix: "_bucket",
      labels: { ...labels, le: bound === undefined ? "+Inf" : `${bound}` },
      value: calls,
    };
  });
  return [
    ...cumulative,
    { suffix: "_sum", labels, value: sum_ms / 1000 },
    { suffix: "_count", labels, value: calls },
  ];
}

/** What a load run found. */
export interface LoadResult {
  readonly per_second: number;
  readonly p50_us: number;
  readonly p99_us: number;
}

/** One load run from a process of its own. */
export interface Load {
  readonly mode: "http" | "raw";
  readonly socket: string;
  readonly clients: number;
  readonly requests: number;
  /** The whole request as it is written. */
  readonly text: string;
}

/** A keep-alive GET as bytes. */
export function httpGet(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: cortex\r\n\r\n`;
}

/**
 * Runs a load and gives back its figures. HTTP with many clients goes through h2load where it is installed, which is
 * faster than ours.
 */
export async function runLoad(load: Load): Promise<LoadResult> {
  if (load.mode === "http" && load.clients > 1) {
    const found = await h2load(load).catch(() => null);
    if (found !== null) return found;
  }
  const file = new URL("./load.ts", import.meta.url).pathname;
  const out = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "-A",
      file,
      load.mode,
      load.socket,
      `${load.clients}`,
      `${load.requests}`,
      load.text,
    ],
    stderr: "inherit",
  }).output();
  return JSON.parse(new TextDecoder().decode(out.stdout)) as LoadResult;
}

async function h2load(load: Load): Promise<LoadResult | null> {
  const path = load.text.split(" ")[1] ?? "/";
  const out = await new Deno.Command("h2load", {
    args: [
      "--h1",
      "-t1",
      `-c${load.clients}`,
      `-n${load.requests}`,
      `--base-uri=unix:${load.socket}`,
      `http://localhost${path}`,
    ],
    stderr: "null",
  }).output();
  const text = new TextDecoder().decode(out.stdout);
  const rate = /finished in [^,]+, ([\d.]+) req\/s/.exec(text)?.[1];
  const mean = /time for request:\s+\S+\s+\S+\s+([\d.]+)(us|ms|s)/.exec(text);
  if (rate === undefined || mean === null || !/ 0 failed, 0 errored/.test(text)) return null;
  const unit = { us: 1, ms: 1e3, s: 1e6 }[mean[2] as "us" | "ms" | "s"];
  return { per_second: Number(rate), p50_us: Number(mean[1]) * unit, p99_us: Number.NaN };
}

/** The middle of an odd number of figures. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** What so large a part of some figures is not above. */
export function quantile(values: Iterable<number>, part: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
}

/** Measures two things in turn, A B A B …, and gives back the medians: the machine's speed drifts for both. */
export async function inTurn(
  rounds: number,
  first: () => Promise<number>,
  second: () => Promise<number>,
): Promise<[number, number]> {
  const a: number[] = [];
  const b: number[] = [];
  for (let round = 0; round < rounds; round++) {
    a.push(await first());
    b.push(await second());
  }
  return [median(a), median(b)];
}

/**
 * Growth of y for each unit of x, by least squares, and its standard error. What is left follows what was left before
 * where y is a sawtooth: by the correlation of neighbours so many points count as fewer (an autoregressive process of
 * first order).
 */
export function slope(points: readonly (readonly [x: number, y: number])[]): {
  readonly per_unit: number;
  readonly error: number;
} {
  const count = points.length;
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / count;
  const [x_mean, y_mean] = [mean(0), mean(1)];
  const xx = points.reduce((sum, [x]) => sum + (x - x_mean) ** 2, 0);
  const per_unit = points.reduce((sum, [x, y]) => sum + (x - x_mean) * (y - y_mean), 0) / xx;
  const rests = points.map(([x, y]) => y - y_mean - per_unit * (x - x_mean));
  const squares = rests.reduce((sum, rest) => sum + rest ** 2, 0);
  const neighbours = rests.reduce((sum, rest, at) => sum + rest * (rests[at - 1] ?? 0), 0);
  const correlation = Math.max(0, squares === 0 ? 0 : neighbours / squares);
  const error = Math.sqrt(squares / (count - 2) / xx * (1 + correlation) / (1 - correlation));
  return { per_unit, error };
}

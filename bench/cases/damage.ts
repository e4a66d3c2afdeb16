import { systemClock } from "../../src/core/clock.ts";
import { openStore } from "../../src/store/mod.ts";
import { keepAlerts, keptAlert } from "../../tests/e2e/_alerts.ts";
import { median } from "../measure.ts";
import type { Figure } from "../report.ts";

const VARIANTS = 1000;

/** Ways a state file goes bad; each takes a whole one. */
const DAMAGE: readonly ((file: Uint8Array) => Uint8Array)[] = [
  (file) => crypto.getRandomValues(new Uint8Array(Math.min(file.length, 65_536))),
  (file) => file.subarray(0, Math.floor(Math.random() * file.length)),
  () => new Uint8Array(),
  () => new TextEncoder().encode("another format altogether\n".repeat(400)),
  (file) => {
    const noisy = file.slice();
    noisy.set(crypto.getRandomValues(new Uint8Array(4096)), Math.floor(Math.random() * (file.length - 4096)));
    return noisy;
  },
];

/** A thousand damaged state files, opened one after the other: how many opens failed, and how long one takes. */
export async function* damage(quick: boolean): AsyncGenerator<Figure> {
  const dir = await Deno.makeTempDir({ dir: "/tmp", prefix: "cx-" });
  keepAlerts(dir, Array.from({ length: 200 }, (_, number) => keptAlert(number, "active")));
  const whole = await Deno.readFile(`${dir}/state/cortex.db`);
  const rounds = quick ? VARIANTS / 10 : VARIANTS;
  const open_ms: number[] = [];
  let failed = 0;
  for (let round = 0; round < rounds; round++) {
    const state = `${dir}/${round}`;
    Deno.mkdirSync(state, { mode: 0o700 });
    Deno.writeFileSync(`${state}/cortex.db`, DAMAGE[round % DAMAGE.length]?.(whole) ?? whole);
    const begun = performance.now();
    try {
      openStore({ dir: state, clock: systemClock, max_bytes: 1 << 28 }).close();
    } catch {
      failed++;
    }
    open_ms.push(performance.now() - begun);
    Deno.removeSync(state, { recursive: true });
  }
  Deno.removeSync(dir, { recursive: true });
  yield {
    what: `opens that failed, ${rounds} damaged files`,
    value: failed,
    unit: "",
    budget: { at: "most", limit: 0 },
  };
  yield { what: "open of a damaged file, median", value: median(open_ms), unit: "ms" };
}

import { median } from "../measure.ts";
import { spawnBare, waitForSocket } from "../process.ts";
import type { Figure } from "../report.ts";
import { daemonDir, startDaemon } from "../../tests/e2e/_daemon.ts";

const ROUNDS = 9;

/** From nothing to the first answered ping: launcher and daemon from source, beside a bare server. */
export async function* start(): AsyncGenerator<Figure> {
  const own: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const dir = daemonDir();
    const begun = performance.now();
    const daemon = await startDaemon({ dir, look_ms: 2, until: "answering" });
    own.push(performance.now() - begun);
    await daemon.stop();
    const socket = `${dir}/bare.sock`;
    const began = performance.now();
    using _server = spawnBare("serve", socket, "{}");
    await waitForSocket(socket);
    bare.push(performance.now() - began);
    Deno.removeSync(dir, { recursive: true });
  }
  yield {
    what: "start to first answered request, with the launcher",
    value: median(own),
    unit: "ms",
    budget: { at: "most", limit: 200 },
  };
  yield { what: "start of a bare server to its first connection", value: median(bare), unit: "ms" };
}

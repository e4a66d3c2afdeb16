import type { Alert, OutputOf } from "../../src/contract/mod.ts";
import { keepAlerts, keptAlert } from "./_alerts.ts";
import { type Daemon, daemonDir, startDaemon } from "./_daemon.ts";

/** What rounds of killing found. */
export interface KillOutcome {
  readonly rounds: number;
  /** Acknowledgements that were answered before a kill. */
  readonly acknowledged: number;
  /** Those of them that were not there afterwards. */
  readonly lost: readonly string[];
  /** From the start of the process to its first answer, milliseconds, one a round. */
  readonly ready_ms: readonly number[];
}

const ALERTS = 800;

/**
 * Starts the daemon, acknowledges alerts as fast as it answers, kills it at a random moment, and looks after the
 * next start whether all that was answered is still there.
 */
export async function killRounds(rounds: number, random: () => number): Promise<KillOutcome> {
  const dir = daemonDir();
  const alerts = Array.from({ length: ALERTS }, (_, number) => keptAlert(number, "active"));
  keepAlerts(dir, alerts);
  const waiting = alerts.map((alert) => alert.id);
  const answered = new Set<string>();
  const lost: string[] = [];
  const ready_ms: number[] = [];
  const share = Math.ceil(ALERTS / rounds);
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    await using daemon = await startDaemon({ dir });
    ready_ms.push(performance.now() - begun);
    for (const id of await missing(daemon, answered)) lost.push(id);
    const killing = new Promise<void>((resolve) =>
      setTimeout(() => resolve(daemon.stop("SIGKILL").then(() => {})), random() * 150)
    );
    await loadUntilGone(daemon, waiting.splice(0, share), answered);
    await killing;
  }
  await using last = await startDaemon({ dir });
  for (const id of await missing(last, answered)) lost.push(id);
  await last.stop();
  Deno.removeSync(dir, { recursive: true });
  return { rounds, acknowledged: answered.size, lost, ready_ms };
}

/** Acknowledges these one by one, then asks for lists until the daemon is gone. */
async function loadUntilGone(daemon: Daemon, ids: readonly string[], answered: Set<string>): Promise<void> {
  try {
    for (const id of ids) {
      const alert: Alert = await daemon.post("alerts.acknowledge", `/v1/alerts/${id}/acknowledge`);
      if (alert.status === "acknowledged") answered.add(id);
    }
    for (;;) await daemon.get("alerts.list", "/v1/alerts?limit=50");
  } catch {
    // Killed: what was under way may be kept or not, nobody was told.
  }
}

async function missing(daemon: Daemon, answered: ReadonlySet<string>): Promise<string[]> {
  const kept = new Set<string>();
  let cursor: string | null = null;
  do {
    const page: OutputOf<"alerts.list"> = await daemon.get(
      "alerts.list",
      `/v1/alerts?status=acknowledged&limit=500${
        cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`
      }`,
    );
    for (const alert of page.items) kept.add(alert.id);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return [...answered].filter((id) => !kept.has(id));
}

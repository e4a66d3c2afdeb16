/** The worker that asks systemctl for failed units, and may do nothing else. */
import { CortexError } from "../contract/wire.ts";
import { abortWith } from "../core/abort_with.ts";
import { rfc3339, systemClock } from "../core/clock.ts";
import { serveLink } from "../core/serve_link.ts";
import { isWithoutSystemd, LIST_FAILED, parseFailedUnits, refusesJson } from "./failed_units.ts";
import type { ServicesProtocol, ServicesQuery } from "./services_protocol.ts";

/** Longest answer of systemctl that is taken; more is a fault. */
const OUTPUT_BYTES = 1_048_576;

serveLink<ServicesProtocol>(() => ({ failed: listFailed }));

async function listFailed(query: ServicesQuery, signal: AbortSignal) {
  const deadline = abortWith(signal);
  const timer = setTimeout(() => deadline.abort(), query.timeout_ms);
  try {
    return await askSystemctl(query, deadline.signal);
  } finally {
    clearTimeout(timer);
    deadline.abort();
  }
}

async function askSystemctl(query: ServicesQuery, deadline: AbortSignal) {
  let ran = await runSystemctl(query, ["--output=json"], deadline);
  if (ran && !ran.success && refusesJson(ran.stderr)) ran = await runSystemctl(query, [], deadline);
  const checked_at = rfc3339(systemClock.wall());
  if (ran === null || (!ran.success && isWithoutSystemd(ran.stderr))) {
    return { items: [], available: false, checked_at };
  }
  if (ran.success) return { items: parseFailedUnits(ran.stdout), available: true, checked_at };
  const why = ran.stderr.trim().split("\n")[0] || "it failed without a word";
  throw new CortexError("UNAVAILABLE", `Cannot list failed units with "${query.systemctl}": ${why}`);
}

/** null where there is no such program. Ended at the deadline, whatever it does. */
async function runSystemctl({ systemctl, timeout_ms }: ServicesQuery, more: string[], deadline: AbortSignal) {
  let child: Deno.ChildProcess;
  try {
    const args = [...LIST_FAILED, ...more];
    child = new Deno.Command(systemctl, {
      args,
      clearEnv: true,
      env: { LC_ALL: "C" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
  const end = () => {
    try {
      child.kill("SIGKILL");
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // it has ended by itself
    }
  };
  deadline.addEventListener("abort", end, { once: true });
  try {
    const [stdout, stderr, { success }] = await Promise.all([
      readBounded(child.stdout, end),
      readBounded(child.stderr, end),
      child.status,
    ]);
    if (!deadline.aborted) return { stdout, stderr, success };
  } finally {
    deadline.removeEventListener("abort", end);
  }
  throw new CortexError(
    "TIMEOUT",
    `Cannot list failed units with "${systemctl}": no end after ${timeout_ms} ms`,
  );
}

/** The text of a stream; one longer than allowed ends the program. */
async function readBounded(stream: ReadableStream<Uint8Array>, end: () => void): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > OUTPUT_BYTES) {
      end();
      throw new CortexError(
        "UNAVAILABLE",
        `Cannot read the answer of systemctl: longer than ${OUTPUT_BYTES} bytes`,
      );
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

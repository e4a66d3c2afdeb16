import { CortexError } from "../contract/mod.ts";
import { withDeadline } from "../core/deadline.ts";

/** The daemon that runs where this one is to run. */
export interface Predecessor extends Disposable {
  readonly pid: number;
  /** Tells it that its sockets are this process's now: it serves those it has, ends, and lets its folders go. */
  leave(): Promise<void>;
}

/** Time for one answer: it may be busy. */
const ANSWER_MS = 10_000;

/** Far more than any answer to what is asked here. */
const ANSWER_BYTES = 262_144;

/**
 * Finds it by its raw socket; null where nobody listens there. Fails with TIMEOUT where it does not answer, with
 * UNAVAILABLE where it hangs up or refuses: then nothing has changed yet.
 */
export async function findPredecessor(raw_socket: string): Promise<Predecessor | null> {
  const connection = await connect(raw_socket);
  if (connection === null) return null;
  const ask = (method: string, params: object) =>
    withDeadline(
      exchange(connection, method, params),
      ANSWER_MS,
      () => new CortexError("TIMEOUT", `${REFUSED} it does not answer within ${ANSWER_MS} ms; ${ADVICE}`),
    );
  try {
    const { pid } = await ask("daemon.status", {});
    if (typeof pid !== "number") throw unavailable("it does not tell its process");
    return {
      pid,
      leave: async () => void await ask("daemon.shutdown", { successor: Deno.pid }),
      [Symbol.dispose]: () => connection.close(),
    };
  } catch (error) {
    connection.close();
    throw error;
  }
}

const REFUSED = "Cannot take the place of the daemon that runs:";
const ADVICE = "stop it, then start this one";

async function connect(path: string): Promise<Deno.UnixConn | null> {
  try {
    return await Deno.connect({ transport: "unix", path });
  } catch (error) {
    if (error instanceof Deno.errors.ConnectionRefused || error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** One JSON-RPC call, a line each way. */
async function exchange(connection: Deno.UnixConn, method: string, params: object): Promise<Members> {
  const request = `${JSON.stringify({ jsonrpc: "2.0", id: 1, method, params })}\n`;
  await connection.write(new TextEncoder().encode(request));
  const bytes = new Uint8Array(ANSWER_BYTES);
  for (let length = 0; length < bytes.length;) {
    const count = await connection.read(bytes.subarray(length));
    if (count === null) throw unavailable("it hung up");
    length += count;
    if (bytes[length - 1] !== NEWLINE) continue;
    const reply: { readonly result?: Members; readonly error?: unknown } = JSON.parse(
      new TextDecoder().decode(bytes.subarray(0, length)),
    );
    if (reply.result !== undefined) return reply.result;
    throw unavailable(`it refuses ${method}: ${JSON.stringify(reply.error)}`);
  }
  throw unavailable("its answer is too long");
}

interface Members {
  readonly [name: string]: unknown;
}

const NEWLINE = 10;

function unavailable(why: string): CortexError {
  return new CortexError("UNAVAILABLE", `${REFUSED} ${why}; ${ADVICE}`);
}

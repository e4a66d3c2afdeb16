/** Where timeout(1) of the GNU core utilities is; it ends a program with its whole process group. */
export const TIMEOUT = "/usr/bin/timeout";

/** Most that a program may print, bytes: of one that prints more nothing is read any longer, nor counts. */
const MAX_BYTES = 16_384;
/** Time that a program which was told to end has before it is killed, seconds. */
const KILL_AFTER_SECONDS = 1;
/** How long the last output is waited for when the program itself has ended, milliseconds. */
const DRAIN_MS = 200;

/**
 * What a program answers, both its streams as one text; null where it fails or does not end in time. Run by its
 * absolute path, without a shell, in an environment of its own that tells it to fetch nothing. At the deadline it is
 * ended with its group, by timeout(1) itself: told to end in the first moment of its life, that leaves the group alone.
 */
export async function askProgram(
  program: string,
  args: readonly string[],
  timeout_ms: number,
): Promise<string | null> {
  const child = new Deno.Command(TIMEOUT, {
    args: [`--kill-after=${KILL_AFTER_SECONDS}`, String(timeout_ms / 1000), program, ...args],
    clearEnv: true,
    env: { LC_ALL: "C", PATH: "/usr/bin:/bin", GOTOOLCHAIN: "local", DENO_NO_UPDATE_CHECK: "1" },
    cwd: "/",
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let [text, bytes, full] = ["", 0, false];
  const readers = [child.stdout.getReader(), child.stderr.getReader()] as const;
  const read = async (reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      bytes += next.value.length;
      if (bytes > MAX_BYTES) {
        full = true;
        return;
      }
      text += decoder.decode(next.value, { stream: true });
    }
  };
  const reading = Promise.all(readers.map(read));
  const { success } = await child.status;
  await settled(reading, DRAIN_MS);
  await Promise.all(readers.map((reader) => reader.cancel()));
  return success && !full ? text : null;
}

/** Waits for a promise, but not longer than that: what the program left running may hold its output open. */
async function settled(promise: Promise<unknown>, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((resolve) => timer = setTimeout(resolve, ms));
  try {
    await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

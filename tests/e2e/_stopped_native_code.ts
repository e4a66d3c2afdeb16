/**
 * Stops the native code that a process runs beside its JavaScript. It goes on, or has ended, when the block is left.
 */
export function stopNativeCode(pid: number): Disposable {
  const script = new URL("./stop_native_code.py", import.meta.url).pathname;
  const tracer = new Deno.Command("python3", { args: [script, `${pid}`], stdin: "null" }).spawn();
  return {
    [Symbol.dispose]: () => {
      try {
        tracer.kill();
      } catch {
        // It has ended with the process.
      }
    },
  };
}

/** A test that needs Python: where that is missing, it is left out by name. */
export function pythonTest(name: string, fn: () => Promise<void>): void {
  Deno.test({ name, ignore: !hasPython(), fn });
}

/** Whether there is a Python to run scripts of the tests. */
export function hasPython(): boolean {
  try {
    return new Deno.Command("python3", { args: ["--version"] }).outputSync().success;
  } catch {
    return false;
  }
}

import { type HostReader, HostReadError } from "../../core/host_reader.ts";
import { defineCollector } from "../collector.ts";
import type { Parts } from "../parts.ts";
import { lines, numbers } from "../proc_text.ts";

type Stall = NonNullable<Parts["pressure"]["cpu"]>;

/** Pressure stall information (Documentation/accounting/psi.rst). */
export const pressure = defineCollector({
  name: "pressure",
  help: "Share of time in which tasks waited for CPU, memory or I/O",
  reads: ["/proc/pressure"],
  create: ({ host }) => () => {
    const stalls = {
      cpu: readStall(host, "/proc/pressure/cpu"),
      memory: readStall(host, "/proc/pressure/memory"),
      io: readStall(host, "/proc/pressure/io"),
    };
    return stalls.cpu || stalls.memory || stalls.io ? stalls : null;
  },
});

function readStall(host: HostReader, path: string): Stall | null {
  try {
    const text = host.readText(path);
    return text === null ? null : parseStall(text);
  } catch (error) {
    // A kernel booted with psi=0 has the files and refuses to read them (EOPNOTSUPP).
    if (error instanceof HostReadError) return null;
    throw error;
  }
}

/** `some avg10=0.00 avg60=0.00 avg300=0.00 total=0`; the cpu file has no `full` line before Linux 5.13. */
function parseStall(text: string): Stall | null {
  const average = (kind: string, window: string): number | null => {
    const line = lines(text).find((each) => each.startsWith(`${kind} `));
    const value = line?.match(new RegExp(`\\b${window}=(\\S+)`))?.[1];
    return value === undefined ? null : numbers(value)[0] ?? null;
  };
  const some_avg10 = average("some", "avg10");
  if (some_avg10 === null) return null;
  return {
    some_avg10,
    some_avg60: average("some", "avg60") ?? 0,
    some_avg300: average("some", "avg300") ?? 0,
    full_avg10: average("full", "avg10"),
    full_avg60: average("full", "avg60"),
    full_avg300: average("full", "avg300"),
  };
}

import { type HostReader, HostReadError } from "../core/host_reader.ts";

/** Keys of the auxiliary vector (getauxval(3)). */
const AT_PAGESZ = 6n;
const AT_CLKTCK = 17n;

/** Units of the kernel's numbers. */
export interface KernelUnits {
  readonly page_bytes: number;
  readonly ticks_per_second: number;
}

/** Reads the units from the auxiliary vector of this process; where there is none, those of nearly every Linux. */
export function readKernelUnits(host: HostReader): KernelUnits {
  const bytes = readVector(host) ?? new Uint8Array();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Map<bigint, number>();
  for (let at = 0; at + 16 <= bytes.byteLength; at += 16) {
    values.set(view.getBigUint64(at, true), Number(view.getBigUint64(at + 8, true)));
  }
  return { page_bytes: values.get(AT_PAGESZ) ?? 4096, ticks_per_second: values.get(AT_CLKTCK) ?? 100 };
}

function readVector(host: HostReader): Uint8Array | null {
  try {
    return host.read("/proc/self/auxv");
  } catch (error) {
    if (error instanceof HostReadError) return null; // a process with capabilities may not read its own
    throw error;
  }
}

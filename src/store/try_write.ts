import { CortexError } from "../contract/mod.ts";

/** Whether a write went well. That the state cannot be written its health and its log say; other faults are thrown. */
export function tryWrite(write: () => void): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (error instanceof CortexError && error.code === "STORE_FAILED") return false;
    throw error;
  }
}

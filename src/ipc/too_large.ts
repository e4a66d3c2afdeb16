import { CortexError } from "../contract/mod.ts";

/** The error for a request over the limit, bytes. */
export function tooLarge(limit: number): CortexError {
  return new CortexError("TOO_LARGE", `Cannot read the request: it is larger than ${limit} bytes`, {
    details: { limit_bytes: limit },
  });
}

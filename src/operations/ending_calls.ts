import { CortexError } from "../contract/mod.ts";
import { abortWith } from "../core/abort_with.ts";
import type { Call } from "./handler.ts";

/** Calls that another call may end, by the ids of their requests. */
export interface EndingCalls {
  /** Runs the work of a call, which fails with CANCELLED once it is ended. */
  run<T>(call: Call, work: (call: Call) => T | Promise<T>): Promise<T>;
  /** Ends the calls of a request; gives how many there were. */
  end(request_id: string): number;
}

/** None runs yet. */
export function createEndingCalls(): EndingCalls {
  const running = new Map<AbortController, string>();
  return {
    run: async ({ request_id, transport, scope, tell, signal }, work) => {
      const ending = abortWith(signal);
      running.set(ending, request_id);
      try {
        return await work({ request_id, transport, scope, tell, signal: ending.signal });
      } catch (error) {
        // Whoever asked is told why the call ended, not which part of the daemon heard of it first.
        const { aborted, reason } = ending.signal;
        throw aborted && reason instanceof CortexError ? reason : error;
      } finally {
        running.delete(ending);
        ending.abort();
      }
    },
    end: (request_id) => {
      const meant = [...running].filter(([, id]) => id === request_id);
      for (const [ending] of meant) ending.abort(cancelled());
      return meant.length;
    },
  };
}

function cancelled(): CortexError {
  return new CortexError("CANCELLED", "Cannot finish the operation: it was cancelled");
}

import type { Event } from "../src/contract/mod.ts";

/** A subscriber of all events that leaves and comes back, and looks whether one was left out or came twice. */
export interface Follower {
  /** Number of the last event it got; 0 before the first. */
  readonly last: number;
  readonly got: number;
  /** How often it came. */
  readonly visits: number;
  readonly gaps: number;
  readonly doubles: number;
  /** Follows until the signal aborts or the stream ends. */
  follow(signal: AbortSignal): Promise<void>;
}

/** Follows over a connection of its own each time, from where it was. */
export function createFollower(socket: string): Follower {
  let [last, got, visits, gaps, doubles] = [0, 0, 0, 0, 0];
  const take = ({ seq }: Event) => {
    got++;
    if (last > 0 && seq > last + 1) gaps += seq - last - 1;
    if (seq <= last) doubles++;
    last = Math.max(last, seq);
  };
  return {
    get last() {
      return last;
    },
    get got() {
      return got;
    },
    get visits() {
      return visits;
    },
    get gaps() {
      return gaps;
    },
    get doubles() {
      return doubles;
    },
    follow: async (signal) => {
      visits++;
      using client = Deno.createHttpClient({ proxy: { transport: "unix", path: socket } });
      const headers: Record<string, string> = { accept: "application/x-ndjson" };
      if (last > 0) headers["last-event-id"] = `${last}`;
      const response = await fetch("http://192.0.2.1/v1/events", { client, headers });
      const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader();
      // Not by fetch's own signal: once its request is collected, an abort of it is lost.
      const leave = () => void reader.cancel();
      signal.addEventListener("abort", leave);
      if (signal.aborted) leave();
      let rest = "";
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        const lines = (rest + read.value).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          const told = line === "" ? {} : JSON.parse(line) as Partial<Event>;
          if (told.seq !== undefined) take(told as Event);
        }
      }
      signal.removeEventListener("abort", leave);
    },
  };
}

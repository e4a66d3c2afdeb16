/** Two clocks: one for people, one for durations. */
export interface Clock {
  /** Milliseconds since 1970, UTC; jumps when somebody sets the clock. */
  wall(): number;
  /** Milliseconds since an unknown moment; never goes back. Comparable within one thread only. */
  steady(): number;
}

/** The machine's clocks. */
export const systemClock: Clock = { wall: () => Date.now(), steady: () => performance.now() };

/** A time for people and replies: RFC 3339, UTC, milliseconds. */
export function rfc3339(wall_ms: number): string {
  return new Date(wall_ms).toISOString();
}

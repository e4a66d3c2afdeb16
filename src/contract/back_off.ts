/** How long to wait between two tries: everything of ours that tries again does it by this rule. */
export interface BackOff {
  /** Pause before the second try, milliseconds; each further one doubles it. */
  readonly first_pause_ms: number;
  /** Longest pause, milliseconds. */
  readonly longest_pause_ms: number;
}

/**
 * Milliseconds before try number `attempt` (2 is the first repetition). Half of a pause is by chance, so that what
 * failed together does not come back together.
 *
 * @param random 0 to below 1.
 */
export function pauseMs(
  { first_pause_ms, longest_pause_ms }: BackOff,
  attempt: number,
  random: number,
): number {
  const whole = Math.min(longest_pause_ms, first_pause_ms * 2 ** (attempt - 2));
  return whole / 2 + random * whole / 2;
}

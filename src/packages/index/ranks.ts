/** How well rows fit, and how many fit how well. */
export class Ranks {
  /** The rank of each row, from 1; 0 where it does not fit. */
  readonly #of: Uint8Array;
  /** How many rows have a rank, by rank. */
  readonly #counts: Uint32Array;

  /** No row fits. Ranks go up to `worst`. */
  constructor(rows: number, worst: number) {
    this.#of = new Uint8Array(rows);
    this.#counts = new Uint32Array(worst + 1);
    this.#counts[0] = rows;
  }

  /** No row fits any more. */
  clear(): void {
    this.#of.fill(0);
    this.#counts.fill(0);
    this.#counts[0] = this.#of.length;
  }

  /** How many rows fit. */
  total(): number {
    return this.#of.length - this.count(0);
  }

  /** How many rows have a rank. */
  count(rank: number): number {
    return this.#counts[rank] ?? 0;
  }

  /** Ranks a row, where it has no better rank. */
  put(row: number, rank: number): void {
    const before = this.#of[row] ?? 0;
    if (before !== 0 && before <= rank) return;
    this.#set(row, before, rank);
  }

  /** The next row of a rank behind another; -1: there is none. */
  next(rank: number, row: number): number {
    return this.#of.indexOf(rank, row + 1);
  }

  /** Keeps the rows that fit here and there, with the worse rank. */
  and(other: Ranks): void {
    for (let row = 0; row < this.#of.length; row++) {
      const rank = this.#of[row] ?? 0;
      if (rank === 0) continue;
      const worse = other.#of[row] ?? 0;
      if (worse === 0 || worse > rank) this.#set(row, rank, worse);
    }
  }

  #set(row: number, before: number, rank: number): void {
    this.#of[row] = rank;
    this.#counts[before] = (this.#counts[before] ?? 0) - 1;
    this.#counts[rank] = (this.#counts[rank] ?? 0) + 1;
  }
}

import type { HostReader } from "../core/host_reader.ts";
import type { Figure } from "../core/sample.ts";
import type { CollectorName, Parts } from "./parts.ts";
import type { ProcessTable } from "./process_table.ts";

/** What a collector is made with. */
export interface CollectorContext {
  readonly host: HostReader;
  readonly processes: ProcessTable;
  /** Mount points the administrator does not want to see. */
  readonly ignored_mounts: ReadonlySet<string>;
}

/** One run of a collector. */
export interface Tick {
  /** When the tick began, by the wall clock, milliseconds. */
  readonly wall_ms: number;
  /** The same by the steady clock: what rates are computed over. */
  readonly steady_ms: number;
  /** Aborts at the deadline. A collector that then returns at once what it has is still heard. */
  readonly signal: AbortSignal;
  /** Says that the value lacks something that did not answer in time; the value counts all the same. */
  incomplete(message: string): void;
}

/** Reads a part of the host; null where this machine has nothing of the kind. Throws when it cannot be read. */
export type Collect<V> = (tick: Tick) => V | null | Promise<V | null>;

/** A part of the monitor: one thing that is read on each tick. */
interface Part<V> {
  readonly name: string;
  /** One sentence for people. */
  readonly help: string;
  /** Everything it reads, a folder standing for all below it: its permission. */
  readonly reads: readonly string[];
  /** Whether its values need a run before: it is run twice at the start. */
  readonly rates?: boolean;
  /** Makes one that remembers its own last reading. */
  create(context: CollectorContext): Collect<V>;
}

/** A collector whose value has a place of its own in the sample and in the contract. */
export interface Collector<N extends CollectorName = CollectorName> extends Part<Parts[N]> {
  readonly name: N;
}

/** A collector whose value is figures: the history, `/metrics` and rules have them by name, nothing else knows them. */
export interface FigureCollector<F extends string = string> extends Part<Readonly<Record<F, number | null>>> {
  /** What the figures are, by the name of their series, unit at its end. */
  readonly figures: Readonly<Record<F, Omit<Figure, "name">>>;
}

/** A collector of either form. */
export type AnyCollector = Collector | FigureCollector;

/** Keeps the exact type of a collector. */
export function defineCollector<N extends CollectorName>(collector: Collector<N>): Collector<N> {
  return collector;
}

/** Keeps the names of a collector's figures: each must be there in what it reads. */
export function defineFigures<F extends string>(collector: FigureCollector<F>): FigureCollector<F> {
  return collector;
}

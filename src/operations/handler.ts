import type { OperationName, OutputOf, ParsedInputOf, Scope } from "../contract/mod.ts";
import type { Answer, Cancellable } from "./parts.ts";

/** Where a call came from and what it may do. */
export interface Call extends Cancellable {
  readonly request_id: string;
  readonly transport: "http" | "read" | "raw";
  /** What the socket it came through allows. */
  readonly scope: Scope;
  /** Told which operation it is, where its transport does not know. */
  named?(name: OperationName): void;
}

/** Does the work of one operation. */
export type Handler<N extends OperationName> =
  | {
    /** Answers before it returns, so it never waits in line and needs no deadline. */
    readonly at_once: true;
    run(input: ParsedInputOf<N>, call: Call): OutputOf<N>;
  }
  | {
    /** May answer later: admitted, given a deadline and cancelled. */
    readonly at_once: false;
    run(input: ParsedInputOf<N>, call: Call): Answer<N>;
  };

/** The handler of every operation; one that is missing does not compile. */
export type Handlers = { readonly [N in OperationName]: Handler<N> };

/** The handlers of the operations whose names begin with a subject. */
export type HandlersOf<S extends string> = Pick<Handlers, Extract<OperationName, `${S}.${string}`>>;

/** A handler that answers before it returns. */
export const atOnce = <N extends OperationName>(
  run: (input: ParsedInputOf<N>, call: Call) => OutputOf<N>,
): Handler<N> => ({ at_once: true, run });

/** A handler that may answer later. */
export const later = <N extends OperationName>(
  run: (input: ParsedInputOf<N>, call: Call) => Answer<N>,
): Handler<N> => ({ at_once: false, run });

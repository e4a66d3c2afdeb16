import type { Client } from "../../src/client/mod.ts";
import { type Command, defineCommand, type Definition, type Invocation } from "../command.ts";
import type { Options, ValuesOf } from "../option.ts";
import { play } from "./play.ts";
import type { Live, Program } from "./program.ts";

/** Where there is no terminal, all that the daemon gives in one page is shown. */
const UNBOUNDED = { columns: Number.POSITIVE_INFINITY, rows: Number.POSITIVE_INFINITY } as const;

/** The option of every live screen. */
export function intervalOption(seconds: number) {
  return {
    interval: {
      type: "integer",
      value: "SECONDS",
      min: 1,
      max: 3600,
      summary: `Time between two readings, ${seconds} unless given`,
    },
  } as const satisfies Options;
}

/** How a question of a live screen is asked: the screen itself asks again, and says that it does. */
export function oneTry(signal: AbortSignal) {
  return { signal, retry: false, timeout_ms: 10_000 } as const;
}

/** A command that is a live screen; without a terminal, or with --json, it shows what it has once and ends. */
export function defineScreen<Model extends Live<Data>, Data, Wish, const O extends Options>(
  definition: Definition<O> & {
    program(invocation: Invocation<ValuesOf<O>>, client: Client): Program<Model, Data, Wish>;
    /** The daemon's answers within the data, unchanged. */
    documents(data: Data): readonly unknown[];
  },
): Command {
  return defineCommand<O>({
    ...definition,
    run: async (invocation, context) => {
      const program = definition.program(invocation, await context.client());
      const screen = context.json ? null : await context.screen();
      if (screen !== null) {
        await play(program, screen, {
          wall: context.wall,
          after: (ms, run) => {
            const timer = setTimeout(run, ms);
            return () => clearTimeout(timer);
          },
        });
        return { json: [], render: () => "" };
      }
      const { signal } = new AbortController();
      const data = await program.load(program.wish(program.start, UNBOUNDED), signal);
      const model = { ...program.start, data };
      return {
        json: definition.documents(data),
        render: (view) => program.view(model, { ...view, rows: UNBOUNDED.rows }),
      };
    },
  });
}

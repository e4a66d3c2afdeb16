/** A live screen that fails in the way it is told to, on a real terminal. */
import { play } from "../../cli/live/play.ts";
import { BLANK, type Live, type Program } from "../../cli/live/program.ts";
import { terminalScreen } from "../../cli/live/terminal_screen.ts";

const [way] = Deno.args;
const fail = () => {
  throw new Error("fails as it was told to");
};
const WAYS: Readonly<Record<string, () => void>> = {
  "timer": () => void setTimeout(fail),
  "promise": () => void Promise.reject(new Error("rejected as it was told to")),
  "exit": () => Deno.exit(7),
  "program": fail,
};

const program: Program<Live<null>, null, null> = {
  start: BLANK,
  interval_ms: 1000,
  wish: () => null,
  load: () => Promise.resolve(null),
  press: (model) => {
    WAYS[way ?? ""]?.();
    return model;
  },
  view: () => "ready\n",
};
const screen = terminalScreen(() => undefined) ?? fail();
await play(program, screen, {
  wall: Date.now,
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
});

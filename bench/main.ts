/**
 * Benches: `deno task bench [--quick] [--hours N] [--runs N] [NAME…]`. Each line is a figure, the bare figure of the
 * same run, their ratio and the budget. Nothing here passes or fails: figures are for people.
 * @module
 */
import { alerts } from "./cases/alerts.ts";
import { answers } from "./cases/answers.ts";
import { assistant } from "./cases/assistant.ts";
import { blocking } from "./cases/blocking.ts";
import { bad_clients } from "./cases/bad_clients.ts";
import { compiled } from "./cases/compiled.ts";
import { damage } from "./cases/damage.ts";
import { events } from "./cases/events.ts";
import { fuzz } from "./cases/fuzz.ts";
import { history } from "./cases/history.ts";
import { http } from "./cases/http.ts";
import { idle } from "./cases/idle.ts";
import { interrupt } from "./cases/interrupt.ts";
import { kill } from "./cases/kill.ts";
import { memory } from "./cases/memory.ts";
import { processes } from "./cases/processes.ts";
import { packages } from "./cases/packages.ts";
import { raw } from "./cases/raw.ts";
import { refreshes } from "./cases/refreshes.ts";
import { restart } from "./cases/restart.ts";
import { screen } from "./cases/screen.ts";
import { start } from "./cases/start.ts";
import { soak } from "./cases/soak.ts";
import { vulnerabilities } from "./cases/vulnerabilities.ts";
import { workers } from "./cases/workers.ts";
import { askedCases } from "./options.ts";
import { type Figure, line } from "./report.ts";

const CASES: Readonly<Record<string, (quick: boolean) => AsyncGenerator<Figure | string>>> = {
  start,
  http,
  raw,
  alerts,
  answers,
  assistant,
  events,
  history,
  blocking,
  idle,
  memory,
  packages,
  refreshes,
  vulnerabilities,
  screen,
  workers,
  kill,
  interrupt,
  restart,
  damage,
  bad_clients,
  processes,
  compiled,
  fuzz,
  soak,
};

/** Cases that take hours or all of the machine, or download a runtime: run only when they are named. */
const LONG: readonly string[] = ["compiled", "fuzz", "refreshes", "soak"];

const quick = Deno.args.includes("--quick");
const asked = askedCases();
const unknown = asked.find((name) => !Object.hasOwn(CASES, name));
if (unknown !== undefined) {
  console.error(`Cannot run the bench "${unknown}": there are ${Object.keys(CASES).join(", ")}`);
  Deno.exit(2);
}
console.log(
  `Deno ${Deno.version.deno}, ${navigator.hardwareConcurrency} cores, load ${Deno.loadavg()[0]?.toFixed(2)}`,
);
for (const [name, run] of Object.entries(CASES)) {
  if (asked.length > 0 ? !asked.includes(name) : LONG.includes(name)) continue;
  for await (const figure of run(quick)) console.log(typeof figure === "string" ? figure : line(figure));
}

import type { Job, JobDetail, JobNews } from "../../src/contract/wire.ts";
import { type Fact, factLines } from "./facts.ts";
import { age, duration } from "./format.ts";
import { type Line, type Piece, type Style, styled, type View } from "./paint.ts";

const STYLES: Readonly<Record<Job["state"], Style>> = {
  running: "strong",
  done: "good",
  failed: "bad",
  cancelled: "faint",
  lost: "bad",
};

/** The state of a job, in its colour. */
export function jobState({ state }: Job): Piece {
  return styled(STYLES[state], state);
}

/** How far a job is: `42 %`, its count where the whole is not known, or its place in line. */
export function jobProgress({ progress, before }: Job): string {
  if (before !== null) return `${before} before`;
  if (progress === null) return "";
  const { done, total } = progress;
  return total === null || total <= 0 ? String(done) : `${Math.floor(100 * done / total)} %`;
}

/** What a job says while it runs, on one line. */
export function newsLine(news: JobNews): Line {
  if (news.type === "log") return [styled("faint", news.line.at), `  ${news.line.text}`];
  const { job } = news;
  const at = job.ended_at ?? job.started_at;
  const progress = news.type === "progress" ? [`  ${jobProgress(job)}`] : [];
  return [styled("faint", at), "  ", jobState(job), ...progress, `  ${job.error?.message ?? job.title}`];
}

/** Everything a job says, to read. */
export function jobLines(job: JobDetail, view: View): Line[] {
  const { started_at, ended_at, error, result } = job;
  const took = ended_at === null ? null : (Date.parse(ended_at) - Date.parse(started_at)) / 1000;
  const facts: Fact[] = [
    ["id", [job.id]],
    ["kind", [job.kind]],
    ["started", [`${started_at} (${age(started_at, view.now)})`]],
    ["took", took === null ? [] : [duration(took)]],
    ["progress", [jobProgress(job)].filter((text) => text !== "")],
    ["error", error === null ? [] : [styled("bad", error.message)]],
    ...Object.entries(result ?? {}).map(([name, value]): Fact => [name, [textOf(value)]]),
  ];
  const log = job.log.map(({ at, text }): Line => [styled("faint", at), `  ${text}`]);
  return [
    [jobState(job), "  ", styled("strong", job.title)],
    [],
    ...factLines(facts),
    ...(log.length === 0 ? [] : [[], ...log]),
  ];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value) ?? "";
}

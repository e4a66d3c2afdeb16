import { scrolled, statusLine } from "../../live/parts.ts";
import { BLANK, type Frame, type Live, type Program } from "../../live/program.ts";
import type { Size } from "../../live/redraw.ts";
import { paint, type View } from "../../text/paint.ts";

/** Time between two readings unless given, seconds. */
export const SECONDS = 2;

/** What is watched. */
interface Watched<Data, Wish> {
  readonly interval_seconds: number | undefined;
  wish(size: Size): Wish;
  load(wish: Wish, signal: AbortSignal): Promise<Data>;
  /** As the command that prints it once. */
  render(data: Data, view: View): string;
}

/** The picture of another command, again and again; what is higher than the screen can be scrolled. */
export function watch<Data, Wish>(
  { interval_seconds = SECONDS, wish, load, render }: Watched<Data, Wish>,
): Program<Live<Data>, Data, Wish> {
  const lines = (data: Data, view: View) => render(data, view).trimEnd().split("\n");
  // Colour and time change no height.
  const height = ({ data }: Live<Data>, { columns }: Size) =>
    data === null ? 0 : lines(data, { columns, color: false, now: 0 }).length;
  return {
    start: BLANK,
    interval_ms: interval_seconds * 1000,
    wish: (_, size) => wish(size),
    load,
    press: (model, key, size) => {
      const offset = scrolled(model.offset, key, height(model, size), size.rows - 1);
      if (offset !== undefined) return { ...model, offset };
      if (key === "q" || key === "ctrl_c") return null;
      return key === " " ? { ...model, paused: !model.paused } : model;
    },
    view: (model, frame) => {
      const { data, offset } = model;
      const all = data === null ? ["Waiting for the first reading"] : lines(data, frame);
      if (frame.rows === Number.POSITIVE_INFINITY) return `${all.join("\n")}\n`;
      const first = Math.max(0, Math.min(offset, all.length - (frame.rows - 1)));
      const above = all.slice(first, first + frame.rows - 1);
      const gap = Array.from({ length: frame.rows - 1 - above.length }, () => "");
      return [...above, ...gap, lastLine(model, interval_seconds, frame)].join("\n");
    },
  };
}

function lastLine(model: Live<unknown>, interval_seconds: number, frame: Frame): string {
  return paint([statusLine(model, `q quit  space pause  every ${interval_seconds} s`)], frame).trimEnd();
}

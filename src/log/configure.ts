import { configureSync, type LogLevel, type LogRecord, type Sink } from "@logtape/logtape";

import { systemClock } from "../core/clock.ts";
import { jsonFormatter, textFormatter } from "./format.ts";
import type { LogOutputs } from "./outputs.ts";
import { keepProblem } from "./problems.ts";
import { redacted } from "./redact.ts";
import { logRing } from "./ring.ts";
import type { LogFile } from "./sinks/file.ts";
import { LineThrottle, WINDOW_MS } from "./throttle.ts";

/** How log lines look and which are written. */
export interface LogSettings {
  readonly level: "debug" | "info" | "warning" | "error";
  /** Other levels of single components, by name. */
  readonly levels: Readonly<Record<string, LogSettings["level"]>>;
  readonly format: "auto" | "text" | "json";
}

const encoder = new TextEncoder();

/**
 * Sends every record of the program, without secrets and repetitions, to the outputs, or to stderr while none are
 * open: text for people on a terminal, JSON lines elsewhere. May be called again; the last call wins.
 */
export function configureLogging(settings: LogSettings, outputs?: LogOutputs): void {
  const write = writer(settings, outputs);
  const sink = throttled((record) => {
    const clean = redacted(record);
    write(clean);
    keepProblem(clean);
    logRing.keep(clean);
  });
  configureSync({
    reset: true,
    sinks: { all: sink, stderr: toStderr(settings) },
    loggers: [
      { category: ["cortex"], lowestLevel: settings.level satisfies LogLevel, sinks: ["all"] },
      ...Object.entries(settings.levels).map(([component, level]) => ({
        category: ["cortex", ...component.split(".")],
        lowestLevel: level,
        parentSinks: "override" as const,
        sinks: ["all"],
      })),
      { category: ["logtape", "meta"], lowestLevel: "warning", sinks: ["stderr"] },
    ],
  });
}

function writer(settings: LogSettings, outputs: LogOutputs | undefined): Sink {
  const stderr = toStderr(settings);
  if (outputs === undefined) return stderr;
  const format = settings.format === "text" ? textFormatter() : jsonFormatter();
  const writeTo = (file: LogFile) => (record: LogRecord) => file.write(encoder.encode(format(record)));
  const file = outputs.file === null ? () => {} : writeTo(outputs.file);
  const printed = outputs.stderr === null ? stderr : writeTo(outputs.stderr);
  return (record) => {
    outputs.send(record, () => printed(record));
    file(record);
  };
}

/** Synchronous, so that no line is lost when the process ends; a reader that is gone must not end the daemon. */
function toStderr({ format }: LogSettings): Sink {
  const text = format === "text" || (format === "auto" && Deno.stderr.isTerminal());
  const lineOf = text ? textFormatter() : jsonFormatter();
  return (record: LogRecord) => {
    try {
      Deno.stderr.writeSync(encoder.encode(lineOf(record)));
    } catch {
      // Nobody reads stderr any more: there is no place left to say so.
    }
  };
}

/** Holds back equal lines until their time has come, or until logging is configured anew. */
function throttled(next: (record: LogRecord) => void): Sink & Disposable {
  const throttle = new LineThrottle(next, systemClock);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tick = () => {
    timer = undefined;
    if (throttle.tick()) wait();
  };
  const wait = () => {
    if (timer !== undefined) return;
    timer = setTimeout(tick, WINDOW_MS);
    // Lines that are held back are told at the end; they keep no process alive.
    Deno.unrefTimer(timer);
  };
  const sink = (record: LogRecord) => {
    throttle.take(record);
    wait();
  };
  return Object.assign(sink, {
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      throttle.flush();
    },
  });
}

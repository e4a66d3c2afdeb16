/**
 * Recorded figures in the forms of other programs. The second door of this folder, for those who have a reply already
 * and record nothing: no package is loaded.
 * @module
 */
import type { MetricHistory, MetricSeries } from "../contract/mod.ts";
import { labelText } from "./exposition.ts";
import { PREFIX } from "./metric.ts";

/** A form in which recorded figures can be had besides JSON. */
export interface HistoryFormat {
  readonly content_type: string;
  text(reply: MetricHistory): string;
}

/** The forms there are, by name. */
export const HISTORY_FORMATS: Readonly<Record<"csv" | "openmetrics", HistoryFormat>> = {
  csv: { content_type: "text/csv; charset=utf-8; header=present", text: csv },
  openmetrics: {
    content_type: "application/openmetrics-text; version=1.0.0; charset=utf-8",
    text: openMetrics,
  },
};

/** A line for each step, a column for each series, gaps empty (RFC 4180). */
function csv({ from, step_seconds, items }: MetricHistory): string {
  const names = items.map((item) => quote(`${item.series}${labelsOf(item)}`));
  const steps = items[0]?.values.length ?? 0;
  const lines = [["time", ...names].join(",")];
  const from_ms = Date.parse(from);
  for (let step = 0; step < steps; step++) {
    const time = new Date(from_ms + step * step_seconds * 1000).toISOString();
    lines.push([time, ...items.map((item) => item.values[step] ?? "")].join(","));
  }
  return lines.map((line) => `${line}\r\n`).join("");
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** OpenMetrics 1.0, each value with its time; gaps are left out. */
function openMetrics({ from, step_seconds, items }: MetricHistory): string {
  const from_seconds = Date.parse(from) / 1000;
  const lines: string[] = [];
  for (const [name, series] of Map.groupBy(items, (item) => item.series)) {
    const family = `${PREFIX}${name}`;
    const { help = "", unit = "" } = series[0] ?? {};
    lines.push(`# TYPE ${family} gauge`);
    // A unit must be the end of the name.
    if (unit !== "" && name.endsWith(`_${unit}`)) lines.push(`# UNIT ${family} ${unit}`);
    lines.push(`# HELP ${family} ${help}`);
    for (const item of series) {
      const labelled = `${family}${labelsOf(item)}`;
      item.values.forEach((value, step) => {
        if (value !== null) lines.push(`${labelled} ${value} ${from_seconds + step * step_seconds}`);
      });
    }
  }
  lines.push("# EOF");
  return lines.join("\n") + "\n";
}

function labelsOf({ group_by, subject }: MetricSeries): string {
  return labelText(group_by === "none" ? {} : { [group_by]: subject });
}

import type { Metric, Point } from "./metric.ts";

/** Prometheus text format 0.0.4; metrics without a point are left out. */
export function exposition(metrics: readonly Metric[]): string {
  const lines: string[] = [];
  for (const metric of metrics) {
    if (metric.points.length === 0) continue;
    lines.push(`# HELP ${metric.name} ${metric.help}`, `# TYPE ${metric.name} ${metric.type}`);
    for (const point of metric.points) {
      lines.push(`${metric.name}${point.suffix ?? ""}${labelText(point.labels)} ${number(point.value)}`);
    }
  }
  return lines.join("\n") + "\n";
}

/** Labels as they stand after a name: `{mount="/"}`; nothing without one. */
export function labelText(given: Point["labels"]): string {
  const pairs = Object.entries(given ?? {}).map(([name, value]) => `${name}="${escape(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escape(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

function number(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return Number.isFinite(value) ? String(value) : value > 0 ? "+Inf" : "-Inf";
}

/** One figure, beside the yardstick of the same run. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The bare figure of the same run, where there is one. */
  readonly bare?: number;
  /** The budget: on the ratio where there is a bare figure, else on the value. */
  readonly budget?: { readonly at: "most" | "least"; readonly limit: number };
}

/** One line: figure, yardstick, ratio, budget, and whether it is kept. */
export function line(figure: Figure): string {
  const ratio = figure.bare === undefined ? undefined : figure.value / figure.bare;
  const judged = ratio ?? figure.value;
  const { budget } = figure;
  const kept = budget === undefined
    ? ""
    : (budget.at === "most" ? judged <= budget.limit : judged >= budget.limit)
    ? "kept"
    : "MISSED";
  return [
    figure.what.padEnd(52),
    `${show(figure.value)} ${figure.unit}`.padStart(18),
    (figure.bare === undefined ? "" : `bare ${show(figure.bare)}`).padStart(16),
    (ratio === undefined ? "" : `ratio ${ratio.toFixed(2)}`).padStart(12),
    (budget === undefined ? "" : `${budget.at === "most" ? "<=" : ">="} ${show(budget.limit)}`).padStart(10),
    kept,
  ].join("  ").trimEnd();
}

function show(value: number): string {
  if (Number.isNaN(value)) return "-";
  return value >= 1000 ? Math.round(value).toLocaleString("en-US") : value.toFixed(value >= 10 ? 1 : 2);
}

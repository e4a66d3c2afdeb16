import { type Command, defineCommand } from "../../command.ts";
import { momentToCome, secondsOf } from "../../duration.ts";
import { given, type Options } from "../../option.ts";
import { paint } from "../../text/paint.ts";
import { silenceLine } from "../../text/silences.ts";
import { UsageError } from "../../usage_error.ts";
import { FILTERS } from "./_filters.ts";

const NAME = "alerts silence";

const OPTIONS = {
  rule: { type: "text", value: "RULE", summary: "Only alerts of this rule" },
  category: FILTERS.category,
  severity: { ...FILTERS.severity, summary: "Only alerts that are not worse than this" },
  for: { type: "text", value: "TIME", summary: "How long it lasts: 30min, 2h, 7d; 90 days at most" },
  until: { type: "text", value: "TIME", summary: "When it ends, instead: 2026-12-24T08:00Z" },
  reason: { type: "text", value: "TEXT", summary: "Why; shown with every alert it covers" },
} as const satisfies Options;

/** `cortex alerts silence`: what is covered is still raised and listed. */
export const command: Command = defineCommand({
  operands: [{
    name: "SUBJECT",
    summary: "What the alerts are about; * and ? stand for other characters",
    optional: true,
  }],
  options: OPTIONS,
  examples: [
    { args: "alerts silence '/mnt/*' --for 2h --reason 'Moving data'", summary: "All mounts below /mnt" },
    { args: "alerts silence --rule cpu --for 1d --reason 'Release build'", summary: "One rule" },
    {
      args: "alerts silence '*' --severity warning --for 8h --reason Night",
      summary: "Everything that is no worse than a warning",
    },
  ],
  run: async ({ values: { rule, category, severity, for: time, until, reason }, operands }, context) => {
    if (reason === undefined) throw new UsageError(`Cannot run ${NAME}: give --reason`, NAME);
    if ((time === undefined) === (until === undefined)) {
      throw new UsageError(`Cannot run ${NAME}: give --for or --until`, NAME);
    }
    const client = await context.client();
    const silence = await client.alerts.silence({
      ...given({
        rule,
        category,
        severity,
        subject: operands[0],
        duration_seconds: time === undefined ? undefined : secondsOf(time, "--for", NAME),
        until: until === undefined ? undefined : momentToCome(until, "--until", NAME),
        by: context.env("USER"),
      }),
      reason,
    });
    return { json: [silence], render: (view) => paint([silenceLine("Silence", silence)], view) };
  },
});

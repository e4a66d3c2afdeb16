import { type Command, type Context, defineCommand } from "../command.ts";
import { everyPage } from "../list.ts";
import { type AuditReport, auditText } from "../text/audit.ts";

/**
 * `cortex audit`: the daemon's findings of its host, or, without a daemon, those of a folder by a feed that is named.
 */
export const command: Command = defineCommand({
  options: {
    fixable: { type: "flag", summary: "Only those that an upgrade ends" },
    all: { type: "flag", summary: "Also what does not affect the installed version" },
    root: { type: "text", value: "DIR", summary: "Audit the unpacked image DIR, without a daemon" },
    admindir: { type: "text", value: "DIR", summary: "Audit dpkg's database DIR, without a daemon" },
    feed: { type: "text", value: "FILE", summary: "The feed for --root or --admindir" },
    suite: { type: "text", value: "NAME", summary: "The release: bookworm, Debian:12, Ubuntu:24.04" },
  },
  examples: [
    { args: "audit --fixable", summary: "What an upgrade would end" },
    { args: "audit --all --json", summary: "Everything that is known of what is installed" },
    {
      args: "audit --admindir saved/dpkg --feed tracker.json.gz --suite bookworm",
      summary: "A saved database, without a daemon",
    },
  ],
  run: async ({ values }, context) => {
    const { fixable, all } = values;
    const offline = values.root ?? values.admindir ?? values.feed ?? values.suite;
    const found = offline === undefined
      ? await ofDaemon(context, { all, ...(fixable ? { fixable: true } : {}) })
      : await (await import("./audit/offline.ts")).offlineReport(values, context);
    const findings = found.findings.filter(({ verdict }) =>
      (all || verdict !== "not_affected") && (!fixable || verdict === "fixable")
    );
    const report = { ...found, findings };
    return { json: [report], render: (view) => auditText(report, view) };
  },
});

async function ofDaemon(
  context: Context,
  query: { readonly all: boolean; readonly fixable?: true },
): Promise<AuditReport> {
  const client = await context.client();
  const { items, feed, unknown_since } = await everyPage(client, "vulnerabilities.list", query);
  return { findings: items, feed, unknown_since };
}

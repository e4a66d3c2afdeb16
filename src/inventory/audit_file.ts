import { fingerprintOf, replaceIndexFile } from "../packages/index/mod.ts";
import { type AuditSummary, type Finding, summarize } from "../security/mod.ts";
import type { AuditFacts, HostAudit } from "./audit_host.ts";

/** Changes with the form of the file: one of another form is made anew. */
const FORM = 1;

/** What changes when something is installed or removed, absolute as on the host. */
const PACKAGE_FOLDERS = ["/var/lib/dpkg", "/var/lib/pacman/local"];

/** Findings of each severity that the head names. */
const NAMED = 50;

/** Findings that are given to the file system at once. */
const BLOCK = 1_000;

/** The first line of an audit's file: all but the findings, which follow, one a line. */
export interface AuditHead extends AuditFacts {
  readonly form: typeof FORM;
  /** Of packages and feeds as they were. */
  readonly fingerprint: string;
  readonly audited_at_ms: number;
  readonly summary: AuditSummary;
  /** The first of those that have a fix, of each severity. */
  readonly fixable: readonly Finding[];
}

/** What tells whether packages or feeds have changed. */
export async function auditFingerprint(root: string, feeds: string): Promise<string> {
  return `${await fingerprintOf(root, PACKAGE_FOLDERS)} ${await fingerprintOf("/", [feeds])}`;
}

/** Puts an audit in place, whole or not at all. */
export function writeAudit(
  path: string,
  fingerprint: string,
  audited_at_ms: number,
  { findings, ...facts }: HostAudit,
): AuditHead {
  const head: AuditHead = {
    form: FORM,
    fingerprint,
    audited_at_ms,
    ...facts,
    summary: summarize(findings),
    fixable: firstFixable(findings),
  };
  const blocks = [linesOf([head])];
  for (let at = 0; at < findings.length; at += BLOCK) blocks.push(linesOf(findings.slice(at, at + BLOCK)));
  replaceIndexFile(path, blocks);
  return head;
}

function firstFixable(findings: readonly Finding[]): Finding[] {
  const fixable = findings.filter(({ verdict }) => verdict === "fixable");
  return [...Map.groupBy(fixable, ({ severity }) => severity).values()].flatMap((of) => of.slice(0, NAMED));
}

function linesOf(values: readonly unknown[]): Uint8Array {
  return new TextEncoder().encode(values.map((value) => `${JSON.stringify(value)}\n`).join(""));
}

/** What an audit says of itself; null where there is none of this form. */
export async function readAuditHead(path: string): Promise<AuditHead | null> {
  for await (const head of values(path)) return isHead(head) ? head : null;
  return null;
}

/** The findings of an audit as they are read from the disk; the caller may stop at any of them. */
export async function* readFindings(path: string): AsyncGenerator<Finding> {
  let is_head = true;
  for await (const value of values(path)) {
    if (!is_head) yield value as Finding;
    is_head = false;
  }
}

/** Throws SyntaxError for a line that is damaged; nothing comes of a file that is not there. */
async function* values(path: string): AsyncGenerator<unknown> {
  const file = await Deno.open(path).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  });
  if (file === null) return;
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of file.readable) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line);
  }
  if (rest !== "") throw new SyntaxError("The last line is cut");
}

function isHead(value: unknown): value is AuditHead {
  return typeof value === "object" && value !== null && "form" in value && value.form === FORM;
}

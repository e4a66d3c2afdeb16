import { crc32 } from "../core/crc32.ts";
import { type PutAt, putAtFirst } from "../core/first_path.ts";
import { fingerprintOf, replaceIndexFile } from "../packages/index/mod.ts";
import { watchedPlaces } from "../packages/places.ts";
import { type AuditSummary, type Finding, summarize } from "../security/mod.ts";
import type { AuditFacts, HostAudit } from "./audit_host.ts";

/** Changes with the form of the file: one of another form is made anew. */
const FORM = 2;

/** Findings of each severity that the head names. */
const NAMED = 50;

/** Findings that are given to the file system at once. */
const BLOCK = 1_000;

/** The first line of an audit's file: all but the findings, which follow, one a line, each with its CRC-32. */
export interface AuditHead extends AuditFacts {
  readonly form: typeof FORM;
  /** Of packages and feeds as they were. */
  readonly fingerprint: string;
  readonly audited_at_ms: number;
  readonly summary: AuditSummary;
  /** How many lines follow. */
  readonly findings: number;
  /** The first of those that have a fix, of each severity. */
  readonly fixable: readonly Finding[];
}

/** An audit's file is not what was written: it is to be made anew. */
export class AuditDamageError extends Error {
  override readonly name = "AuditDamageError";
}

/** Of what is watched, the places that change when something is installed or removed. */
const INSTALLED = /\/dpkg$|\/local$/;

/** What tells whether packages or feeds have changed. */
export async function auditFingerprint(root: string, feeds: string): Promise<string> {
  const installed = watchedPlaces(root).filter((place) => INSTALLED.test(place));
  return `${await fingerprintOf(root, installed)} ${await fingerprintOf("/", [feeds])}`;
}

/** Puts an audit at the first of these paths that can be written, whole or not at all. */
export function writeAudit(
  paths: readonly string[],
  made: Pick<AuditHead, "fingerprint" | "audited_at_ms">,
  { findings, ...facts }: HostAudit,
): PutAt & { readonly head: AuditHead } {
  const head: AuditHead = {
    form: FORM,
    ...made,
    ...facts,
    summary: summarize(findings),
    findings: findings.length,
    fixable: firstFixable(findings),
  };
  const blocks = [linesOf([head])];
  for (let at = 0; at < findings.length; at += BLOCK) blocks.push(linesOf(findings.slice(at, at + BLOCK)));
  return { head, ...putAtFirst(paths, (path) => replaceIndexFile(path, blocks)) };
}

function firstFixable(findings: readonly Finding[]): Finding[] {
  const fixable = findings.filter(({ verdict }) => verdict === "fixable");
  return [...Map.groupBy(fixable, ({ severity }) => severity).values()].flatMap((of) => of.slice(0, NAMED));
}

function linesOf(values: readonly unknown[]): Uint8Array {
  const lines = values.map((value) => {
    const json = JSON.stringify(value);
    return `${crc32(json).toString(36)} ${json}\n`;
  });
  return new TextEncoder().encode(lines.join(""));
}

/**
 * What an audit says of itself; null where there is none of this form. Throws {@link AuditDamageError}, and what the
 * file system throws.
 */
export async function readAuditHead(path: string): Promise<AuditHead | null> {
  for await (const head of values(path)) return isHead(head) ? head : null;
  return null;
}

/**
 * The findings of an audit as they are read from the disk; the caller may stop at any of them. Throws
 * {@link AuditDamageError}, also where they are not as many as were written.
 */
export async function* readFindings(path: string, { findings }: AuditHead): AsyncGenerator<Finding> {
  let lines = 0;
  for await (const value of values(path)) {
    if (lines++ > 0) yield value as Finding;
  }
  if (lines !== findings + 1) throw new AuditDamageError("it is cut");
}

/** Nothing comes of a file that is not there. */
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
    for (const line of lines) yield valueOf(line);
  }
  if (rest !== "") throw new AuditDamageError("its last line is cut");
}

function valueOf(line: string): unknown {
  const [crc = "", json = ""] = line.split(/ (.*)/s, 2);
  if (crc32(json).toString(36) !== crc) throw new AuditDamageError("the checksum of a line does not fit");
  return JSON.parse(json);
}

function isHead(value: unknown): value is AuditHead {
  return typeof value === "object" && value !== null && "form" in value && value.form === FORM;
}

import { PackageFileError, type PackageFiles, packageSources } from "../packages/mod.ts";
import { FeedError, type Finding, match } from "../security/mod.ts";
import { type FeedFacts, type FeedPath, type ReadFeed, readFeedFile } from "./feed_files.ts";

/** A file that could not be read. */
export interface FileProblem {
  readonly file: string;
  /** From 1; 0: the whole file. */
  readonly line: number;
  readonly reason: string;
}

/** What the vulnerabilities of a host were found with. */
export interface AuditFacts {
  readonly feeds: readonly FeedFacts[];
  /** Name of the feed that the findings are by; null where none is about this host. */
  readonly in_force: string | null;
  readonly problems: readonly FileProblem[];
}

/** The vulnerabilities of a host. */
export interface HostAudit extends AuditFacts {
  /** By package and id; what does not affect the host's version is among them. */
  readonly findings: readonly Finding[];
}

/**
 * Matches what is installed with the newest feed that is about the host's package manager and release. A file that is
 * damaged is told and the others count; but a database that cannot be read throws PackageFileError: without it nothing
 * would look vulnerable.
 */
export async function auditHost(
  files: PackageFiles,
  feeds: readonly FeedPath[],
  suite: string,
): Promise<HostAudit> {
  const installed = [];
  for (const source of packageSources) {
    if (!await source.present(files)) continue;
    const { packages, problems } = await source.installed(files);
    if (packages.length === 0 && problems[0] !== undefined) throw problems[0];
    installed.push({ compare: source.compare, packages: unique(packages), problems });
  }
  const names = new Set(
    installed.flatMap(({ packages }) => packages.flatMap(({ name, source }) => [name, source.name])),
  );
  const problems: FileProblem[] = installed.flatMap((source) => source.problems.map(problemOf));
  const facts: FeedFacts[] = [];
  let in_force: ReadFeed | undefined;
  for (const path of feeds.toSorted((a, b) => b.taken_at_ms - a.taken_at_ms)) {
    try {
      const feed = await readFeedFile(path, suite, (name) => names.has(name));
      facts.push(feed.facts);
      in_force ??= installed.some(({ compare }) => compare === feed.format.compare) ? feed : undefined;
    } catch (error) {
      problems.push(problemOf(error));
    }
  }
  const own = installed.find(({ compare }) => compare === in_force?.format.compare);
  return {
    feeds: facts,
    in_force: in_force?.facts.name ?? null,
    problems,
    findings: own === undefined || in_force === undefined
      ? []
      : match(own.packages, in_force.advisories, { compare: own.compare, all: true }),
  };
}

/** A package of several architectures counts once for each version of it. */
function unique<P extends { readonly name: string; readonly version: string }>(packages: readonly P[]): P[] {
  return [...new Map(packages.map((found) => [`${found.name} ${found.version}`, found])).values()];
}

function problemOf(error: unknown): FileProblem {
  if (!(error instanceof FeedError || error instanceof PackageFileError)) throw error;
  const { file, line, reason } = error;
  return { file, line, reason };
}

import type { CompareVersions } from "../versions/mod.ts";

/** How bad a vulnerability is, in falling order; each feed's own words are brought to these. */
const SEVERITIES = ["critical", "high", "medium", "low", "unknown"] as const;
/** How bad a vulnerability is. */
export type Severity = typeof SEVERITIES[number];

/** What a feed says of one vulnerability in one package, in one range of its versions. */
export interface Advisory {
  /** `CVE-2024-1234` where there is one. */
  readonly id: string;
  /** Name of the package it speaks of. */
  readonly package: string;
  /** Whether that name, and the versions below, are of what packages are built from or of the package itself. */
  readonly of: "source" | "binary";
  /** What the distribution thinks of it where it does apply. */
  readonly judgement: "vulnerable" | "undetermined" | "unimportant" | "ignored" | "not_affected";
  /** First version that has the fault; null: all before the fix. */
  readonly introduced: string | null;
  /** First version without it; null: none is known. */
  readonly fixed: string | null;
  /** Further versions without it, older than the first: fixes that went into older releases. */
  readonly also_fixed: readonly string[];
  /** The last version with it, or the only ones, where the feed says that in place of a fix; null: it does not. */
  readonly only: { readonly last: string } | { readonly versions: readonly string[] } | null;
  /** Whether the fix can be had in the release at hand. */
  readonly fix_available: boolean;
  readonly severity: Severity;
}

/** What to keep of a feed. */
export interface FeedOptions {
  /** Name of the file for errors. */
  readonly file: string;
  /** The release, by any of its names: `bookworm`, `Debian:12`, `Ubuntu:22.04:LTS`. */
  readonly suite: string;
  /** Asked of each advisory for that release, in turn; may throw to end the reading. @default {() => true} */
  readonly keep?: (advisory: Advisory) => boolean;
}

/** One form in which advisories are published. */
export interface FeedFormat {
  readonly name: string;
  /** The comparison of the distribution it speaks of. */
  readonly compare: CompareVersions;
  /** Whether a text that begins so, white space left out, is one; asked in the order of the list of formats. */
  readonly recognises: (beginning: string) => boolean;
  /** Reads an unpacked feed as it streams, in memory for what is kept only. Throws FeedError. */
  read(chunks: AsyncIterable<Uint8Array>, options: FeedOptions): Promise<Advisory[]>;
}

/** An advisory that says no more than which package and which vulnerability: all versions, no fix. */
export function plainAdvisory(id: string, name: string, of: Advisory["of"]): Advisory {
  return {
    id,
    package: name,
    of,
    judgement: "vulnerable",
    introduced: null,
    fixed: null,
    also_fixed: [],
    only: null,
    fix_available: false,
    severity: "unknown",
  };
}

/** A feed's word for the severity, as far as it is one of ours; Ubuntu's least one counts as low. */
export function severityOf(word: unknown): Severity {
  const plain = typeof word === "string" ? word.toLowerCase().replace(/\*+$/, "") : "";
  if (plain === "negligible") return "low";
  return SEVERITIES.find((known) => known === plain) ?? "unknown";
}

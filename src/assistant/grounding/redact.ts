/** What is not to stand in a prompt besides addresses and paths, which are known by their form. */
export interface Private {
  /** The host's names. */
  readonly hosts: readonly string[];
  readonly users: readonly string[];
}

/** Replaces what is private, and puts it back. */
export interface Redactor {
  /** The text with an alias for each private part; the same one for the same part. */
  redact(text: string): string;
  /** The text with the private parts in place of their aliases; what was never an alias stays. */
  restore(text: string): string;
}

type Kind = "HOST" | "USER" | "ADDRESS" | "PATH" | "WORD";

const BEFORE = String.raw`(?<![\p{L}\p{N}])`;
const AFTER = String.raw`(?![\p{L}\p{N}])`;
const GROUP = "[0-9a-f]{1,4}";
const IPV4 = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const MAC = "[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}";
/** RFC 4291, section 2.2: eight groups, six and an IPv4 address, or fewer round `::`. */
const IPV6 = `(?:${GROUP}:){7}${GROUP}|(?:${GROUP}:){6}${IPV4}|` +
  `(?:${GROUP}(?::${GROUP}){0,6})?::(?:(?:${GROUP}:){0,6}(?:${IPV4}|${GROUP}))?`;
/** What already looks like an alias, so that none is put back that was none. */
const LOOKALIKE = String.raw`(?:HOST|USER|ADDRESS|PATH|WORD)_\d+`;
const ALIAS = new RegExp(LOOKALIKE, "gu");

/** A redactor for one prompt and its answer. */
export function createRedactor({ hosts, users }: Private): Redactor {
  const pattern = patternOf([
    ["PATH", String.raw`/home(?:/[^\s"'’”]*)?`],
    ["ADDRESS", `${IPV6}|${MAC}|${IPV4}`],
    ["HOST", anyOf(hosts.flatMap((name) => [name, name.split(".", 1)[0] ?? ""]))],
    ["USER", anyOf(users)],
  ]);
  const aliases = new Map<string, string>();
  const originals = new Map<string, string>();
  const aliasOf = (original: string, kind: Kind): string => {
    const known = aliases.get(original);
    if (known !== undefined) return known;
    const alias = `${kind}_${aliases.size + 1}`;
    aliases.set(original, alias);
    originals.set(alias, original);
    return alias;
  };
  return {
    redact: (text) =>
      text.replace(pattern, (found, ...rest) => {
        const groups: Readonly<Partial<Record<Kind, string>>> = rest.at(-1);
        const kind = KINDS.find((one) => groups[one] !== undefined);
        return kind === undefined ? found : aliasOf(found, kind);
      }),
    restore: (text) => text.replace(ALIAS, (found) => originals.get(found) ?? found),
  };
}

const KINDS: readonly Kind[] = ["WORD", "PATH", "ADDRESS", "HOST", "USER"];

/** All of it in one pattern, so that nothing is replaced twice. */
function patternOf(parts: readonly (readonly [Kind, string])[]): RegExp {
  const each = parts.filter(([, pattern]) => pattern !== "")
    .map(([kind, pattern]) => `(?<${kind}>${pattern})`);
  return new RegExp(`(?<WORD>${LOOKALIKE})|${BEFORE}(?:${each.join("|")})${AFTER}`, "giu");
}

/** Any of some names, the longest first; a number is no name. */
function anyOf(names: readonly string[]): string {
  return [...new Set(names)].filter((name) => /\D/.test(name)).toSorted((a, b) => b.length - a.length)
    .map((name) => RegExp.escape(name)).join("|");
}

/** Reads what apt, dpkg and dose print of broken packages. */

/** `PACKAGE RELATION NAME|NAME`: a broken relation without versions and architectures, to be compared. */
export function aptUnmet(text: string): string[] {
  const found: string[] = [];
  let current = "";
  for (const line of text.split("\n")) {
    const match = /^ (\S+) : (\w+): (.*)$/.exec(line) ?? /^( {2,})(\w+): (.*)$/.exec(line);
    const more = /^ {4,}(?!\w+: )(\S.*)$/.exec(line);
    if (match !== null) {
      const [, name = "", relation = "", wants = ""] = match;
      if (name.trim() !== "") current = name;
      if (/^(Recommends|Suggests)$/.test(relation)) continue;
      found.push(`${current} ${relation.replace("PreDepends", "Pre-Depends")} ${bareName(wants)}`);
    } else if (more !== null) {
      found.push(`${found.pop() ?? ""}|${bareName(more[1] ?? "")}`);
    }
  }
  return found.sort();
}

/** The same form from a relation of ours. */
export function bareUnmet(conflict: { package: string; relation: string; wants: string }): string {
  const names = conflict.wants.split(" | ").map(bareName).join("|");
  return `${conflict.package} ${conflict.relation} ${names}`;
}

function bareName(wants: string): string {
  return (wants.trim().split(" ")[0] ?? "").replace(/:.*$/, "");
}

const COMPLAINTS: readonly (readonly [RegExp, string])[] = [
  [/in a mess due to serious problems/, "reinstreq"],
  [/unpacked but not yet configured/, "unpacked"],
  [/only half configured/, "half-configured"],
  [/only half installed/, "half-installed"],
  [/awaiting processing of triggers/, "triggers-awaited"],
  [/have been triggered/, "triggers-pending"],
  [/missing the list control file/, "missing-list"],
  [/missing the md5sums control file/, "missing-md5sums"],
  [/do not have an architecture|missing an architecture/, "missing-architecture"],
  [/illegal architecture/, "illegal-architecture"],
  [/unknown foreign architecture/, "unknown-architecture"],
];

/** The complaints of `dpkg --audit`. */
export function dpkgAudit(text: string): { package: string; state: string }[] {
  return text.split("\n\n").flatMap((block) => {
    const state = COMPLAINTS.find(([words]) => words.test(block.replaceAll("\n", " ")))?.[1];
    if (state === undefined) return [];
    return [...block.matchAll(/^ (\S+) /gm)].map(([, name = ""]) => ({ package: name, state }));
  });
}

/** The packages that dose-debcheck calls broken. */
export function doseBroken(text: string): string[] {
  return [...new Set([...text.matchAll(/^ {2}package: (\S+)$/gm)].map(([, name = ""]) => name))].sort();
}

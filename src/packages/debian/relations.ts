/** How a version must compare with the one named (Debian policy 7.1). */
export type VersionRelation = "<<" | "<=" | "=" | ">=" | ">>";

/** One package of a dependency field: `libc6:any (>= 2.36)`. */
export interface Relation {
  readonly name: string;
  /** `any`, `native` or an architecture; undefined where none is written. */
  readonly qualifier?: string;
  readonly operator?: VersionRelation;
  readonly version?: string;
}

/** What stands between two commas: any one of the alternatives will do. */
export type Clause = readonly Relation[];

/** The dependency fields of a binary package (Debian policy 7.2 to 7.6). */
export const RELATION_FIELDS = [
  "Pre-Depends",
  "Depends",
  "Recommends",
  "Suggests",
  "Conflicts",
  "Breaks",
  "Provides",
  "Replaces",
] as const;
/** One of {@link RELATION_FIELDS}. */
export type RelationField = typeof RELATION_FIELDS[number];

/** The dependency fields that a package has. */
export type Relations = Readonly<Partial<Record<RelationField, readonly Clause[]>>>;

const RELATION =
  /\s*([A-Za-z0-9][A-Za-z0-9+._-]*)(?::([a-z0-9-]+))?\s*(?:\(\s*(<<|<=|=|>=|>>|<|>)\s*([0-9A-Za-z][^\s()]*)\s*\)\s*)?(\||,|$)\s*/y;

/** Reads a dependency field. Throws RangeError that shows where it cannot be read. */
export function parseRelations(text: string): Clause[] {
  const clauses: Clause[] = [];
  let clause: Relation[] = [];
  let at = text.length - text.trimStart().length;
  while (at < text.length) {
    RELATION.lastIndex = at;
    const match = RELATION.exec(text);
    if (match === null) throw unreadable(text, at);
    const [, name = "", qualifier, operator, version, separator] = match;
    clause.push(relation(name, qualifier, operator, version));
    at = RELATION.lastIndex;
    if (separator === "|" && at < text.length) continue;
    if (separator === "|") throw unreadable(text, at);
    clauses.push(clause);
    clause = [];
  }
  return clauses;
}

/** A relation as people write it. */
export function formatRelation({ name, qualifier, operator, version }: Relation): string {
  const target = qualifier === undefined ? name : `${name}:${qualifier}`;
  return operator === undefined ? target : `${target} (${operator} ${version})`;
}

/** A clause as people write it. */
export function formatClause(clause: Clause): string {
  return clause.map(formatRelation).join(" | ");
}

function relation(name: string, qualifier?: string, operator?: string, version?: string): Relation {
  return {
    name,
    ...(qualifier === undefined ? {} : { qualifier }),
    ...(operator === undefined || version === undefined ? {} : { operator: modern(operator), version }),
  };
}

/** `<` and `>` are old spellings of `<=` and `>=` (policy 7.1). */
function modern(operator: string): VersionRelation {
  switch (operator) {
    case "<":
      return "<=";
    case ">":
      return ">=";
    case "<<":
    case "<=":
    case ">=":
    case ">>":
      return operator;
    default:
      return "=";
  }
}

function unreadable(text: string, at: number): RangeError {
  return new RangeError(
    `Cannot read relation "${text.slice(at, at + 80)}": expected NAME[:ARCH] [(OP VERSION)]`,
  );
}

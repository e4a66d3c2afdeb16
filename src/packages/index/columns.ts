/**
 * The columns of an index: a few large arrays instead of many objects. A term is a word in lower case: the name of a
 * package, or a word of a description. Terms are ordered by length, then by text, and rows by the term of their
 * name: so rows of one rank come in the order in which they are shown.
 */
export interface Columns {
  /** For each row {@link FLAGS}. */
  readonly flags: Uint8Array;
  /** For each row which of the index's groups it is of. */
  readonly groups: Uint16Array;
  /** Name, version and description of each row, parted by newlines. */
  readonly text: Uint8Array;
  /** Where the text of each row begins, and where the last one ends. */
  readonly text_at: Uint32Array;
  /** Where the details of each row begin, and where the last ones end, from the end of the columns. */
  readonly details_at: Uint32Array;
  /** The terms. */
  readonly terms: Uint8Array;
  /** Where each term begins, and where the last one ends. */
  readonly term_at: Uint32Array;
  /** The first term of each length, from 0 to one more than the longest. */
  readonly length_at: Uint32Array;
  /** For each term where the rows of that name begin; those of the next begin where they end. */
  readonly named_at: Uint32Array;
  /** For each term where its descriptions begin in `described`. */
  readonly described_at: Uint32Array;
  /** Rows whose descriptions contain a term, ascending. */
  readonly described: Uint32Array;
  /** For each gram where its terms begin in `gram_terms`. */
  readonly gram_at: Uint32Array;
  /** Terms that contain a gram, ascending. */
  readonly gram_terms: Uint32Array;
}

/** The type of each column, in the order of the file. */
export const COLUMN_TYPES = {
  flags: Uint8Array,
  groups: Uint16Array,
  text: Uint8Array,
  text_at: Uint32Array,
  details_at: Uint32Array,
  terms: Uint8Array,
  term_at: Uint32Array,
  length_at: Uint32Array,
  named_at: Uint32Array,
  described_at: Uint32Array,
  described: Uint32Array,
  gram_at: Uint32Array,
  gram_terms: Uint32Array,
} as const satisfies { readonly [N in keyof Columns]: unknown };

/** Name of a column. */
export type ColumnName = keyof Columns;
/** Names of the columns, in the order of the file. */
export const COLUMN_NAMES = Object.keys(COLUMN_TYPES) as readonly ColumnName[];

/** What a row's byte of flags says. */
export const FLAGS = { installed: 1, manual: 2, held: 4, upgradable: 8 } as const;

/** Packages of one architecture of one package manager. */
export interface Group {
  readonly manager: string;
  readonly architecture: string;
}

/** A package file that could not be read. */
export interface IndexProblem {
  readonly file: string;
  /** Line of the file, from 1; 0 where the fault is of the whole file. */
  readonly line: number;
  readonly reason: string;
}

/** What an index says of itself. */
export interface IndexInfo {
  /** Milliseconds since 1970. */
  readonly built_at_ms: number;
  /** Of the files it was built from; another one means that it is old. */
  readonly fingerprint: string;
  /** Package managers of this host; none where it has no database. */
  readonly managers: readonly string[];
  readonly packages: number;
  readonly installed: number;
  /** Installed because somebody asked for them. */
  readonly explicit: number;
  readonly updates: number;
  readonly problems: readonly IndexProblem[];
}

/** The header of an index file. */
export interface IndexHeader {
  readonly info: IndexInfo;
  readonly groups: readonly Group[];
  /** How many elements each column has. */
  readonly lengths: { readonly [N in ColumnName]: number };
}

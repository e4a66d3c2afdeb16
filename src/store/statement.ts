import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementResultingChanges } from "node:sqlite";

/** What takes the places of a statement's parameters: values in their order, or one record by name. */
export type Bindings = readonly SQLInputValue[] | readonly [Readonly<Record<string, SQLInputValue>>];

/** A row as SQLite gives it. */
export type Row = Record<string, SQLOutputValue>;

/** A compiled statement that outlives the handle it was compiled over. */
export interface Statement {
  run(...bindings: Bindings): StatementResultingChanges;
  /** The first row. */
  get(...bindings: Bindings): Row | undefined;
  all(...bindings: Bindings): Row[];
  iterate(...bindings: Bindings): Iterable<Row>;
}

/** The statements over a handle. */
export interface Statements {
  prepare(sql: string): Statement;
  /** Compiles all of them over another handle. Throws what SQLite throws; then they stay as they are. */
  move(db: DatabaseSync): void;
}

/** Statements over a handle that may be replaced. */
export function statementsOver(db: DatabaseSync): Statements {
  let handle = db;
  const movers: ((db: DatabaseSync) => () => void)[] = [];
  return {
    prepare: (sql) => {
      let compiled = handle.prepare(sql);
      movers.push((db) => {
        const next = db.prepare(sql);
        return () => compiled = next;
      });
      return {
        run: (...bindings) => isNamed(bindings) ? compiled.run(bindings[0]) : compiled.run(...bindings),
        get: (...bindings) => isNamed(bindings) ? compiled.get(bindings[0]) : compiled.get(...bindings),
        all: (...bindings) => isNamed(bindings) ? compiled.all(bindings[0]) : compiled.all(...bindings),
        iterate: (...bindings) =>
          isNamed(bindings) ? compiled.iterate(bindings[0]) : compiled.iterate(...bindings),
      };
    },
    move: (db) => {
      const switches = movers.map((mover) => mover(db));
      for (const change of switches) change();
      handle = db;
    },
  };
}

function isNamed(bindings: Bindings): bindings is readonly [Readonly<Record<string, SQLInputValue>>] {
  const [first] = bindings;
  return typeof first === "object" && first !== null && !ArrayBuffer.isView(first);
}

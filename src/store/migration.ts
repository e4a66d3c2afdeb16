/** One step of the database's form. Once released it is never changed; what must differ is a further step. */
export interface Migration {
  /** Version of the database after it, counted from 1. */
  readonly version: number;
  /** Run in order, in one transaction. */
  readonly statements: readonly string[];
}

/** Keeps the exact type of a migration. */
export function defineMigration(migration: Migration): Migration {
  return migration;
}

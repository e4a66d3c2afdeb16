/** query reads, action changes something, subscription goes on until the client leaves. */
export type OperationKind = "query" | "action" | "subscription";

/** What a caller must know of an operation to send it. */
export interface Route {
  /** What it does to the daemon. */
  readonly kind: OperationKind;
  /** Path parameters stand in braces: `/v1/alerts/{id}`. */
  readonly http: { readonly method: "GET" | "POST" | "DELETE"; readonly path: string };
}

/** Names in an operation's HTTP path: `/v1/alerts/{id}` has `["id"]`. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{([a-z_]+)\}/g)].map((match) => match[1] ?? "");
}

/** Where the bytes of a feed are put that a job of the kind `feeds.import` waits for: no operation's input. */
export const FEED_PATH = "/v1/feeds/import/{job}";

/**
 * Where the copy that a job of the kind `store.backup` made is fetched: a database of SQLite, no operation's answer.
 */
export const BACKUP_PATH = "/v1/store/backup/{job}";

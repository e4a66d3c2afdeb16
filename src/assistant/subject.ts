/** What can be explained besides the host. */
const SUBJECT_KINDS = ["alert", "process", "package", "vulnerability", "metric"] as const;

/** What can be explained. */
export type SubjectKind = "host" | (typeof SUBJECT_KINDS)[number];

/** Something to be explained. */
export interface Subject {
  readonly kind: SubjectKind;
  /** Its id or name; empty for the host. */
  readonly id: string;
}

const ALERT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const VULNERABILITY_ID = /^(cve|temp|asa|avg|dsa|dla)-[0-9a-z-]+$/i;
const PROCESS_ID = /^[0-9]{1,9}$/;
/** A figure, and of one mount point, interface or user where that is said: `disk_usage_percent:/srv`. */
const SERIES_NAME = /^[a-z0-9]+(_[a-z0-9]+)+(:.+)?$/;

/** What a text may mean, the likeliest first; `package:host` and the like mean one thing only. */
export function subjectsOf(text: string): readonly Subject[] {
  const wanted = text.trim();
  const named = SUBJECT_KINDS.find((kind) => wanted.startsWith(`${kind}:`));
  if (named !== undefined) return [{ kind: named, id: wanted.slice(named.length + 1) }];
  if (wanted === "host") return [{ kind: "host", id: "" }];
  if (ALERT_ID.test(wanted)) return [{ kind: "alert", id: wanted.toLowerCase() }];
  if (VULNERABILITY_ID.test(wanted)) return [{ kind: "vulnerability", id: wanted.toUpperCase() }];
  if (PROCESS_ID.test(wanted)) return [{ kind: "process", id: wanted }];
  const kinds: readonly SubjectKind[] = ["package", "process"];
  return (SERIES_NAME.test(wanted) || wanted === "processes" || wanted === "threads"
    ? ["metric" as const, ...kinds]
    : kinds).map((kind) => ({ kind, id: wanted }));
}

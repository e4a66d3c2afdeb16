import { type Alert, type AlertStatus, CortexError, SEVERITIES } from "../../../contract/mod.ts";
import type { Members } from "../members.ts";
import { LEGACY_CATEGORIES, LEGACY_STATUSES, legacyCategory, legacyStatus } from "./alert_view.ts";

/** Which alerts a client of the cortexd protocol asks for. */
export interface AlertFilter {
  /** What the store can choose by itself. */
  readonly query: {
    readonly open?: true;
    readonly status?: AlertStatus;
    readonly severity?: Alert["severity"];
  };
  /** The rest. */
  fits(alert: Alert): boolean;
}

/**
 * Reads the parameters severity, category, status, source and include_dismissed: names in any case, or the
 * protocol's numbers; `status` overrides `include_dismissed`. Throws INVALID_PARAMS.
 */
export function alertFilter(params: Members): AlertFilter {
  const severity = choice(params, "severity", SEVERITIES);
  const category = choice(params, "category", LEGACY_CATEGORIES);
  const status = choice(params, "status", LEGACY_STATUSES);
  const source = text(params, "source")?.toLowerCase();
  const open = status === undefined && params.include_dismissed !== true;
  return {
    query: {
      ...(severity === undefined ? {} : { severity }),
      ...(open ? { open: true } : {}),
      // The protocol's dismissed are our dismissed and resolved.
      ...(status === undefined || status === "dismissed" ? {} : { status }),
    },
    fits: (alert) =>
      (category === undefined || legacyCategory(alert.category) === category) &&
      (status === undefined || legacyStatus(alert.status) === status) &&
      (source === undefined || alert.rule.toLowerCase() === source),
  };
}

function choice<T extends string>(params: Members, name: string, valid: readonly T[]): T | undefined {
  const value = params[name];
  if (value === undefined || value === null) return undefined;
  const chosen = typeof value === "number"
    ? valid[value]
    : valid.find((one) => typeof value === "string" && value.toLowerCase() === one);
  if (chosen === undefined) throw invalidParameter(name, `one of ${valid.join(", ")}`, valid);
  return chosen;
}

function text(params: Members, name: string): string | undefined {
  const value = params[name];
  if (value === undefined || value === null || typeof value === "string") return value ?? undefined;
  throw invalidParameter(name, "a text");
}

/** The error for a parameter of the protocol. */
export function invalidParameter(
  field: string,
  wanted: string,
  valid: readonly string[] | string = wanted,
): CortexError {
  return new CortexError("INVALID_PARAMS", `Cannot take the parameter "${field}": it must be ${wanted}`, {
    details: { field, problem: `it must be ${wanted}`, valid },
  });
}

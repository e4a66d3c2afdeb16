import { z } from "zod";
import { type Infer, once } from "./once.ts";

/** An RFC 3339 time in UTC. */
export const time = once(() => z.iso.datetime({ precision: 3 }).describe("RFC 3339 time, UTC"));

/** An RFC 3339 time as a client may write it: in any zone, with or without fractions of a second. */
export const moment = once(() => z.iso.datetime({ offset: true }));

/** 0 to 100, may pass 100 only where the text says so. */
export const percent = once(() => z.number().describe("Percent"));

/** A whole number of bytes. */
export const bytes = once(() => z.number().int().nonnegative().describe("Bytes"));

/** Input of operations that take nothing. */
export const nothing = once(() => z.strictObject({}));

/** Members every list takes. */
export const paging = once(() => ({
  limit: z.int().min(1).max(500).default(50).describe("Items a page"),
  cursor: z.string().max(512).optional().describe("next_cursor of the page before"),
}));

/** A page of a list. */
export function page<T extends z.ZodType>(item: T): z.ZodObject<{
  items: z.ZodArray<T>;
  next_cursor: z.ZodNullable<z.ZodString>;
}> {
  return z.object({
    items: z.array(item),
    next_cursor: z.string().nullable().describe("Give it as cursor for the next page; null on the last"),
  });
}

/** How bad an alert is, in rising order. */
export const SEVERITIES = ["info", "warning", "error", "critical"] as const;
/** How bad something is. */
export const severity = once(() =>
  z.enum(SEVERITIES).meta({
    id: "Severity",
    description: "How bad something is, in rising order",
  })
);
export type Severity = Infer<typeof severity>;

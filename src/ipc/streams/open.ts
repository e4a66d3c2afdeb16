import type { LogEntry, ParsedSubscriptionInputOf, SubscriptionName } from "../../contract/mod.ts";
import type { EventLog } from "../../events/mod.ts";
import type { Jobs } from "../../jobs/mod.ts";
import type { LogRing } from "../../log/mod.ts";
import type { EventRow } from "../../store/mod.ts";
import { openFollowing } from "./following.ts";
import type { StreamFormat } from "./format.ts";
import type { OpenStream } from "./stream.ts";
import { openJobStream } from "./job.ts";

/** Where the streams come from. */
export interface StreamSources {
  readonly events: Pick<EventLog, "follow">;
  readonly logs: Pick<LogRing, "follow">;
  readonly jobs: Pick<Jobs, "read">;
}

const OPENERS: {
  readonly [N in SubscriptionName]: (
    sources: StreamSources,
    input: ParsedSubscriptionInputOf<N>,
    format: StreamFormat,
  ) => OpenStream;
} = {
  "events.stream": ({ events }, { after, ...filter }, format) =>
    openFollowing<EventRow>(
      (subscriber) => events.follow(filter, after, subscriber),
      ({ type }) => type,
      format,
    ),
  "logs.stream": ({ logs }, { after, ...filter }, format) =>
    openFollowing<LogEntry>((subscriber) => logs.follow(filter, after, subscriber), () => "log", format),
  "jobs.stream": ({ jobs }, { id }, format) => openJobStream(jobs.read(id), format),
};

/** Opens a stream. Throws a `CortexError` where it cannot be opened. */
export function openStream<N extends SubscriptionName>(
  sources: StreamSources,
  name: N,
  input: ParsedSubscriptionInputOf<N>,
  format: StreamFormat,
): OpenStream {
  return OPENERS[name](sources, input, format);
}

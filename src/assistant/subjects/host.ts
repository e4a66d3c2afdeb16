import { CAUSES, diagnose } from "../causes.ts";
import { defineExplainer } from "../explainer.ts";
import { gather } from "../gather.ts";
import { TOPICS } from "../topics.ts";

/** What is said of the host, in this order. */
const TOLD = ["overview", "load", "disk", "services", "packages", "vulnerabilities", "alerts", "changes"];

/** The host as a whole. */
export const host = defineExplainer({
  kind: "host",
  explain: async (_id, { sources, call, now_ms }) => {
    const topics = TOLD.flatMap((name) => TOPICS.filter((topic) => topic.name === name));
    const known = await gather(sources, call, { wanting: [...topics, ...CAUSES], now_ms });
    return {
      topics: TOLD,
      paragraphs: topics.map((topic) => topic.say(known)),
      found: diagnose(CAUSES, known),
    };
  },
});

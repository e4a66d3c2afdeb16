import { CortexError } from "../contract/mod.ts";
import { explain } from "./explain.ts";
import { orNone, type Scene } from "./explainer.ts";
import { orNull } from "./gather.ts";
import type { ReplyParts } from "./reply.ts";
import { TOPICS } from "./topics.ts";

/** Words looked for, and things told of. */
const LOOKED_FOR = 6;
const TOLD = 2;
/** Names of programs, packages and vulnerabilities as a question writes them. */
const NAME = /[A-Za-z0-9][A-Za-z0-9+._@-]*[A-Za-z0-9+]/g;
const VULNERABILITY = /^CVE-\d{4}-\d{4,}$/i;

/** Words of questions that programs are called, too, or that mean nothing by themselves. */
const COMMON = new Set(
  ("a about after all an and any anything are as at be because been before between by can come could current did do " +
    "does doing done down else every file files find for from get give go going good had happen happens has have " +
    "he help here how if in into is it its just kill last later less like long look make makes making many me more " +
    "most much my need new no not now of off often old on one only open or other our out over please put restart " +
    "restarted run runs screen see set should show sleep so some start started still stop stopped such sure take " +
    "takes taking tell test than that the their them then there these they thing this those time to today too top " +
    "touch tree under until use used user uses using very was watch we well were what when where whether which " +
    "while why will with work works would yes yesterday yet you your").split(" "),
);
const OF_TOPICS = new Set(TOPICS.flatMap(({ words }) => words));

/**
 * What is to be said of the things of this host that a question names: programs that run, packages, vulnerabilities.
 */
export async function namedIn(question: string, scene: Scene): Promise<readonly ReplyParts[]> {
  const words = [...new Set(question.match(NAME))].filter((word) => {
    const small = word.toLowerCase();
    return !COMMON.has(small) && !OF_TOPICS.has(small) && !/^[\d.]+$/.test(word);
  });
  const found = await Promise.all(words.slice(0, LOOKED_FOR).map(async (word) => await of(word, scene)));
  return found.flat().slice(0, TOLD);
}

async function of(word: string, scene: Scene): Promise<ReplyParts[]> {
  const subjects = VULNERABILITY.test(word)
    ? [word]
    : [`process:${word}`, ...(await isInstalled(word, scene) ? [`package:${word}`] : [])];
  const parts = await Promise.all(
    subjects.map(async (subject) => await orNull(() => orNone(() => explain(subject, scene), "NOT_FOUND"))),
  );
  return parts.filter((one) => one !== null);
}

/** Of what is only on offer nobody asks how it is. */
async function isInstalled(name: string, { sources }: Scene): Promise<boolean> {
  try {
    const found = await sources.packages.info({ name });
    return found.installed && found.name === name;
  } catch (error) {
    if (error instanceof CortexError) return false;
    throw error;
  }
}

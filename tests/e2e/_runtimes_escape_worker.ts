/** The worker that lists runtimes, with a prisoner inside. */
import "../../src/runtimes/installed_worker.ts";
import { answerEscape } from "./_escape.ts";

answerEscape();

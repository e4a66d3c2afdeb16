/** The worker that reads version files, with a prisoner inside. */
import "../../src/runtimes/wanted_worker.ts";
import { answerEscape } from "./_escape.ts";

answerEscape();

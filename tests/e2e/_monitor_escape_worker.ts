/** The monitor's worker, with a prisoner inside. */
import "../../src/monitor/worker.ts";
import { answerEscape } from "./_escape.ts";

answerEscape();

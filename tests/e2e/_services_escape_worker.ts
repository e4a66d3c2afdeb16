/** The services worker, with a prisoner inside. */
import "../../src/monitor/services_worker.ts";
import { answerEscape } from "./_escape.ts";

answerEscape();

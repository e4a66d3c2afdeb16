/** The inventory's worker, with a prisoner inside. */
import "../../src/inventory/worker.ts";
import { answerEscape } from "./_escape.ts";

answerEscape();

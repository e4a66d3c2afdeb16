/** The model's worker, with a prisoner inside. */
import "../../src/assistant/model/worker.ts";
import { answerEscape } from "./_escape.ts";

answerEscape();

/** The worker that runs a language model. It ends when the model is unloaded. */
import { serveLink } from "../../core/serve_link.ts";
import type { ModelProtocol } from "./protocol.ts";
import { serveModel } from "./serve_model.ts";

serveLink<ModelProtocol>(serveModel);

/**
 * What the command line does with models without a daemon: reading their headers. The third door of this folder:
 * nothing here loads what answers questions.
 * @module
 */
export { describeModel } from "./model/catalog.ts";

/**
 * What must be known of the assistant before the daemon can run: where its library and its models are, and what its
 * worker needs. The second door of this folder: nothing here loads what answers questions.
 * @module
 */
export {
  assistantPermissions,
  type AssistantPlaces,
  assistantPlaces,
  libraryDir,
  SYSTEM_LIBRARY_DIR,
} from "./places.ts";

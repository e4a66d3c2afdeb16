/** The worker that reads the version files of a folder: it may read that folder and nothing else. */
import { serveLink } from "../core/serve_link.ts";
import { diskFiles } from "./disk_files.ts";
import { findWanted } from "./find_wanted.ts";
import type { WantedProtocol } from "./protocol.ts";

serveLink<WantedProtocol>(() => ({ wanted: ({ folder }) => findWanted(folder, diskFiles([folder])) }));

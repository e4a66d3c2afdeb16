import type { FeedFormat } from "../advisory.ts";
import { arch } from "./arch.ts";
import { debsecan } from "./debsecan.ts";
import { osv } from "./osv.ts";
import { tracker } from "./tracker.ts";

/** Every form of feed that is understood, those first that are told apart by more. */
export const FEED_FORMATS: readonly FeedFormat[] = [debsecan, osv, arch, tracker];

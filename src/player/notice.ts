/** What the page has to say about itself: a link that is too old, a file that did not load. One plain sentence each. */
import type { Act } from './acts.ts';
import type { WordKey } from '../site/words.ts';

export interface Notice {
  readonly key: WordKey;
  readonly values?: Readonly<Record<string, string>>;
  /** What leads on from it, where something does. */
  readonly act?: Act;
}

/** Something that did not work and that the reader is told about. */
export class NoticeError extends Error {
  readonly notice: Notice;

  constructor(notice: Notice, cause?: unknown) {
    super(notice.key, { cause });
    this.name = 'NoticeError';
    this.notice = notice;
  }
}

/** The notice of any failure: its own, or the one given, with what the failure says of itself. */
export function noticeOf(error: unknown, otherwise: WordKey): Notice {
  if (error instanceof NoticeError) return error.notice;
  return {
    key: otherwise,
    values: { reason: error instanceof Error ? error.message : String(error) },
  };
}

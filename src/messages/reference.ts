/** What a language says about the time lines of the releases: their names, and what their values mean. */

/** How a bare number is read. */
export type Unit = 'milliseconds' | 'exitCode' | 'times' | 'characters' | 'share';

export interface TimelineWords {
  /** What a row of a table calls it, up to 60 letters. */
  readonly title: string;
  /** One sentence: what the time line is about. */
  readonly says: string;
  /** What a value means that is a short name of ours: `true`, `gate`, `''`. Kubernetes' own texts are shown as they are. */
  readonly values?: Readonly<Record<string, string>>;
  /** Says that every text among the values is Kubernetes' own, where one could be taken for a short name of ours. */
  readonly verbatim?: true;
  readonly unit?: Unit;
  /** What the fields of an object are called. */
  readonly fields?: Readonly<Record<string, string>>;
}

export type TimelineMessages = Readonly<Record<string, TimelineWords>>;

export interface ReferenceMessages {
  /** By the id of a time line. */
  readonly timelines: TimelineMessages;
  /** By the first part of an id. */
  readonly components: Readonly<Record<string, string>>;
  /** By the first two parts of an id. */
  readonly topics: Readonly<Record<string, string>>;
  readonly values: {
    readonly yes: string;
    readonly no: string;
    /** Nothing where there could be something. */
    readonly none: string;
    readonly emptyList: string;
    readonly emptyText: string;
    /** `{n}` stands for the amount. */
    readonly units: Readonly<Record<Unit | 'seconds' | 'minutes' | 'hours', string>>;
    readonly anyGroup: string;
    readonly coreGroup: string;
    readonly named: string;
    readonly verbosity: string;
  };
}

const nothingSaid: TimelineWords = { title: '', says: '' };

/** The words of a time line; one that has none yet is called by its id. */
export const timelineWords = (messages: ReferenceMessages, id: string): TimelineWords =>
  messages.timelines[id] ?? { ...nothingSaid, title: id };

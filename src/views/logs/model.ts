/** What the components print: their logs, and kubectl's output in the terminal. */
import type { Instant } from '../../cluster/model/instant.ts';
import type { Repeated } from '../repeated.ts';
import type { ComponentId, ComponentKind } from '../../cluster/model/requests.ts';

export interface LogLine {
  readonly seq: number;
  readonly component: ComponentId;
  readonly kind: ComponentKind;
  readonly host: string;
  readonly severity: 'I' | 'W' | 'E' | 'F';
  readonly verbosity: number;
  /** `I0302 09:00:01.002000 bootstrap.go]`; empty for what is printed without a logger. */
  readonly header: string;
  readonly message: string;
  /** Time of the host's own clock. */
  readonly clock: Instant;
}

/** A command that a person gave; its output follows as lines of the same component. */
export interface TerminalCommand {
  readonly seq: number;
  readonly component: ComponentId;
  readonly command: string;
}

export interface LogsView {
  /** Oldest first. */
  readonly lines: readonly LogLine[];
  readonly commands: readonly TerminalCommand[];
  /** Where lines are left out, since attempts repeated themselves. */
  readonly repeated: readonly Repeated[];
  /** Not for printing. */
  readonly memory: LogsMemory;
}

export interface LogsMemory {
  /** Clock offsets by host. */
  readonly offsets: Readonly<Record<string, number>>;
  readonly kubectl: ComponentId;
  /** What is to be done with a request whose name kubectl is about to tell. */
  readonly deciding?: 'approve' | 'deny' | undefined;
}

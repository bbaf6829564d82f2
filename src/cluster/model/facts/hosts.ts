import type { FileNode } from '../files.ts';
import type { ComponentId } from '../requests.ts';

/** What happens on a host: files, processes and log lines. `host` is that of `by` unless given. */
export type HostFact =
  | {
      readonly type: 'file.written';
      readonly by: ComponentId;
      readonly host: string;
      readonly path: string;
      readonly node: FileNode;
    }
  | {
      readonly type: 'file.renamed';
      readonly by: ComponentId;
      readonly host: string;
      readonly path: string;
      readonly to: string;
    }
  | {
      readonly type: 'file.removed';
      readonly by: ComponentId;
      readonly host: string;
      readonly path: string;
    }
  | {
      readonly type: 'process.started';
      readonly by: ComponentId;
      readonly release: string;
      readonly commandLine: readonly string[];
    }
  | {
      readonly type: 'process.exited';
      readonly by: ComponentId;
      readonly code: number;
      readonly message: string;
    }
  | {
      /** One line of a component's log, as the release words it; the header is put before it by the view. */
      readonly type: 'log.printed';
      readonly by: ComponentId;
      readonly severity: 'I' | 'W' | 'E' | 'F';
      /** Needs at least this `-v`; 0 is always printed. */
      readonly verbosity: number;
      /** Source file as in the header, for instance `bootstrap.go`; empty for a line on stderr that has no header. */
      readonly file: string;
      readonly message: string;
    };

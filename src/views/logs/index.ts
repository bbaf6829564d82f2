import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import { componentId, componentKind, hostOf } from '../../cluster/model/requests.ts';
import type { Projection } from '../projection.ts';
import { repeatedOf } from '../repeated.ts';
import { commandOf } from './commands.ts';
import { logHeader } from './header.ts';
import type { LogLine, LogsView } from './model.ts';

export type * from './model.ts';

/** What kubectl prints, and what a process prints by itself without its logger, has no header. */
const isPlain = ({ by, file }: FactOf<'log.printed'>): boolean =>
  componentKind(by) === 'kubectl' || file === '';

function lineOf(view: LogsView, fact: Fact<FactOf<'log.printed'>>): LogLine {
  const host = hostOf(fact.by);
  const kind = componentKind(fact.by);
  const clock = fact.at + (view.memory.offsets[host] ?? 0);
  return {
    seq: fact.seq,
    component: fact.by,
    kind,
    host,
    severity: fact.severity,
    verbosity: fact.verbosity,
    header: isPlain(fact) ? '' : logHeader(fact.severity, clock, fact.file),
    message: fact.message,
    clock,
  };
}

const remember = (view: LogsView, more: Partial<LogsView['memory']>): LogsView => ({
  ...view,
  memory: { ...view.memory, ...more },
});

function withCommand(view: LogsView, fact: Fact): LogsView {
  const command = commandOf(fact, view.memory);
  if (!command) return view;
  const typed = { ...view, commands: [...view.commands, command] };
  if (fact.type === 'request.prepared') return remember(typed, { deciding: undefined });
  return fact.type === 'intent.given' && fact.intent.type === 'kubectl.certificate'
    ? remember(typed, { deciding: fact.intent.verb })
    : typed;
}

/** Log lines of all components and what was typed, oldest first. */
export const logsView: Projection<LogsView> = {
  initial: {
    lines: [],
    commands: [],
    repeated: [],
    memory: { offsets: {}, kubectl: componentId('kubectl', '') },
  },
  apply(view, fact) {
    switch (fact.type) {
      case 'scenario.started': {
        const offsets = fact.cluster.hosts.map((host) => [host.name, host.clockOffset ?? 0]);
        return remember(view, {
          offsets: Object.fromEntries(offsets) as Record<string, number>,
          kubectl: componentId('kubectl', fact.cluster.workstation.host),
        });
      }
      case 'host.clockSet':
        return remember(view, {
          offsets: { ...view.memory.offsets, [fact.host]: fact.offset },
        });
      case 'log.printed':
        return { ...view, lines: [...view.lines, lineOf(view, fact)] };
      case 'attempts.repeated':
        return { ...view, repeated: [...view.repeated, repeatedOf(fact)] };
      case 'process.started':
      case 'intent.given':
      case 'request.prepared':
        return withCommand(view, fact);
      default:
        return view;
    }
  },
};

/** The lines that a component prints at `-v=<verbosity>`, in the form in which they stand in its log. */
export function printedAt(lines: readonly LogLine[], verbosity: number): readonly LogLine[] {
  return lines.filter((line) => line.verbosity <= verbosity);
}

export const lineText = ({ header, message }: LogLine): string =>
  header === '' ? message : `${header} ${message}`;

import type { Fact, FactOf } from '../../cluster/model/facts.ts';
import { commonNameOf } from '../../cluster/model/names.ts';
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

/** Which request a node made last, by the common name that the API server read in it. */
function requestNamed(view: LogsView, fact: Fact<FactOf<'request.decoded'>>): LogsView {
  if (!fact.csr?.ok) return view;
  const { commonNames } = view.memory;
  const name = commonNameOf(fact.csr.request.subject);
  return remember(view, { commonNames: { ...commonNames, [fact.exchange]: name } });
}

function requestStored(view: LogsView, fact: Fact<FactOf<'object.stored'>>): LogsView {
  const { commonNames, csrs } = view.memory;
  const commonName = fact.exchange === undefined ? undefined : commonNames[fact.exchange];
  if (fact.change !== 'created' || commonName === undefined) return view;
  return remember(view, { csrs: { ...csrs, [commonName]: fact.object.metadata.name } });
}

const remember = (view: LogsView, more: Partial<LogsView['memory']>): LogsView => ({
  ...view,
  memory: { ...view.memory, ...more },
});

function withCommand(view: LogsView, fact: Fact): LogsView {
  const { kubectl, csrs } = view.memory;
  const command = commandOf(fact, kubectl, (node) => csrs[`system:node:${node}`]);
  return command ? { ...view, commands: [...view.commands, command] } : view;
}

/** Log lines of all components and what was typed, oldest first. */
export const logsView: Projection<LogsView> = {
  initial: {
    lines: [],
    commands: [],
    repeated: [],
    memory: { offsets: {}, kubectl: componentId('kubectl', ''), commonNames: {}, csrs: {} },
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
      case 'request.decoded':
        return requestNamed(view, fact);
      case 'object.stored':
        return requestStored(view, fact);
      case 'process.started':
      case 'intent.given':
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

/** A recorded run of a kubelet beside the replayed one, aspect by aspect. */
import type { ApiRequest } from '../../../src/cluster/model/requests.ts';
import { printKubeconfig } from '../../../src/views/disk/kubeconfig.ts';
import type { Aspect } from '../comparison.ts';
import { recordedCsrs, replayedCsrs } from './csrs.ts';
import { isCompared } from './lines.ts';
import { firstAppearances, masked } from './masks.ts';
import type { KubeletReplay } from './replay.ts';
import type { KubeletRun, RecordedFiles } from './runs.ts';
import { directoryOf } from './spec.ts';

/** Of a log that the recorder cut, what is left must be there, in its order; how often, it does not tell. */
const seen = (run: KubeletRun, recorded: readonly string[], replayed: readonly string[]) =>
  run.cut === true ? [...new Set(replayed)].filter((line) => recorded.includes(line)) : replayed;

export function logAspect(run: KubeletRun, replay: KubeletReplay): Aspect {
  const filtered = run.requests === undefined;
  const compared = (lines: readonly string[]) =>
    firstAppearances(lines.filter((line) => isCompared(line, filtered)));
  const recorded = compared(run.log.map(([, line]) => line));
  return { name: 'log', recorded, replayed: seen(run, recorded, compared(replay.log())) };
}

/** Names without times, each once, in order of the alphabet. */
function listed(files: RecordedFiles): readonly string[] {
  const lines = Object.entries(files).map(([path, what]) => masked(`${path} ${what}`));
  return [...new Set(lines)].sort();
}

export const filesAspect = (recorded: RecordedFiles, replay: KubeletReplay): Aspect => ({
  name: 'files',
  recorded: listed(recorded),
  replayed: listed(replay.files()),
});

const normalized = (text: string): string =>
  masked(text).replace(/certificate-authority: .*ca\.crt/, 'certificate-authority: <ca>');

export function kubeconfigAspect(recorded: string, replay: KubeletReplay): Aspect {
  const path = `${directoryOf(replay.run)}/kubelet.kubeconfig`;
  const node = replay.cluster.state.hosts.get(replay.run.node)?.files.get(path);
  const replayed =
    node?.type === 'file' && node.content.kind === 'kubeconfig'
      ? printKubeconfig(node.content.kubeconfig)
          .map((block) => (block.kind === 'text' ? block.text : ''))
          .join('')
      : undefined;
  return {
    name: 'kubeconfig',
    recorded: normalized(recorded),
    replayed: replayed === undefined ? undefined : normalized(replayed),
  };
}

const FATAL = 'F transport.go';

/** When the exit rule ended the process, in seconds from its start. */
export const fatalAspect = ({ log, startedAt }: KubeletRun, replay: KubeletReplay): Aspect => {
  const end = replay.facts.find((fact) => fact.type === 'log.printed' && fact.severity === 'F');
  const seconds = (milliseconds: number) => Math.round(milliseconds / 1000);
  return {
    name: 'second of the end',
    recorded: log.filter(([, line]) => line.startsWith(FATAL)).map(([at]) => seconds(at)),
    replayed: end ? [seconds(end.at - startedAt)] : [],
  };
};

/** Nothing, or a word, stands for the code where it had not ended when the recorder looked. */
export const exitAspect = (exit: KubeletRun['exit'], replay: KubeletReplay): Aspect => ({
  name: 'exit',
  recorded: typeof exit === 'number' ? exit : null,
  replayed: replay.exitCode(),
});

export const csrsAspect = (
  recorded: NonNullable<KubeletRun['csrs']>,
  replay: KubeletReplay,
): Aspect => ({
  name: 'csrs',
  recorded: recordedCsrs(recorded),
  replayed: replayedCsrs(replay.csrs()),
});

const VERBS: Readonly<Record<string, string>> = {
  create: 'POST',
  get: 'GET',
  list: 'GET',
  watch: 'GET',
  update: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
};

function requestLine(request: ApiRequest): string {
  if (request.kind === 'nonResource') return `GET ${request.path}`;
  const { verb, apiGroup, apiVersion, resource, name, fieldSelector } = request;
  const path = `/apis/${apiGroup}/${apiVersion}/${resource}`;
  const tail = name === undefined ? '' : `/${name}`;
  const query =
    fieldSelector === undefined ? '' : `?fieldSelector=${encodeURIComponent(fieldSelector)}`;
  return `${VERBS[verb]} ${path}${tail}${query}${verb === 'watch' ? ' (watch)' : ''}`;
}

/** The query of a watch differs in what client-go adds from release to release; that it is one is enough. */
function recordedLine(line: string): string {
  const [method, path = '', code] = line.split(' ');
  const [bare, query = ''] = path.split('?');
  const selector = query.split('&').find((part) => part.startsWith('fieldSelector='));
  const watch = query.includes('watch=true') ? ' (watch)' : '';
  const tail = selector === undefined ? '' : `?${selector}`;
  return masked(`${method} ${bare}${tail}${watch}${code === undefined ? '' : ` ${code}`}`);
}

const isAboutCertificates = (line: string): boolean =>
  /certificatesigningrequests|healthz/.test(line);

/** One after the other, the same request stands once: from 1.19 on a kubelet lists twice, and it polls healthz. */
const once = (lines: readonly string[]): readonly string[] =>
  lines.filter((line, index) => isAboutCertificates(line) && line !== lines[index - 1]);

export function requestsAspect(run: KubeletRun, replay: KubeletReplay): Aspect {
  const replayed = replay.facts.flatMap((fact) => {
    if (fact.type !== 'request.prepared' || fact.by !== `kubelet@${replay.run.node}`) return [];
    const code = replay.cluster.state.exchanges.get(fact.exchange)?.answer?.code;
    return [masked(`${requestLine(fact.request)}${code === undefined ? '' : ` ${code}`}`)];
  });
  const recorded = once((run.requests ?? []).map(recordedLine));
  return { name: 'requests', recorded, replayed: seen(run, recorded, once(replayed)) };
}

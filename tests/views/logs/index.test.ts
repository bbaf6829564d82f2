import { describe, expect, it } from 'vitest';
import type { Fact, FactBody } from '../../../src/cluster/model/facts.ts';
import { lineText, logsView, printedAt } from '../../../src/views/logs/index.ts';
import { logHeader } from '../../../src/views/logs/header.ts';
import { folded, recorded } from '../recorded.ts';

const KUBELET = 'kubelet@node-1';

const line = (verbosity: number, message: string): FactBody => ({
  type: 'log.printed',
  by: KUBELET,
  severity: 'I',
  verbosity,
  file: 'bootstrap.go',
  message,
});

const logOf = (...bodies: readonly FactBody[]): readonly Fact[] =>
  bodies.map((body, seq) => ({ ...body, seq, at: Date.UTC(2026, 2, 2, 9, 0, 1, 2) }));

describe('the header of a log line', () => {
  it('is that of glog and klog: severity, day, time to the microsecond, file', () => {
    expect(logHeader('E', Date.UTC(2026, 10, 3, 4, 5, 6, 78), 'csr.go')).toBe(
      'E1103 04:05:06.078000 csr.go]',
    );
  });
});

describe('the logs', () => {
  it("show the host's own clock", () => {
    const view = folded(
      logsView,
      logOf({ type: 'host.clockSet', by: KUBELET, host: 'node-1', offset: -61_000 }, line(0, 'a')),
    );
    expect(view.lines.map(lineText)).toEqual(['I0302 08:59:00.002000 bootstrap.go] a']);
  });

  it('leave out what needs a higher verbosity', () => {
    const { lines } = folded(logsView, logOf(line(0, 'a'), line(2, 'b'), line(4, 'c')));
    expect(printedAt(lines, 2).map(({ message }) => message)).toEqual(['a', 'b']);
    expect(printedAt(lines, 0)).toHaveLength(1);
  });

  it('put no header before what kubectl prints', async () => {
    const { lines } = folded(logsView, (await recorded('1.36')).log);
    const printed = lines.filter(({ kind }) => kind === 'kubectl').map(lineText);
    expect(printed[0]).toBe('secret/bootstrap-token-07401b created');
  });

  it('have the wording of the release', async () => {
    const kubelet = async (release: '1.8' | '1.36') =>
      folded(logsView, (await recorded(release)).log)
        .lines.filter(({ kind }) => kind === 'kubelet')
        .map(lineText);
    expect(await kubelet('1.8')).toContainEqual(
      expect.stringMatching(/^I0302 09:00:0.* Successfully registered node node-1$/),
    );
    expect(await kubelet('1.36')).toContainEqual(
      expect.stringMatching(/^I0302 09:00:0.* "Successfully registered node" node="node-1"$/),
    );
  });
});

describe('what was typed', () => {
  it('is a command line for each process, and a kubectl command for each act', async () => {
    const { commands, lines } = folded(logsView, (await recorded('1.8', 'approve-by-hand')).log);
    const kubectl = commands.filter(({ component }) => component.startsWith('kubectl'));
    const approved = lines.find(({ message }) => message.endsWith(' approved'))?.message ?? '';
    const [, name] = /"(.*)"/.exec(approved) ?? [];
    expect(kubectl.map(({ command }) => command)).toEqual([
      'kubectl apply -f objects.yaml',
      'kubectl delete clusterrolebinding kubeadm:node-autoapprove-bootstrap',
      'kubectl get csr',
      `kubectl certificate approve ${name}`,
    ]);
    const table = lines.find(({ message }) => message.startsWith('NAME'))?.message ?? '';
    expect(table.split('\n')).toEqual([
      expect.stringMatching(/^NAME +AGE +REQUESTOR +CONDITION$/),
      expect.stringMatching(new RegExp(`^${name} +\\d+s +system:bootstrap:\\w+ +Pending$`)),
    ]);
    expect(commands.map(({ command }) => command)).toContainEqual(
      expect.stringMatching(/^kubelet --bootstrap-kubeconfig=/),
    );
  });
});

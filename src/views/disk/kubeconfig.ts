/** A kubeconfig as client-go writes it (tools/clientcmd, WriteToFile): keys in order of the alphabet, data as base64. */
import { toBase64, toUtf8 } from '../../cluster/model/base64.ts';
import type { Kubeconfig } from '../../cluster/model/files.ts';
import type { PrintedBlock } from './model.ts';

const base64 = (text: string): string => toBase64(toUtf8(text));

/** Plain where YAML reads a plain scalar as this very text, else in double quotes. */
function scalar(text: string): string {
  const readsOtherwise =
    /^$|^[\s\-?:,[\]{}#&*!|>'"%@`]|: | #|:$|\s$|^[\d.+-]+(e[+-]?\d+)?$|^(true|false|yes|no|on|off|null|y|n|~)$/i;
  return readsOtherwise.test(text) ? JSON.stringify(text) : text;
}

const line = (indent: string, key: string, value: string | undefined): readonly string[] =>
  value === undefined ? [] : [`${indent}${key}: ${scalar(value)}`];

function clusterLines(cluster: Kubeconfig['clusters'][number]): readonly string[] {
  const data = cluster.certificateAuthorityData;
  return [
    '- cluster:',
    ...line('    ', 'certificate-authority', cluster.certificateAuthority),
    ...(data === undefined ? [] : [`    certificate-authority-data: ${base64(data)}`]),
    ...(cluster.insecureSkipTlsVerify ? ['    insecure-skip-tls-verify: true'] : []),
    ...line('    ', 'server', cluster.server),
    ...line('  ', 'name', cluster.name),
  ];
}

function contextLines(context: Kubeconfig['contexts'][number]): readonly string[] {
  return [
    '- context:',
    ...line('    ', 'cluster', context.cluster),
    ...line('    ', 'namespace', context.namespace),
    ...line('    ', 'user', context.user),
    ...line('  ', 'name', context.name),
  ];
}

type Line = string | PrintedBlock;

function userLines(
  user: Kubeconfig['users'][number],
  emptyFields: readonly string[],
): readonly Line[] {
  const data = user.clientCertificateData;
  const fields: readonly Line[] = [
    ...(emptyFields.includes('as-user-extra') ? ['    as-user-extra: null'] : []),
    ...line('    ', 'client-certificate', user.clientCertificate),
    ...(data === undefined ? [] : [`    client-certificate-data: ${base64(data)}`]),
    ...line('    ', 'client-key', user.clientKey),
    ...keyLine(user.clientKeyData),
    ...line('    ', 'token', user.token),
  ];
  return fields.length === 0
    ? [...line('- ', 'name', user.name), '  user: {}']
    : [...line('- ', 'name', user.name), '  user:', ...fields];
}

/** The key stands in the same line as its name; a gap is a block of its own. */
function keyLine(key: string | undefined): readonly Line[] {
  if (key === undefined) return [];
  return [
    { kind: 'text', text: '    client-key-data: ' },
    { kind: 'privateKey', key, label: 'EC PRIVATE KEY', encoding: 'base64' },
    { kind: 'text', text: '\n' },
  ];
}

/** The blocks of a printed kubeconfig, joined where nothing parts them. */
export function printKubeconfig(config: Kubeconfig): readonly PrintedBlock[] {
  const emptyFields = config.emptyFields ?? [];
  const lines: readonly Line[] = [
    'apiVersion: v1',
    'clusters:',
    ...config.clusters.flatMap(clusterLines),
    'contexts:',
    ...config.contexts.flatMap(contextLines),
    ...line('', 'current-context', config.currentContext),
    'kind: Config',
    ...(emptyFields.includes('preferences') ? ['preferences: {}'] : []),
    'users:',
    ...config.users.flatMap((user) => userLines(user, emptyFields)),
  ];
  return joined(lines.map((each) => (typeof each === 'string' ? textBlock(`${each}\n`) : each)));
}

const textBlock = (text: string): PrintedBlock => ({ kind: 'text', text });

function joined(blocks: readonly PrintedBlock[]): readonly PrintedBlock[] {
  const result: PrintedBlock[] = [];
  for (const block of blocks) {
    const last = result.at(-1);
    if (block.kind === 'text' && last?.kind === 'text')
      result[result.length - 1] = textBlock(last.text + block.text);
    else result.push(block);
  }
  return result;
}

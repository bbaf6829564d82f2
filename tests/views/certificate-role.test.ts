import { expect, it } from 'vitest';
import { certificateRole } from '../../src/views/certificate-role.ts';
import { recorded } from './recorded.ts';

it.each(['1.4', '1.36'] as const)(
  'knows the first certificate of a node as its client certificate at %s',
  async (release) => {
    const { log } = await recorded(release);
    const issued = log.find((fact) => fact.type === 'certificate.issued' && fact.role === 'csr');
    if (issued?.type !== 'certificate.issued') throw new Error('nothing was issued');
    expect(certificateRole('csr', issued.certificate)).toBe('kubelet-client');
  },
);

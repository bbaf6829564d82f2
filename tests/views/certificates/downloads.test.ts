import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  certificatesView,
  type Download,
  type SeenCertificate,
  type SeenRequest,
} from '../../../src/views/certificates/index.ts';
import { describeCredential } from '../../../src/views/certificates/text.ts';
import { opensslText } from '../../pki/openssl.ts';
import { folded, recorded } from '../recorded.ts';

type Downloadable = SeenRequest | SeenCertificate;

async function downloadsOf(release: '1.8' | '1.11' | '1.36'): Promise<readonly Downloadable[]> {
  const { seen } = folded(certificatesView, (await recorded(release)).log);
  return seen.filter((each) => each.kind !== 'key');
}

/** Runs the command that the page shows, in a folder that holds what the page lets one download. */
function verified({ pem, fileName, verify, ca }: Download): string {
  const folder = mkdtempSync(join(tmpdir(), 'download-'));
  try {
    writeFileSync(join(folder, fileName), pem);
    if (ca !== undefined) writeFileSync(join(folder, 'ca.crt'), ca);
    const [command = '', ...args] = verify.split(' ');
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
    return status === 0 ? 'verified' : `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.each(['1.8', '1.11', '1.36'] as const)('the downloads of %s', (release) => {
  it('verify with the commands that stand beside them', async () => {
    const downloads = await downloadsOf(release);
    expect(downloads.map(({ kind, role }) => `${kind} ${role}`)).toEqual([
      'certificate ca',
      'certificate apiserver',
      'certificate apiserver-kubelet-client',
      'certificate admin',
      'certificate kubelet-self-signed',
      'request kubelet-client',
      'certificate kubelet-client',
    ]);
    for (const { download } of downloads) expect(verified(download)).toBe('verified');
  });

  it('do not verify at another time, or with another purpose', async () => {
    const client = (await downloadsOf(release)).find(
      ({ kind, role }) => kind === 'certificate' && role === 'kubelet-client',
    )!.download;
    const tenYearsOn = client.verify.replace(/-attime \d+/, '-attime 2087801700');
    expect(verified({ ...client, verify: tenYearsOn })).toContain('certificate has expired');
    const asServer = client.verify.replace('sslclient', 'sslserver');
    expect(verified({ ...client, verify: asServer })).toMatch(/purpose/);
  });

  it('are described as OpenSSL prints them', async () => {
    for (const seen of await downloadsOf(release)) {
      const command = seen.kind === 'request' ? 'req' : 'x509';
      const { stdout } = opensslText(command, seen.download.pem);
      expect(describeCredential(seen).text).toBe(stdout);
    }
  });

  it('have names of their own', async () => {
    const names = (await downloadsOf(release)).map(({ download }) => download.fileName);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('kubelet-client.csr');
    expect(names).toContain('kubelet-client.pem');
  });
});

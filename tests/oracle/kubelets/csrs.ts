/** CertificateSigningRequests of a node, recorded and replayed, in one form: what repeats stands once. */
import { recordedBytes } from '../recorded-bytes.ts';
import type { CertificateSigningRequest } from '../../../src/cluster/model/objects.ts';
import { pemBlocks } from '../../../src/cluster/model/pem.ts';
import { certificateText } from '../certificate-text.ts';
import { canonical } from '../comparison.ts';
import { requestText } from '../request-text.ts';
import { masked } from './masks.ts';
import type { RecordedCsr } from './runs.ts';

interface Compared {
  readonly name: string;
  readonly generateName: string | undefined;
  readonly spec: object;
  readonly request: readonly string[];
  readonly certificate: readonly string[] | undefined;
  readonly conditions: readonly object[];
}

/** What repeats stands once; sorted, since objects of one second have no order. */
const once = (all: readonly Compared[]): readonly Compared[] => {
  const byText = new Map(all.map((csr) => [canonical(csr), csr]));
  return [...byText.keys()].sort().map((text) => byText.get(text)!);
};

const withoutTimes = (condition: object): object =>
  Object.fromEntries(Object.entries(condition).filter(([key]) => !key.startsWith('last')));

export const recordedCsrs = (csrs: readonly RecordedCsr[]): readonly Compared[] =>
  once(
    csrs.map(({ name, generateName, spec, request, certificate, conditions }) => ({
      name: masked(name),
      generateName,
      spec,
      request: requestText(recordedBytes(request)),
      certificate:
        certificate === undefined ? undefined : certificateText(recordedBytes(certificate)),
      conditions: conditions.map(withoutTimes),
    })),
  );

const bytesOf = (pem: string): Uint8Array => pemBlocks(pem)[0]!.bytes;

export const replayedCsrs = (csrs: readonly CertificateSigningRequest[]): readonly Compared[] =>
  once(
    csrs.map(({ metadata, spec: { request, ...spec }, status }) => ({
      name: masked(metadata.name),
      generateName: metadata.generateName,
      spec,
      request: requestText(bytesOf(request)),
      certificate:
        status.certificate === undefined ? undefined : certificateText(bytesOf(status.certificate)),
      conditions: (status.conditions ?? []).map(withoutTimes),
    })),
  );

import { formatIp, parseIp } from '../../model/ip.ts';
import { NO_SUBJECT_ALT_NAMES, type SubjectAltNames } from '../../model/names.ts';

/** A Node's addresses as names of a certificate (pkg/kubelet/certificate/kubelet.go, addressesToHostnamesAndIPs, from 1.12). */
export function addressesToSANs(
  addresses: readonly { readonly type: string; readonly address: string }[],
): SubjectAltNames {
  const dns = new Set<string>();
  const ip = new Set<string>();
  for (const { type, address } of addresses) {
    if (address === '') continue;
    const parsed = parseIp(address);
    const text = parsed && formatIp(parsed);
    if (type === 'Hostname' && text === undefined) dns.add(address);
    if (type === 'InternalDNS' || type === 'ExternalDNS') dns.add(address);
    if (
      (type === 'Hostname' || type === 'InternalIP' || type === 'ExternalIP') &&
      text !== undefined
    )
      ip.add(text);
  }
  return { ...NO_SUBJECT_ALT_NAMES, dns: [...dns].sort(), ip: [...ip].sort() };
}

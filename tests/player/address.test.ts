import { describe, expect, it } from 'vitest';
import { readAddress, writeAddress } from '../../src/player/address.ts';
import type { Place } from '../../src/player/place.ts';
import { firstBoot } from '../../src/scenarios/first-boot/index.ts';

const read = (address: string) => {
  const { search, hash } = new URL(address, 'https://example.org/en/lab/first-boot/');
  return readAddress({ search, hash }, firstBoot);
};
const place = (address: string): Place => read(address).place;
const keys = (address: string): string[] => read(address).notices.map(({ key }) => key);

describe('a link', () => {
  it('without anything leads to the recorded run of the default release and its first step', () => {
    expect(read('./')).toEqual({
      place: {
        release: '1.36',
        mode: 'recorded',
        seed: 'first',
        acts: [],
        step: 'control-plane',
      },
      notices: [],
    });
  });

  it.each([
    '?release=1.11#csr-sent',
    '?release=1.36&variant=no-binding#creation-authorized',
    '?release=1.8&mode=live&seed=a-2_b#node-registered',
    '?release=1.36&mode=live&intents=deny@csr-pending#csr-approved',
    '?release=1.36&variant=no-binding&mode=live&intents=create:kubeadm:kubelet-bootstrap@creation-authorized,approve@csr-pending#csr-approved',
    '?release=1.19&variant=wrong-token&mode=live&intents=provision@token-authenticated#token-authenticated',
  ])('says the same again: %s', (address) => {
    expect(read(address).notices).toEqual([]);
    expect(writeAddress(place(address), firstBoot)).toBe(address);
  });

  it('is live where it asks for acts or a seed that no recording has', () => {
    expect(place('?intents=approve@csr-pending').mode).toBe('live');
    expect(place('?seed=mine').mode).toBe('live');
    expect(place('?seed=first').mode).toBe('recorded');
  });

  it.each([
    ['?release=2.0', 'lab.link.release'],
    ['?release=1.37', 'lab.link.releaseWithoutRun'],
    ['?release=1.5&variant=no-binding', 'lab.absent.noRbac'],
    ['?release=1.6&variant=deny-by-hand', 'lab.absent.groupApprover'],
    ['?variant=flood', 'lab.link.variant'],
    ['?mode=dream', 'lab.link.mode'],
    ['?seed=%3Cb%3E', 'lab.link.seed'],
    ['?intents=explode@csr-pending', 'lab.link.intents'],
    ['?intents=approve@nowhere', 'lab.link.intents'],
    ['?intents=delete:cluster-admin@csr-pending', 'lab.link.intents'],
    ['?speed=9', 'lab.link.parameter'],
    ['#csr-dreamt', 'lab.link.step'],
    ['#%E0%A4%A', 'lab.link.step'],
  ])('says what it cannot have: %s', (address, key) => {
    expect(keys(address)).toEqual([key]);
  });

  it('to a release without a run leads to the nearest older one', () => {
    expect(place('?release=1.13').release).toBe('1.13');
    expect(place('?release=1.37').release).toBe('1.36');
  });

  it('to a variant that the release lacks leads to the run as planned', () => {
    expect(place('?release=1.5&variant=no-binding').variant).toBeUndefined();
    expect(read('?release=1.5&variant=no-binding').notices[0]?.values).toMatchObject({
      since: '1.6',
    });
    expect(place('?release=1.6&variant=no-binding').variant).toBe('no-binding');
  });

  it('does not do what follows an act that it cannot name', () => {
    const { acts } = place('?intents=deny@csr-pending,explode@csr-sent,approve@csr-approved');
    expect(acts).toEqual([{ act: { verb: 'deny' }, step: 'csr-pending' }]);
  });

  it('keeps the value that it could not use in the sentence', () => {
    expect(read('?release=9').notices[0]?.values).toMatchObject({ value: '9' });
  });
});

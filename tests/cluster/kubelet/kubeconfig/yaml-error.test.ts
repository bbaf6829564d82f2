import { describe, expect, it } from 'vitest';
import { yamlError } from '../../../../src/cluster/kubelet/kubeconfig/yaml-error.ts';

describe('what is wrong with a text that is no YAML', () => {
  it.each([
    ['this is not a kubeconfig: [\n', "yaml: line 1: did not find expected ',' or ']'"],
    ['a: {b: [1, 2]', "yaml: did not find expected ',' or '}'"],
    ['a: [{', "yaml: did not find expected ',' or '}'"],
    ['a: 1\nb: [\n', "yaml: line 2: did not find expected ',' or ']'"],
  ])('%j', (text, error) => {
    expect(yamlError(text)).toBe(error);
  });

  it.each(['this is not a kubeconfig', 'a: [1, {b: 2}]', 'a[b: c'])('%j has none', (text) => {
    expect(yamlError(text)).toBeUndefined();
  });
});

/**
 * Objects as `kubectl get -o yaml` prints them. The only file of the views that needs a YAML library: load it when YAML
 * is asked for.
 */
import { stringify } from 'yaml';
import type { ApiObject } from '../../cluster/model/objects.ts';
import { onWire } from './wire.ts';

/**
 * Keys in order of the alphabet, lists not indented, texts in double quotes where they would read as something else
 * (sigs.k8s.io/yaml, Marshal).
 * SIMPLIFIED: managedFields, which kubectl 1.18 to 1.20 prints, and selfLink, to 1.19, are left out of the YAML of objects.
 */
export function printYaml(object: ApiObject): string {
  return stringify(onWire(object), {
    version: '1.1',
    sortMapEntries: true,
    indentSeq: false,
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
}

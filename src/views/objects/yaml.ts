/**
 * Objects as `kubectl get -o yaml` prints them. The only file of the views that needs a YAML library: load it when YAML
 * is asked for.
 */
import { Document, isScalar, parseDocument, Scalar, visit } from 'yaml';
import type { ApiObject } from '../../cluster/model/objects.ts';
import { onWire } from './wire.ts';

const AS_GO_READS = { version: '1.1' } as const;

/** A text that YAML 1.1 takes for a number, a date, a truth value or nothing. */
function readsAsSomethingElse(text: string): boolean {
  const { contents } = parseDocument(text, AS_GO_READS);
  return isScalar(contents) ? typeof contents.value !== 'string' : contents === null;
}

/** Go's yaml.v2 puts such texts into double quotes, and those that only hold signs of YAML into single ones. */
function quoteAsGo(document: Document): void {
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && readsAsSomethingElse(node.value))
        node.type = Scalar.QUOTE_DOUBLE;
    },
  });
}

/**
 * Keys in order of the alphabet, lists not indented (sigs.k8s.io/yaml, Marshal).
 * SIMPLIFIED: the YAML of objects has neither managedFields, which kubectl 1.18 to 1.20 prints, nor selfLink, which it prints to 1.19, and it quotes times as newer releases do.
 */
export function printYaml(object: ApiObject): string {
  const document = new Document(onWire(object), {
    ...AS_GO_READS,
    sortMapEntries: true,
    aliasDuplicateObjects: false,
  });
  quoteAsGo(document);
  return document.toString({ indentSeq: false, lineWidth: 0, singleQuote: true });
}

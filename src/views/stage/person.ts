/** The person at the workstation: the last thing that was done. */
import type { Fact } from '../../cluster/model/facts.ts';
import type { Intent } from '../../cluster/model/intents.ts';
import { label, type Label } from '../projection.ts';
import type { PersonLabelKey, StagePerson } from './model.ts';

function actOf(intent: Intent): Label<PersonLabelKey> | undefined {
  switch (intent.type) {
    case 'controlPlane.start':
      return label('person.startControlPlane');
    case 'kubectl.apply':
      return label('person.apply', { count: intent.objects.length });
    case 'kubectl.delete':
      return label('person.delete', { kind: intent.kind, name: intent.name });
    case 'kubectl.certificate':
      return label(intent.verb === 'approve' ? 'person.approve' : 'person.deny', {
        node: intent.csr.node,
      });
    case 'node.provision':
      return label('person.provision', { node: intent.node });
    case 'kubelet.start':
      return label('person.start', { node: intent.node });
    default:
      return undefined;
  }
}

export function personAfter(person: StagePerson, fact: Fact): StagePerson {
  const act = fact.type === 'intent.given' ? actOf(fact.intent) : undefined;
  return act ? { ...person, act, seq: fact.seq } : person;
}

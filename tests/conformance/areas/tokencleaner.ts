import { evaluate } from '../../../src/cluster/controllers/token-cleaner/evaluation.ts';
import { SECOND } from '../../../src/cluster/model/instant.ts';
import type { Secret } from '../../../src/cluster/model/objects.ts';
import { compared } from '../comparison.ts';
import { secretAs } from '../described-secret.ts';
import type { Area } from '../runner/types.ts';

export const area: Area = {
  'tokenCleaner.evaluate': ({ given, then }, context) => {
    const secret = secretAs((given as unknown as { secret: Secret }).secret, context);
    const evaluation = evaluate(secret, context.now, context.now, context.release);
    if (evaluation.kind !== 'remove') {
      const requeueAfterSeconds =
        evaluation.kind === 'wait' ? (evaluation.at - context.now) / SECOND : null;
      return compared({ actions: [], requeueAfterSeconds }, then);
    }
    const { namespace, name, uid } = evaluation;
    const preconditions = uid === undefined ? undefined : { uid };
    return compared(
      { actions: [{ verb: 'delete', resource: 'secrets', namespace, name, preconditions }] },
      then,
    );
  },
};

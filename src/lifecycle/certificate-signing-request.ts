import { setup } from 'xstate';

/**
 * Life of a CertificateSigningRequest as its conditions and its certificate tell it. There is no way back:
 * conditions cannot be removed by a client (pkg/apis/certificates/validation, ValidateCertificateSigningRequestApprovalUpdate).
 */
export const certificateSigningRequestChart = setup({
  types: {
    context: {} as { readonly [key: string]: unknown },
    events: {} as
      | { readonly type: 'approvedConditionAdded' }
      | { readonly type: 'deniedConditionAdded' }
      | { readonly type: 'failedConditionAdded' }
      | { readonly type: 'certificateAdded' }
      | { readonly type: 'objectDeleted' },
  },
}).createMachine({
  id: 'certificateSigningRequest',
  context: {},
  initial: 'pending',
  states: {
    pending: {
      on: {
        approvedConditionAdded: 'approved',
        deniedConditionAdded: 'denied',
        failedConditionAdded: 'failed',
        objectDeleted: 'deleted',
      },
    },
    approved: {
      on: {
        certificateAdded: 'issued',
        deniedConditionAdded: 'denied',
        failedConditionAdded: 'failed',
        objectDeleted: 'deleted',
      },
    },
    issued: { on: { objectDeleted: 'deleted' } },
    denied: { on: { objectDeleted: 'deleted' } },
    failed: { on: { objectDeleted: 'deleted' } },
    deleted: { type: 'final' },
  },
});

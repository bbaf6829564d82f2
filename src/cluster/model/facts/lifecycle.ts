import type { ComponentId } from '../requests.ts';

export type ChartId =
  'bootstrap' | 'clientCertificate' | 'servingCertificate' | 'certificateSigningRequest';

/** JSON values only: a context must survive the log. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A statechart moved. `id` is the node's or the CertificateSigningRequest's name. */
export interface LifecycleFact {
  readonly type: 'lifecycle.moved';
  readonly by: ComponentId;
  readonly chart: ChartId;
  readonly id: string;
  readonly from: string | null;
  readonly to: string;
  readonly event: string;
  readonly context: { readonly [key: string]: Json | undefined };
}

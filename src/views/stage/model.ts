/** The picture in the middle: nodes with their papers, the API server's corridor, controller manager, person. */
import type { CertificateDetails, KeyRef } from '../../cluster/model/crypto.ts';
import type { ChartId } from '../../cluster/model/facts/lifecycle.ts';
import type { Instant } from '../../cluster/model/instant.ts';
import type { Kind, ObjectKey, UserInfo } from '../../cluster/model/objects.ts';
import type { ComponentId } from '../../cluster/model/requests.ts';
import type { ConnectionStage } from '../../cluster/model/state/transport.ts';
import type { Label } from '../projection.ts';

/** A slot for a paper is always drawn; `state` says what lies in it. */
export interface TokenPaper {
  readonly state: 'none' | 'held' | 'removed';
  readonly id?: string;
  /** The token as it stands in the kubeconfig. */
  readonly token?: string;
  readonly path?: string;
}

export interface KeyPaper {
  readonly state: 'none' | 'made';
  readonly key?: KeyRef;
}

export interface CertificatePaper {
  /** `signed`: it exists, but the kubelet has not fetched and stored it. */
  readonly state: 'none' | 'requested' | 'signed' | 'refused' | 'selfSigned' | 'held';
  /** Name of the CertificateSigningRequest that was made for it. */
  readonly csr?: string;
  readonly pem?: string;
  readonly certificate?: CertificateDetails;
}

export interface CaPaper {
  readonly state: 'none' | 'trusted';
  readonly path?: string;
  readonly pem?: string;
}

export interface StageNode {
  /** Whether it is there to be shown: the first node, and others once they are set up. The last of these has the stage. */
  readonly present: boolean;
  readonly name: string;
  readonly component: ComponentId;
  readonly release: string;
  readonly addresses: readonly string[];
  readonly process: 'notStarted' | 'running' | 'exited';
  /** Where the chart stands that moved last: what the kubelet does now. */
  readonly phase?: { readonly chart: ChartId; readonly state: string };
  readonly registered: boolean;
  readonly token: TokenPaper;
  readonly key: KeyPaper;
  readonly client: CertificatePaper;
  readonly serving: CertificatePaper;
  readonly ca: CaPaper;
}

/** What one side of a connection shows of itself. */
export interface Shown {
  readonly kind: 'nothing' | 'bearerToken' | 'clientCertificate' | 'servingCertificate';
  /** Token id, common name; the identity that it yields, once the server has said so. */
  readonly name?: string;
  /** Common name of who signed it. */
  readonly issuer?: string;
  readonly checked: 'no' | 'yes' | 'skipped' | 'refused';
}

export interface StageConnection {
  readonly id: string;
  readonly from: ComponentId;
  readonly to: ComponentId;
  readonly address: string;
  readonly stage: ConnectionStage;
  readonly clientShows: Shown;
  readonly serverShows: Shown;
  /** In Go's words, where it was refused. */
  readonly error?: string;
}

export const GATES = [
  'tls',
  'authentication',
  'authorization',
  'admission',
  'validation',
  'storage',
] as const;

export type GateName = (typeof GATES)[number];

/**
 * `ahead`: the request may still come to it. `notReached`: refused before it. `notAsked`: this request does not pass it,
 * or nothing was asked at all.
 */
export type GateState = 'ahead' | 'passed' | 'refused' | 'notReached' | 'notAsked';

export type GateNoteKey =
  | 'note.serverChecked'
  | 'note.serverUnchecked'
  | 'note.refused'
  | 'note.token'
  | 'note.certificate'
  | 'note.serviceAccount'
  | 'note.anonymous'
  | 'note.tokenFile'
  | 'note.unknown'
  | 'note.rbac'
  | 'note.node'
  | 'note.superuser'
  | 'note.tokenReview'
  | 'note.accessReview'
  | 'note.alwaysAllow'
  | 'note.noRule'
  | 'note.admitted'
  | 'note.notAdmitted'
  | 'note.valid'
  | 'note.invalid'
  | 'note.stored'
  | 'note.read'
  | 'note.notFound'
  | 'note.exists'
  | 'note.deleted'
  | 'note.notReached'
  | 'note.notAsked';

/** Somebody who was asked at a gate: an authenticator, an authorizer, an admission plugin. */
export interface Consulted {
  readonly who: string;
  readonly outcome: 'yes' | 'noOpinion' | 'no';
  readonly reason: string;
  readonly binding?: ObjectKey;
  readonly role?: ObjectKey;
}

export interface Gate {
  readonly name: GateName;
  readonly state: GateState;
  /** At most 15 characters in print; absent while ahead. */
  readonly note?: Label<GateNoteKey>;
  readonly consulted: readonly Consulted[];
  /** Validation errors, fields that the server set, the key stored: as Kubernetes words them. */
  readonly details: readonly string[];
  /** `seq` of the verdict. */
  readonly seq?: number;
}

/** The exchange in the corridor. */
export interface StageExchange {
  readonly id: string;
  readonly from: ComponentId;
  /** `create`, `get`, …; `get` for a path. */
  readonly verb: string;
  /** Resource with subresource, or the path. */
  readonly target: string;
  readonly apiVersion: string;
  /** Method and path as on the wire. */
  readonly method: string;
  readonly path: string;
  readonly name?: string;
  readonly travel:
    'waiting' | 'toServer' | 'atServer' | 'toClient' | 'watching' | 'over' | 'failed';
  readonly user?: UserInfo;
}

/** One request on its way through the corridor, with the answer that it got. */
export interface Passage {
  readonly exchange: StageExchange;
  readonly corridor: readonly Gate[];
  /** What the caller shows: one connection may carry several tokens, one after the other. */
  readonly shows: Shown;
  readonly connection?: string;
  readonly answer?: StageAnswer;
}

/** A piece of a refusal's text with the question that it answers. */
export interface RefusalPart {
  readonly text: string;
  readonly part?: 'who' | 'verb' | 'what' | 'scope' | 'reason';
}

export interface StageAnswer {
  readonly exchange: string;
  readonly code: number;
  /** HTTP's words for the code: `Created`, `Forbidden`. */
  readonly phrase: string;
  readonly refused: boolean;
  /** Verbatim text of a refusal. */
  readonly text?: string;
  readonly parts: readonly RefusalPart[];
  /** The object answered. */
  readonly object?: { readonly kind: Kind; readonly name: string };
  readonly seq: number;
}

export interface ShelfItem {
  readonly key: ObjectKey;
  readonly kind: Kind;
  readonly name: string;
  /** For a CertificateSigningRequest: as kubectl's CONDITION column shows it. */
  readonly condition?: string;
  readonly resourceVersion?: string;
  /** `seq` of the fact that stored it last. */
  readonly seq: number;
}

export type ApproverWork =
  'idle' | 'sees' | 'recognized' | 'asking' | 'allowed' | 'approved' | 'gaveUp' | 'ignored';
export type SignerWork = 'idle' | 'sees' | 'decided' | 'signed' | 'refused' | 'ignored';

export interface StageControllers {
  readonly component: ComponentId;
  readonly running: boolean;
  readonly holdsCaKey: boolean;
  readonly approver: { readonly work: ApproverWork; readonly csr?: string; readonly seq?: number };
  readonly signer: { readonly work: SignerWork; readonly csr?: string; readonly seq?: number };
}

export type PersonLabelKey =
  | 'person.idle'
  | 'person.startControlPlane'
  | 'person.apply'
  | 'person.delete'
  | 'person.approve'
  | 'person.deny'
  | 'person.provision'
  | 'person.start';

export interface StagePerson {
  readonly component: ComponentId;
  /** The last thing that the person did. */
  readonly act: Label<PersonLabelKey>;
  readonly seq?: number;
}

export interface StagePicture {
  readonly now: Instant;
  /** `seq` of the last fact shown, -1 before any. */
  readonly seq: number;
  readonly nodes: readonly StageNode[];
  readonly apiServer: {
    readonly component: ComponentId;
    readonly address: string;
    readonly release: string;
    readonly running: boolean;
    readonly corridor: readonly Gate[];
    readonly shelf: readonly ShelfItem[];
  };
  readonly controllerManager: StageControllers;
  readonly person: StagePerson;
  readonly connection?: StageConnection;
  readonly exchange?: StageExchange;
  readonly answer?: StageAnswer;
  readonly memory: StageMemory;
}

/** A certificate that was seen being issued, so that its PEM can be named when it is shown. */
export interface KnownCertificate {
  readonly pem: string;
  readonly role: string;
  readonly certificate: CertificateDetails;
}

/** What the fold needs and nobody prints. */
export interface StageMemory {
  /** Requests that are not over, and the current one. */
  readonly passages: readonly Passage[];
  readonly current?: string;
  /** Connections that are not over, and that of the current request. */
  readonly connections: readonly StageConnection[];
  readonly certificates: readonly KnownCertificate[];
  /** Kubelet's bootstrap kubeconfig by node. */
  readonly bootstrapPaths: Readonly<Record<string, string>>;
}

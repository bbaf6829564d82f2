/** What lies in etcd, with every version that lay there. */
import type { Instant } from '../../cluster/model/instant.ts';
import type { ApiObject, Kind, ObjectKey } from '../../cluster/model/objects.ts';
import type { ComponentId } from '../../cluster/model/requests.ts';

export interface ObjectVersion {
  readonly resourceVersion?: string;
  readonly change: 'created' | 'updated' | 'deleted';
  readonly object: ApiObject;
  readonly seq: number;
  readonly at: Instant;
  /** Whose request it was; the API server itself where nobody asked. */
  readonly requestedBy: ComponentId;
}

export interface StoredObject {
  readonly key: ObjectKey;
  readonly kind: Kind;
  readonly name: string;
  readonly namespace?: string;
  /** The newest version; `exists` is false where that is the one deleted. */
  readonly object: ApiObject;
  readonly exists: boolean;
  /** Oldest first. */
  readonly versions: readonly ObjectVersion[];
}

export interface ObjectsView {
  /** In the order in which they were first stored. */
  readonly objects: readonly StoredObject[];
  /** Whether the release's default roles and bindings are stored too; they are not listed one by one. */
  readonly hasDefaultRoles: boolean;
  /** Who made which exchange; not for printing. */
  readonly callers: readonly { readonly exchange: string; readonly from: ComponentId }[];
}

/** Heads of elements as Go's encoding/asn1 reads them, and what it says where one is not the SEQUENCE that it expects. */

interface Head {
  readonly class: number;
  readonly tag: number;
  readonly length: number;
  readonly isCompound: boolean;
  /** Octets before the content. */
  readonly size: number;
}

/** parseTagAndLength; undefined where the head is cut off, has a tag above 30 or a length that DER does not allow. */
export function headAt(bytes: Uint8Array): Head | undefined {
  const [identifier, first] = bytes;
  if (identifier === undefined || first === undefined || (identifier & 0x1f) === 0x1f)
    return undefined;
  const octets = first < 0x80 ? 0 : first & 0x7f;
  const size = 2 + octets;
  if (first === 0x80 || octets > 4 || size > bytes.length) return undefined;
  const length =
    octets === 0 ? first : bytes.subarray(2, size).reduce((sum, octet) => sum * 256 + octet, 0);
  return {
    class: identifier >> 6,
    tag: identifier & 0x1f,
    length,
    isCompound: (identifier & 0x20) !== 0,
    size,
  };
}

/** fieldParameters of a field without a tag of its own, as `%+v` prints them since Go 1.11. */
const PARAMETERS =
  '{optional:false explicit:false application:false private:false defaultValue:<nil> tag:<nil> stringType:0 timeType:0 set:false omitEmpty:false}';

/** parseField, for a field of a struct type of that name; undefined where a SEQUENCE begins. */
export function sequenceExpected(bytes: Uint8Array, type: string): string | undefined {
  const head = headAt(bytes);
  if (!head || (head.class === 0 && head.tag === 16 && head.isCompound)) return undefined;
  const { class: of, tag, length, isCompound, size } = head;
  const found = `{class:${of} tag:${tag} length:${length} isCompound:${isCompound}}`;
  return `asn1: structure error: tags don't match (16 vs ${found}) ${PARAMETERS} ${type} @${size}`;
}

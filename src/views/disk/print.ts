import type { FileContent, PemBlock } from '../../cluster/model/files.ts';
import { printKubeconfig } from './kubeconfig.ts';
import type { PrintedBlock } from './model.ts';

function pemBlock(block: PemBlock): PrintedBlock {
  return 'certificate' in block
    ? { kind: 'text', text: block.certificate }
    : { kind: 'privateKey', key: block.privateKey, label: block.label, encoding: 'pem' };
}

/** A file's content as `cat` would show it, with a gap for each private key: no log holds one. */
export function printFile(content: FileContent): readonly PrintedBlock[] {
  switch (content.kind) {
    case 'text':
      return [{ kind: 'text', text: content.text }];
    case 'pem':
      return content.blocks.map(pemBlock);
    case 'kubeconfig':
      return printKubeconfig(content.kubeconfig);
  }
}

/** Sentences about cryptography that components ask for, and what came of it. */
import type { CryptoEffect, CryptoOutcome } from '../../cluster/model/crypto.ts';
import type { FactSentences } from '../messages.ts';
import { who } from './names.ts';

function asks(ask: CryptoEffect): string {
  switch (ask.kind) {
    case 'generateKey':
      return `begins to make a private key (${ask.algorithm})`;
    case 'createCsr':
      return 'writes a PKCS#10 request and signs it with the private key';
    case 'readCsr':
      return 'reads a PKCS#10 request and checks its signature';
    case 'readCertificate':
      return 'reads a certificate';
    case 'issue':
      return ask.issuer === undefined
        ? 'signs a certificate with its own key'
        : 'signs a certificate with the CA key';
    case 'selfSignedServing':
      return 'makes a serving certificate that no cluster CA has signed';
    case 'verifyChain':
      return `checks a certificate chain for ${ask.purpose === 'serverAuth' ? 'a server' : 'a client'}`;
    case 'sign':
      return 'signs the handshake to prove that it holds the private key';
    case 'verifySignature':
      return 'checks the signature over the handshake';
    case 'hmac':
      return 'computes an HMAC with the token secret';
    case 'spkiHash':
      return 'hashes the public key of a certificate';
    case 'digestName':
      return 'derives the name of its request from the key';
  }
}

function came(outcome: CryptoOutcome): string {
  switch (outcome.kind) {
    case 'generateKey':
      return 'has a new private key';
    case 'createCsr':
      return 'has a signed PKCS#10 request';
    case 'readCsr':
      if (!outcome.result.ok) return 'cannot read the PKCS#10 request';
      return outcome.result.request.signatureValid
        ? 'has read the request; its signature is valid'
        : 'has read the request; its signature is not valid';
    case 'readCertificate':
      return outcome.result.ok ? 'has read the certificate' : 'cannot read the certificate';
    case 'issue':
      return 'has a signed certificate';
    case 'selfSignedServing':
      return 'has a self-signed serving certificate';
    case 'verifyChain':
      return outcome.result.ok
        ? 'finds that the chain ends in a CA that it trusts'
        : `does not accept the chain: ${outcome.result.failure.reason}`;
    case 'sign':
      return 'has signed the handshake';
    case 'verifySignature':
      return outcome.result.valid
        ? 'finds the signature over the handshake valid'
        : 'finds the signature over the handshake invalid';
    case 'hmac':
      return 'has the HMAC';
    case 'spkiHash':
      return 'has the hash of the public key';
    case 'digestName':
      return `will name its request ${outcome.result.name}`;
    case 'failed':
      return `could not carry out ${outcome.of}: ${outcome.message}`;
  }
}

export const cryptoSentences = {
  'crypto.asked': ({ by, ask }) => `${who(by)} ${asks(ask)}.`,
  'crypto.completed': ({ by, outcome }) => `${who(by)} ${came(outcome)}.`,
} satisfies Pick<FactSentences, 'crypto.asked' | 'crypto.completed'>;

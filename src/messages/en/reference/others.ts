/** metrics-server, and the words of Go's TLS. */
import type { TimelineMessages } from '../../reference.ts';

export const others: TimelineMessages = {
  'metricsServer.path': {
    title: 'Path that metrics-server scrapes',
    says: 'What metrics-server, as a cluster of that release installs it, asks a kubelet for.',
  },
  'metricsServer.addressTypes': {
    title: 'Which address of a Node metrics-server dials',
    says: 'Types of address in order of preference.',
  },
  'metricsServer.scrapeFailure': {
    title: 'Words for a scrape that failed',
    says: 'The form of metrics-server’s log line.',
    values: { chain: 'one chain of causes', structured: 'structured: message and key=value' },
  },
  'transport.verifyError.prefix': {
    title: 'Words before a certificate error',
    says: 'What Go’s crypto/tls puts before the reason why the other side’s certificate is not accepted.',
    values: { '': 'nothing' },
  },
  'transport.verifyError.showsTime': {
    title: '“expired” comes with the time',
    says: 'Whether the error on an expired certificate says which time it is and when the certificate ended.',
  },
  'transport.requestError.quotesUrl': {
    title: 'URL of a failed request is in quotes',
    says: 'Whether Go’s net/http quotes the address in its errors.',
  },
};

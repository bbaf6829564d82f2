/** Log lines of the kubelet up to its registration, and of its port. */
import type { TimelineMessages } from '../../reference.ts';

export const kubeletLogs: TimelineMessages = {
  'kubelet.log.skippingBootstrap': {
    title: 'Log: bootstrap is skipped',
    says: 'Printed when the kubeconfig makes bootstrap unnecessary.',
  },
  'kubelet.log.usingBootstrapKubeconfig': {
    title: 'Log: bootstrap begins',
    says: 'Printed when a kubelet turns to its bootstrap kubeconfig before it starts.',
  },
  'kubelet.log.noValidKey': {
    title: 'Log: no pair in the store',
    says: 'Printed when bootstrap finds no valid key and certificate to go on with.',
  },
  'kubelet.log.failedToConnect': {
    title: 'Log: /healthz does not answer',
    says: 'Printed at each attempt to reach the API server before the request is sent.',
  },
  'kubelet.log.serverDidNotComeUp': {
    title: 'Log: the API server did not come up',
    says: 'Printed when the minute is over; the request is sent all the same.',
  },
  'kubelet.log.waitingForCertificate': {
    title: 'Log: waiting for the first certificate',
    says: 'Printed once the request of a bootstrap lies at the API server.',
  },
  'kubelet.log.requestExists': {
    title: 'Log: the request exists already',
    says: 'Printed when a request of the same name is there, made with the same key.',
  },
  'kubelet.log.requestStillValid': {
    title: 'Log: the old request still does',
    says: 'Printed when the request that exists asks for the same.',
  },
  'kubelet.log.backgroundBootstrap': {
    title: 'Log: bootstrap goes to the background',
    says: 'Printed when client rotation is on and the kubelet starts without waiting.',
  },
  'kubelet.log.kubeconfigStillValid': {
    title: 'Log: the kubeconfig is still valid',
    says: 'Printed when a kubelet that rotates finds its kubeconfig good enough.',
  },
  'kubelet.log.noBootstrapRequested': {
    title: 'Log: nobody asked for bootstrap',
    says: 'Printed when no bootstrap kubeconfig was named.',
  },
  'kubelet.log.usingBootstrapCredentials': {
    title: 'Log: bootstrap credentials are used',
    says: 'Printed when a kubelet that rotates has to begin with its bootstrap kubeconfig.',
  },
  'kubelet.log.kubeconfigRejected': {
    title: 'Log: the kubeconfig does not do',
    says: 'Printed when a kubeconfig exists and cannot be used; the reason is a line of its own.',
  },
  'kubelet.log.failedToRun': {
    title: 'Log: the kubelet cannot run',
    says: 'The last line of a kubelet that gives up at start.',
  },
  'kubelet.process.goesOnAlone': {
    title: 'Log: going on without an API server',
    says: 'Printed where the kubeconfig does not load and the kubelet goes on alone; without such a line it ends.',
  },
  'kubelet.log.selfSigned': {
    title: 'Log: self-signed pair',
    says: 'Printed when the port gets a pair that the kubelet signed itself.',
  },
  'kubelet.log.attemptingToRegister': {
    title: 'Log: registration is tried',
    says: 'Printed before the kubelet creates its Node object.',
  },
  'kubelet.log.registered': {
    title: 'Log: registered',
    says: 'Printed when the Node object has been created.',
  },
  'kubelet.log.previouslyRegistered': {
    title: 'Log: was registered before',
    says: 'Printed when the Node object exists already.',
  },
  'kubelet.log.unableToRegister': {
    title: 'Log: registration failed',
    says: 'Printed when the API server refuses the Node object, or does not answer.',
  },
  'kubelet.log.handshakeError': {
    title: 'Log: TLS handshake error on the port',
    says: 'Written by Go’s net/http when a caller of port 10250 breaks the handshake off.',
  },
  'kubelet.log.authenticationError': {
    title: 'Log: a caller cannot be authenticated',
    says: 'Printed when an authenticator of the port meets an error.',
  },
  'kubelet.log.forbidden': {
    title: 'Log: a caller may not',
    says: 'Printed when the SubjectAccessReview for a caller of the port says no.',
  },
  'kubelet.log.authorizationError': {
    title: 'Log: a caller could not be judged',
    says: 'Printed when the SubjectAccessReview could not be done.',
  },
};

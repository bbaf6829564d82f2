// @peculiar/x509 reads metadata that a Reflect polyfill has to provide before; a sorter must not move these two lines.
// prettier-ignore
import '@abraham/reflection';
export * as x509 from '@peculiar/x509';

// The whole binary interface, one line a kernel.
export { reserve, mark, rewind } from './memory';

// The whole binary interface, one line a kernel.
export { reserve, mark, rewind } from './memory';
export { exp, log, expArray, logArray } from './exp';
export { drawTree } from './softmax';

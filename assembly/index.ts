// The whole binary interface, one line a kernel.
export { reserve, mark, rewind } from './memory';
export { exp, log, expArray, logArray } from './exp';
export { drawTree } from './tree';
export { logPartition, logSoftmax, softmax, drawSoftmax } from './softmax';
export { entropy, klDivergence } from './entropy';
export { fillUniform } from './random';
export { selfTest } from './selftest';
export { chainLinear } from './chain';
export { chainTiles } from './chain-tiles';
export { chainTable } from './chain-table';
export { chainOptimum } from './chain-optimum';
export { drawSum } from './chain-draw';
export { boxScore, boxCost } from './boxes';
export { boxTangents } from './tangents';
export { subsetCosts, foldSums } from './scores';
export { concaveHull, iron, virtualValues } from './hull';

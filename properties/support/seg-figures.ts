export const leastAttributes = (): string => '';
export const leastSteepness = (): string => '';
export const tightestLoss = (): string => '';

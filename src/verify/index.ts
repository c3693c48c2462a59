/** The judges: they receive laws, tables and cases as arguments, and use nothing of what they judge. */
export * from './arbitrary.ts';
export * from './certificate.ts';
export * from './codec.ts';
export * from './goodness.ts';
export * from './incentives.ts';
export * from './privacy.ts';

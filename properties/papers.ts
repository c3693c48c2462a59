/** A paper whose claims the suite puts to the test. */
export interface Paper {
  /** First word of its statements' ids. */
  readonly prefix: string;
  readonly title: string;
  readonly authors: string;
  readonly edition: string;
  /** How its rows are read, where they do not say so themselves. */
  readonly reading?: string;
}

/** The five papers, in the order of the registry. */
export const papers: readonly Paper[] = [
  {
    prefix: 'SEG',
    title: 'Segmentation, incentives and privacy',
    authors: 'Kobbi Nissim, Rann Smorodinsky, Moshe Tennenholtz',
    edition: 'undated manuscript, proofs in the appendix',
  },
  {
    prefix: 'AMD',
    title: 'Approximately optimal mechanism design via differential privacy',
    authors: 'Kobbi Nissim, Rann Smorodinsky, Moshe Tennenholtz',
    edition: 'preliminary draft, October 16, 2010',
  },
  {
    prefix: 'PAR',
    title: 'Pareto improving segmentation of multi-product markets',
    authors: 'Nima Haghpanah, Ron Siegel',
    edition: 'August 20, 2021',
    reading:
      'on the support of the market and for every selection rule the paper allows, unless a row names another reading',
  },
  {
    prefix: 'PRV',
    title: 'Optimal privacy-constrained mechanisms',
    authors: 'Ran Eilat, Kfir Eliaz, Xiaosheng Mu',
    edition: 'February 14, 2019',
  },
  {
    prefix: 'BRK',
    title:
      'Selling consumer data for profit: optimal market-segmentation design and its consequences',
    authors: 'Kai Hao Yang',
    edition: 'seminar slides, October 16, 2020',
    reading:
      "the talk's standing assumptions (D_M and G regular, phi_G <= p_{D_M}) go with every row that does not drop or change them",
  },
];

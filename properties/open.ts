/**
 * Every statement of the five papers: id | where in the paper | claim in our words, in the order of
 * docs/statements.md. A statement with a check takes the place of its line here; the others are open.
 */
const LINES = `
SEG-oblivious | 2.3 | The oblivious mechanism is truthful for every report, type, I, K and mbar.
SEG-thm1 | Thm 1 | Truthful reports, any type vector: expected CTR of the exponential mechanism >= optimum - 3/(N eps) ln(e + (N eps)^(K+1)).
SEG-thm2 | Thm 2 | Reports within beta of the types (l1): the same bound less 2 B beta.
SEG-thm3 | Thm 3 | If eps <= B/(2I), nobody gains more than 4 eps B abs(t-b) by reporting b in the exponential mechanism.
SEG-lem1 | Lemma 1 | If abs(b-t) >= 2^-(mbar-1), reporting b loses at least abs(t-b)^2/(8 mbar I^2 B) in the oblivious mechanism.
SEG-domination | proof of Thm 4 | In M-hat truth strictly dominates every report with abs(b-t) >= 2^-(mbar-1).
SEG-thm4 | Thm 4 | For any I, K: M-hat(N,K) implements F within kappa ln N / N^(1/3), kappa = 32 B^2 I^2 + 2 + 3(K+2), in undominated strategies, for large N.
SEG-defined | proof of Thm 4 | q < 1 from some N on; the suite reports the first such N for given I, K, B.
SEG-perconsumer | footnote 13 | The results hold too when both segmentations are drawn (K+2 segments) and the (q, 1-q) coin is flipped for each consumer separately.
SEG-variance | footnote 13 | That separate coin does not raise the variance of the realised CTR.
SEG-lem2 | Lemma 2 | A mixture's privacy score is at most the largest of its parts'.
SEG-thm5 | Thm 5 | The privacy score of M-hat is at most 2/N^(2/3).
SEG-assigned | 4 | If the assignment of consumers to segments is published as well (K >= 2), no finite privacy score is left.
SEG-lem3 | Lemma 3 | If alpha >= ln(max F/(alpha vol(S_alpha)))/(N eps), expected F >= max F - 3 alpha.
SEG-lem4 | Lemma 4 | Moving every representative by at most alpha/B costs at most alpha.
SEG-lem5a | Lemma 5 | One report moves F by at most B abs(t-b)/N.
SEG-lem5b | Lemma 5 | All reports together move F by at most max_i B abs(t_i-b_i).
SEG-lem6 | Lemma 6 | Reports within beta of the types: the optimum moves by at most B beta.
SEG-ex1 | Example 1 | Variant 1 (exact optimum in place of the exponential part) has the stated inefficient equilibrium, with the stated numbers.
SEG-ex2 | Example 2 | Variant 2 (no oblivious part) has the stated inefficient equilibrium for large N, efficiency loss 1/8.
SEG-fn9 | footnotes 9, 11 | Whatever holds with common P and V holds with consumer-specific ones, B the largest Lipschitz constant and c the smallest slope.
SEG-equilibria | 1.3 | The strategy tuples left after one elimination of weakly dominated strategies contain every equilibrium.

AMD-lem1 | Lemma 1 | F d-sensitive: the exponential mechanism at eps/(2d) is eps-differentially private.
AMD-lem2 | Lemma 2 | Non-imposing, eps-differentially private, eps < 1: no agent's expected utility moves by 2 eps or more, whatever she reports.
AMD-indifferent | 1.2 | Under the exponential mechanism alone every strategy, not only truth, is approximately dominant.
AMD-lem3 | Lemma 3 | n > 2ed/(eps abs(S)): expected F >= max F - (4d/(n eps)) ln(n eps abs(S)/(2d)).
AMD-fn10 | footnote 10 | The loss in Lemma 3 vanishes as n grows if d/eps is sublinear and abs(S) subexponential in n.
AMD-gap | 3.2 | In non-trivial environments gamma > 0; the suite computes it, and reports on the converse.
AMD-lem4 | Lemma 4 | In a non-trivial environment a separating commitment mechanism costs a liar at least ptilde gamma.
AMD-cor1 | Cor 1 | Non-trivial environment, separating commitment: truth is ex-post Nash, and strictly dominant with private reactions.
AMD-common | 3.2 | Under separating commitment truth is not a dominant strategy for an agent whose reactions are not private.
AMD-thm1 | Thm 1 | q ptilde gamma >= 2 eps makes the mixture ex-post Nash truthful (strictly truthful with private reactions).
AMD-lem5 | Lemma 5 | n > n0 gives q < 1, eps < ptilde gamma and n > 2ed/(eps abs(S)).
AMD-thm2 | Thm 2 | The mixture implements F within 6 sqrt(d/(ptilde gamma n)) sqrt(ln(n ptilde gamma abs(S)/(2d))).
AMD-cor2 | Cor 2 | Uniform commitment: 6 sqrt(d abs(S)/(gamma n)) sqrt(ln(n gamma/(2d))), for n > n0 (its own n0).
AMD-pricing-gap | 4 | Under the assumed fineness of the price grid (step 1/m: some p with E(V given X) > p + 2/m > p > E(V given X') whenever X > X') the gap is 1/m.
AMD-pricing-grid | 4, second computation | Types and prices on the grid itself: a report off by 1/m or more costs at least 1/m at some price.
AMD-pricing-sens | 4 | Average revenue is D-sensitive for cohorts of D.
AMD-cor3 | Cor 3 | Under the same fineness the pricing mechanism (uniform commitment) implements revenue in ex-post Nash at the rate O(sqrt(M^2/N ln(N/2))).
AMD-pricing-cont | 4 | Continuous valuations, announcements rounded down to a grid of M = (N/ln N)^(1/4): O((ln N/N)^(1/4)) in ex-post Nash, rounding costing at most 1/M.
AMD-cor4 | Cor 4 | LOC1 (uniform commitment): 6 sqrt(m (m+1)^K/n) sqrt(ln(n/(2m))).
AMD-cor5 | Cor 5 | LOC2 (adjacent pairs): 6 sqrt(m^2/n) sqrt(ln(n (m+1)^K/(2m^2))).
AMD-lem6 | Lemma 6 | Facility location, eps <= 1, exponential mechanism at eps/2: gain from b at most 2 eps abs(t-b).
AMD-lem7 | Lemma 7 | LOC3's commitment lottery (m = 2^mbar; X uniform on 1..mbar, Y uniform on 0..X, facilities at Y/X and (Y+1)/X): a lie costs at least abs(t-b)/(2 mbar).
AMD-loc3 | 5.1 | The mixture with LOC3's lottery is truthful at q = 4 eps log2 m.
AMD-thm3 | Thm 3 | LOC3 (gamma-hat = 1/(2 m log2 m), q = 2 eps/gamma-hat) implements F at O(sqrt(m ln m/n) sqrt(ln(nm))) for large n.
AMD-loc4 | 5.2 | In LOC4 reports that round to one's own grid point are weakly dominant, and all weakly dominant strategies give the same outcome.
AMD-thm4 | Thm 4 | LOC4 (rounding) weakly implements the continuous problem at O(ln n/n^(1/3)).
AMD-ex1 | 6.1 Ex 1 | Prices {0.5, 1}: under the exponential mechanism alone announcing 0.5 is dominant, and revenue halves.
AMD-ex2 | 6.2 Ex 2 | 2n+1 buyers at 1+mu, 2+mu: imposition without smoothing is manipulable, as computed there.
AMD-sensitive | 2.2, 6.3 | Average utility is 1-sensitive; monopoly revenue per head and the Gini index are d-sensitive with d independent of n.
AMD-alternatives | 6.3 | The generic mechanism's inaccuracy goes as sqrt(ln(n abs(S))/n), so it still vanishes when abs(S) grows polynomially in n.

PAR-sec3-single | 3 | One product, values 1 and 2: every inefficient market (both present, 2s a majority) is improvable by the split described.
PAR-sec3-two | 3 | Two products: the optimal menus are as stated; q = 0.75 is the only inefficient market that is not improvable, and every non-trivial segmentation of it lowers average consumer surplus.
PAR-revenue | 4.1 | No segmentation lowers the seller's revenue.
PAR-cost | footnote 5 | Costs can be absorbed in the valuations.
PAR-obs1 | Obs 1, footnote 3 | A Pareto improvable market is inefficient; no segmentation of an efficient market raises even average consumer surplus.
PAR-prop1 | Prop 1, footnote 7 | With one alternative every inefficient market is improvable, the efficient mechanism being selected wherever it is optimal.
PAR-fn7 | footnote 7 | Prop 1 fails for some selection rule; every later result holds for any consistent rule.
PAR-fn8 | footnote 8 | With several alternatives some point of the surplus triangle is reached by no segmentation.
PAR-sec5 | 5, footnotes 9, 10 | Two types: at most one is high; if none is, every market is efficient without surplus; if one is and both are present, she is indifferent and served efficiently; a lottery for the low type can be strictly optimal.
PAR-sec5-slack | 5 | Two types: the incentive constraint of the low type is slack in every market.
PAR-lem1 | Lemma 1 | Two types: the low type gets 0 at every q in [0, 1]; the high type's surplus is a decreasing step function of q with at most k+1 steps, the last one 0.
PAR-prop2 | Prop 2 | Two types, k alternatives: all but at most k inefficient markets are improvable by two segments.
PAR-fn11 | footnote 11 | The two-product example at q = 0.25: if an inefficient optimal mechanism is selected, the market is not improvable.
PAR-prop3-if | Prop 3 | Every inefficient market has an efficient Pareto dominating market on a subset of its support, and the paper's construction finds one.
PAR-prop3-onlyif | Prop 3 | An efficient market has no efficient Pareto dominating market on a subset of its support.
PAR-support | 6.1.2, A.2 | Prop 3 and Thm 1 stay the same when efficiency and uniqueness are read over all of T, types of mass zero included ("without loss of generality full support").
PAR-ex611 | 6.1.1 | Three types, two alternatives: the dominating market needs all three.
PAR-lem2 | Lemma 2 | Payment rules of IC-IR mechanisms form a polytope.
PAR-lem3 | Lemma 3 | A unique optimal payment rule survives small perturbations (the suite reports how large).
PAR-lem4 | Lemma 4 | Markets with several optimal payment rules lie in finitely many hyperplanes.
PAR-prop4 | Prop 4 | Markets whose optimal mechanisms change under perturbation are non-generic.
PAR-thm1 | Thm 1 | Every inefficient market with a unique optimal payment rule is improvable by two segments, and revenue rises strictly; the inefficient markets that are not are non-generic.
PAR-cor1 | Cor 1 | Two types: all but finitely many inefficient markets are improvable by two segments.
PAR-lem5 | Lemma 5 | An efficient mechanism whose IC binds along a path of all types, IR binding at its end, is uniquely optimal for some full-support market.
PAR-lem6 | Lemma 6 | Simple environments, inefficient market: every optimal mechanism gives t_L surplus 0, gives the best alternative to some type, and charges her strictly more than t_L's value of it.
PAR-prop6 | Prop 6 | Linear valuations: optimal exactly when it maximises (ironed) virtual surplus with envelope payments.
PAR-lem7 | Lemma 7 | Linear valuations: if type t is served inefficiently, some (t, delta)-perturbation Pareto dominates.
PAR-lem7-virtual | C.1 | For -1 < delta < 0 a (t, delta)-perturbation raises phi(t) and lowers no virtual value; in a regular market it leaves all others unchanged.
PAR-prop5 | Prop 5 | Linear valuations: improvable exactly when some inefficiently served type t has every small enough (t, delta > 0)-perturbation leave the optimum unchanged.
PAR-cor2 | Cor 2 | Linear valuations: improvable exactly when phi(t) > min Phi(phi(t)) for some inefficiently served type t.
PAR-cor3 | Cor 3 | Strictly convex differentiable cost, A = [0, inf): improvable exactly when some type is excluded.
PAR-cor4 | Cor 4 | Convex piecewise linear cost: the non-improvable inefficient markets are non-generic.
PAR-exC | C | A = [0, 1], C(a) = a^2/2, values a and 2a: markets q < 0.5 are not improvable; surplus of type 2 as in Figure 6.

PRV-lem1 | Lemma 1 | Any feasible mechanism can be replaced by an interval mechanism with the same profit and no more privacy loss.
PRV-lem2 | Lemma 2, (2)-(5) | Interval mechanisms: profit (2), quantities c'(q) = E[v in the interval] (3), prices (4); the privacy loss (5) is the Shannon entropy (nats) of the interval masses.
PRV-prop1 | Prop 1, footnote 5 | A kappa-optimal mechanism exists with finitely many intervals (also with v = 0 at the lowest type when c''(0) > 0).
PRV-prop2 | Prop 2 | The privacy budget is exhausted.
PRV-cor1 | Cor 1 | At least e^kappa intervals.
PRV-prop3 | Prop 3 | There is a positive threshold such that for kappa up to it the optimum has exactly two intervals.
PRV-lem3 | Lemma 3 | For every k there is eps > 0: at kappa <= k an optimum has at most one interval of mass below eps.
PRV-lem4 | Lemma 4 | The best feasible mechanism with n intervals meets the printed first order conditions of the cutoffs with some lambda >= 0.
PRV-lem5 | Lemma 5 | Uniform-quadratic, n intervals: equal ones if ln n <= kappa; if ln n > kappa one short and n-1 equal long ones, lengths from (6)-(7), in any order.
PRV-prop4 | Prop 4 | Uniform-quadratic: the optimum has n* intervals, n* the smallest integer with ln n* >= kappa.
PRV-fig1 | Fig 1 | The frontier on [1,2]: kinks at ln n, convex between them, diminishing across them.
PRV-robust | 4.3 | For priors close to the uniform the frontier keeps its shape: convex between kinks, diminishing returns across them.
PRV-cor2 | Cor 2 | Profit strictly increases in kappa.
PRV-prop5 | Prop 5 | Quadratic cost, monotone hazard rate: buyer surplus is largest at kappa = 0 and smallest at infinity; no split of an interval raises it.
PRV-fn28 | footnote 28 | PRV-prop5 with any cost with c''' >= 0 in place of the quadratic one.
PRV-prop6 | Prop 6 | Quadratic cost, monotone hazard rate. Increasing density: welfare largest at 0, smallest at infinity; decreasing density: the reverse.
PRV-uniform | 4.4 | Uniform-quadratic: total welfare does not depend on kappa.
PRV-prop7 | Prop 7 | An ex-post kappa-optimal interval mechanism exists; every mass >= e^-kappa.
PRV-prop8 | Prop 8 | Uniform-quadratic, ex-post: n equal intervals for kappa in [ln n, ln(n+1)); the ex-ante and ex-post optima coincide at ln n, the ex-post constraint is slack above it.
PRV-sec61 | 6.1 | The sequential mechanism has the same incentives and loses less privacy than the one-shot one.
PRV-sec61-best | 6.1 | A sequential mechanism with random transitions can do better than every one-shot mechanism under the ex-ante measure, as that example illustrates.
PRV-sec61-expost | 6.1 | Under the ex-post measure no sequential mechanism earns more than the best one-shot mechanism.
PRV-prop9 | Prop 9 | Two bidders, uniform with lowest >= half the highest, no cost: the same partition is optimal, and the printed winner's price is incentive compatible.
PRV-lem6 | Lemma 6 | There is eta > 0 such that merging two adjacent intervals costs profit between eta and 1/eta times the product of their two masses and the sum of these.
PRV-lem7 | Lemma 7 | Beside an interval of mass >= l: merging two adjacent intervals of mass below some eps and splitting the big one at equal entropy gains at least twice the profit lost.
PRV-eq13 | (13) | Uniform-quadratic profit depends on the lengths only, by the printed formula.

BRK-example | Illustrative example | The textbook publisher: the two-item menu at prices 2/3 and 1/3 is incentive compatible, individually rational and optimal.
BRK-example-quantity | same | Contracting on quantity earns the broker nothing more.
BRK-example-costs | Remarks | The menu stays optimal for costs {eps, 1-eps} with eps small.
BRK-envelope | Revenue equivalence | IC exactly when the transfer formula and integral monotonicity hold; expected revenue of any IC mechanism is virtual profit less pi_{D_M}(cbar).
BRK-bound | Upper bound | No IC-IR mechanism earns more than R*.
BRK-pooling | Lemma (*) | Under the same assumptions as BRK-optimal: phi_G(z) <= p_D(z) for every D that sigma* offers to c and every z <= c.
BRK-optimal | Theorem | (sigma*, tau*) is IC, IR and earns R* when phi_G <= p_{D_M} and D_M, G are regular.
BRK-necessary | Theorem | Under every optimal mechanism and for every c, sigma(c) induces quasi-perfect price discrimination for c.
BRK-surplus | Theorem | For any D_M and G an optimal mechanism exists, and consumer surplus is zero under every optimal mechanism.
BRK-outcome | Theorem | Exclusive retail, price control and data brokerage give the same outcome.
BRK-dominates | Relaxing | With nothing assumed but a continuous D_M, exclusive retail and price control Pareto dominate data brokership.
BRK-cutoff | Price-controlling broker | The optimal cutoff is min(phi_G, p_{D_M}), when max(g (phi_G - p_{D_M}), 0) is nondecreasing.
BRK-families | Relaxing | That condition holds for linear demand with uniform cost, power families, truncated exponentials, and any mix of them (demand of one, cost of another).
BRK-ironing | Relaxing | Irregular G: the ironed virtual cost takes phi_G's place.
BRK-irregular | Relaxing | Irregular D_M (the other assumptions kept): the same outcome, the low values pooled in another way.
BRK-uniform | Proposition | The broker's revenue exceeds consumer surplus under uniform pricing, so total surplus rises, and buying the data from the consumers beforehand is an ex-ante Pareto improvement.
BRK-decomposition | Decomposition lemma | For nondecreasing psi(c) >= c there is a segmentation, quasi-perfect with cutoff psi(c), with psi(z) <= p_D(z) for z <= c (**); for step-function demand the weights on the slides do it.
BRK-partition | Consumers' private information | Values known only up to intervals: the printed (sigma*, tau*) is optimal.
BRK-partition-surplus | Consumers' private information | Values known only up to intervals: consumer surplus under every optimal mechanism is lower than under the fully disclosing segmentation.
BRK-additive | Market information | The additive case is the private cost model.
BRK-multiplicative | Market information | In the multiplicative case the pricing problem does not depend on the type.
BRK-targeting | Targeted marketing | With groups and several producers the broker still leaves consumers nothing; outcome equivalence under the ordering, regularity and price conditions stated.
BRK-characteristics | Implementation | A segmentation with countable support arises from partitioning a nonatomic space of characteristics.
BRK-rich | Implementation | A space rich relative to V generates every segmentation; a Borel subset of R^n, n >= 2, with a density and level sets of V of Hausdorff dimension >= 1 is rich.
`;

/** One line of the list. */
export interface Row {
  readonly id: string;
  /** The paper's prefix. */
  readonly paper: string;
  readonly where: string;
  readonly claim: string;
}

/** The list, in order. */
export const rows: readonly Row[] = LINES.split('\n')
  .filter((line) => line !== '')
  .map((line) => {
    const [id = '', where = '', claim = ''] = line.split(' | ');
    return { id, paper: id.slice(0, id.indexOf('-')), where, claim };
  });

#pragma once

/// The prose of the methodology page: what does not change with the table.
namespace boussole::coverage {

inline constexpr const char* kHead =
    R"(<!-- Written by `coverage --report tests/coverage/table.json`. Do not edit: change tests/coverage/report.cpp. -->
# What the intervals cover

*En bref : un intervalle n'est imprimé que là où des simulations montrent qu'il tient sa promesse. On invente des
publics dont on connaît la loi, on mesure chacun comme un vrai, et l'on compte combien de fois sur cent l'intervalle
contient ce qu'il dit contenir. Les méthodes des manuels échouent ici, parce que quelques personnes font une grande part
des contributions : leur « 95 % » vaut parfois 40 %.*

An interval is printed only where simulation shows that it holds what it says. Publics are invented whose law is known;
each is measured as a real one would be; and one counts how often the interval holds its target.

## What each interval answers

)";

inline constexpr const char* kEstimands = R"(Two readings are used, on purpose.

**Another public.** How contributions spread over people depends on the size of the public and, where a few people do
much, on who happened to come. There is no useful "true Gini" behind one platform: under a Zipf law of exponent 1.8 it is
1, whatever is observed. So the interval of a Gini, a top share or a number of effective voices answers the question as
people ask it: *if another public of the same kind and size had taken part, where would this figure have fallen?* It is
checked against exactly that: a second public is drawn, its figure computed, and the interval must hold it. It holds the
mean figure of such publics as well, more often still (second line of the table below), and is wider than an interval for
that mean alone would be, by about 1.4 where tails are light.

**The rate itself.** A rate does not depend on the size of the public. Its interval is for the rate in the kind of public
that the participants come from: the mean of sum(successes)/sum(contributions) over publics of this size.

"Covers" below is the share of simulated platforms whose interval holds its target, among those where one is printed. Its
own standard error is about 0.7 points for 1,000 runs at 95 %, 0.9 for 600, 1.3 for 300 (rates with 100,000 participants) and
2 to 3.4 for 120 to 40 (rates with a million): with 600 runs, an interval that covers exactly 95 % is seen outside 93 to 97 %
in one cell of two hundred, with 60 in one of three. The second of the two columns counts the cells whose runs do not show (at two standard errors)
that they are outside. The methods of the books, shown for comparison, had 250 runs at most. Whole percents are meant:
92.5 to 97.5.

The constants of the methods for rates and for the spread of contributions were chosen on other publics than those of this
table: other laws, other sizes, other seeds (below). Nothing was fitted on the cells that are shown here, but for one thing: how far the top
eighth of a heavy tail may go (below) was also tried on one kind of them, Zipf 2.2 with the doubled rate.

)";

inline constexpr const char* kMethods = R"(## Methods printed

**Another public, fitted tail** (Gini, top shares, effective voices). Redrawing the participants can never bring back
someone more active than the most active one seen, and heavy tails are made of such people: that is why every form of the
plain bootstrap fails. Here the unknown public is drawn first: weights of a Bayesian bootstrap (Rubin 1981) for the counts
below a threshold, and above it a discrete generalised Pareto tail whose shape and scale come from their posterior
(shape: normal prior, mean 0.6, standard deviation 0.8, cut to [-0.5, 2.2]; log scale: flat). Then as many people are
drawn from that public and the figure is computed. Three thresholds are used (2.5 sqrt(n) people in the tail, half and
twice as many, between 10 and 60 % of n, never below the most frequent count), each weighted by exp(-z^2), z being how
many standard scores away from what it foretells the observed figure lies. It extends the semi-parametric bootstrap of
Cowell & Flachaire (2007): the tail's uncertainty is carried along, and what is foretold is another public. The central
95 % of these figures held 96.0 % of other publics: 98 to 99 % for light tails and few people, since a tail that heavy
cannot be excluded, and 88 to 94 % elsewhere. So the two ends are calibrated by simulation (the level of a prediction
interval: Beran 1990): 4.4 % is left at the even end and 1.1 % at the concentrated end, where what a sample foretells
differs most from one kind of public to another. The two ends are not equal-tailed.

**Wilson by participant** (rates). Wilson's score interval with an effective number of contributions instead of their
number, and the normal quantile lengthened by 0.4 over the number of participants. The variance is a mean of two. One is
the delete-one-participant jackknife. The other is the design effect that the sizes give with the correlation between
contributions of one participant; that correlation is estimated by moments, each participant weighing as
m / (1 + 0.2 (m - 1)) contributions (Kleinman 1973), so that one giant does not decide, and drawn towards 0.2 where little
is known. The jackknife weighs k / (k + 0.4), k being the number of equal participants whose design effects would be as
steady (Satterthwaite 1946): everything where many carry the rate, about 0.7 where one does. Where the rate depends on
activity beyond what luck makes (two halves that say as much as each other, their noise taken off), another mix of more and
less active people would move it: the share that the more active half would have in other publics is drawn with the fitted
tail above, and the margin that it makes, times 4 / (1 + k / 20), is added (squares). Where there are more than 20 people for
each of the k, few carry the rate and the sample mostly holds too little of its most active ones: those who hold an eighth of
what is known are compared with the others as well, and what 0.7 (1 / sqrt 2) of another public's largest share of them would
do is added, on the side where it would move the rate.

**Studentised bootstrap** (means over conversations; Efron & Tibshirani 1993). **Wilson** (independent cases; Wilson 1927).
**Least served group**: a test inverted. A ratio is kept while the lowest group, were it truly there, could by luck be as
low as the one seen (3.0 %) or as high (2.5 %). The other groups are taken at the rates seen, drawn towards the mean by what
luck adds to their spread (method of moments), and never below the ratio tried: many groups near the lowest count for what
they can add by luck, those far above for nothing. Groups are binomial (Peizer & Pratt 1968, mid-p) with the effective n of a
ratio to a whole that they are part of. The two tails were chosen on 480 other cells (2 to 20 groups of 15 to 600, even and
uneven sizes, rates 0.2 to 0.85, four patterns; 600 runs): 390 of them within 93 to 97 %, against 231 for the method before
it, and none under 90.
**Median delay**: Kaplan-Meier with log-log limits inverted (Brookmeyer & Crowley 1982).

**Population of the areas that take part** (at a quarter of the mean rate or more). Each area is tested against the
threshold by its exact binomial law (Clopper & Pearson 1934, as mid-p: Lancaster 1961), all areas still in doubt taken
together, step by step (Holm 1979; only one side of an area can be wrong, so the 5 % is shared between areas, not between
sides). The low end holds the areas certain to take part, the high end all but those certain not to. What it holds is a sum
of whole areas, so it covers 95 % or more and mostly more: 100 % wherever no area is near the threshold, where the interval
is one point; 97 to 99 % where half of the areas are near it. No level makes it cover 95 in both: a test of each area at 2.5 %
covers 66 % with 60 areas just under the threshold, the 5 % shared over the square root of their number 87 %. So the count
of cells within 93 to 97 % is not the aim in this family; the worst cell is.

**One standard mix** (direct standardisation; not printed yet). Shares: Wilson's interval with the number of units that has
the variance of the standardised share, each stratum's share being drawn towards the common one by eight units; none below
ten effective units. Rates of events: Rao's score interval with the exposure that has the variance of the standardised
rate, each stratum's rate being drawn towards the common one by half an event; none below five events (both numbers chosen
on 108 other mixes). The gamma law (Fay & Feuer 1997) covers too much where a small stratum carries
a large weight; with the mean weight (Tiwari, Clegg & Zou 2006) it is shorter and covers 91 % in the worst cell.

## Where an interval is printed

)";

inline constexpr const char* kTried = R"(## Tried, and what came of it

- *Percentile, BCa, logit jackknife, studentised on the logit, m out of n, semi-parametric with a point estimate of the
  tail*: all in the table; none holds the mean figure at 90 % over the heavy-tailed kinds.
- *An interval for the mean figure at this size*, from the same drawn publics (two figures a public, the luck of who came
  removed by analysis of variance): 90 to 97 % for light tails, 72 to 90 % for Zipf laws. Not printed.
- *Flat prior on the tail's shape*, or a narrow one: the first is too wide at n = 15 to 60 for light tails, the second
  falls to 88 % for Zipf 1.8.
- *One threshold for the tail*: 70 % where a few regulars straddle it. Hence three, weighted.
- *Cluster rates with Satterthwaite's degrees of freedom on the jackknife alone*: 98 to 100 %, and twice as wide.
- *Lower end of the least served group corrected for selection*, by a fixed amount: down to 26 % when one group is truly
  behind. *Simultaneous Wilson intervals among the groups in the running* (printed before): 47 of 72 cells within, mean 96.4,
  mean width 0.363; nearly always too wide for a dozen small groups. *The test with normal laws in place of binomial ones*: 319
  of the 480 cells of training in runs of 300, where the one printed has 376; *with the rates not drawn towards the mean*: 372;
  *three times as strongly*: 354.
- *Cluster rates with the larger of the two variances and Student's t*, the correlation by analysis of variance, the halves
  cut at half of the contributions: what was printed before. 144 of the 310 cells within 93 to 97 %, mean 97.0, worst 88.0,
  mean width 0.253.
- *With the mean of the two variances in place of the larger*: 61 % of 175 cells within. The analysis of variance is what
  fails: where one person made a third of all contributions, it is that person's own rate (under Zipf 1.7 with 4,000
  participants its standard deviation is 0.17 at a correlation of 0.4, against 0.01 by the weights printed now).
- *How the constants were chosen*: eight laws of activity (geometric of means 2.2 and 8, lognormal, regulars, Zipf 2.4, 2.0,
  1.9, 1.7), seven of outcomes, nine sizes from 10 to 40,000, seeds of their own; 106,000 invented platforms. There, the
  former method had 51 % of cells within 93 to 97 % in runs of 250, the one printed now 81 % (an exact one would have
  about 90). Cutting the halves at half of the contributions but estimating by the weights: 78 %. Student's t with
  the jackknife alone, or shortening for outcomes that are bounded: no better.
- *Heavy tails whose active people succeed at another rate* (Zipf 2.2: 87 to 92 %, all misses on one side): the halves hardly
  show a difference that begins at the ninth contribution. A longer reach for the halves, their difference with its noise, the
  uncertainty of the difference itself: none moves these cells by more than a point (Zipf 2.4 of the training). Looking at the
  top eighth does (there from 92.3 to 93.0 % on average, in the heavier laws from 94 to 96), and changes nothing where active
  people succeed as the others do.
- *The spread's central 95 %*: 221 of 351 cells within (63 % of 408 cells of the 17 laws kept for training, 20 to 30,000
  participants). A level that depends on the fitted shape, the size, the share of ones, the largest share or where the
  figure seen lies: two constants do as well (81 %) as any of these (79 to 84 %) on laws left out. Ends with 2.5 % beyond
  each on average (1.90 and 1.74 times the standard score): 63 %, and one cell in twenty below 90 %.
- *Other intervals of a proportion*, their coverage computed exactly for the 42 cells of up to 1,000 cases: within 93 to 97 %
  are 31 of Wilson's, 32 of Jeffreys', 33 of the mid-p interval, 30 of Agresti and Coull's. Counts of 10 cases are too few
  for any to do better; Wilson stays.
- *Wilson's intervals of strata put together* (Zou & Donner 2008), for a share at one standard mix: 87 to 95 %.

## Limits

No method can know of people of whom the sample holds none. With 3 % of hyperactive people (25 times the mean of the
others) and fewer than 100 participants, the sample often shows one, two or none of them, and the interval covers less:

)";

inline constexpr const char* kRedo = R"(## To redo it

    ninja -C build/release coverage
    build/release/tests/coverage/coverage --long -o tests/coverage/table.json      # hours
    build/release/tests/coverage/coverage --report tests/coverage/table.json -o docs/coverage.md
    build/release/tests/coverage/coverage --short --check tests/coverage/table.json # minutes, run by the tests

Random numbers are counter-based: the same seed gives the same table whatever the threads and the machine. The short form
uses the first runs of the long one and fails when a cell covers less than the table promises by more than four standard
errors.
)";

}  // namespace boussole::coverage

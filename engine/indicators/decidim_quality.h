#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/audit.h"

/// The four automatic dimensions of Decidim's own "democratic quality indicators", computed as its code does, defects
/// included: to be shown beside our measures, never mixed with them. Source read: Decidim,
/// ParticipatoryProcessDemocraticQualityStatsPresenter, commit f618e655 (the 0.31 generation); the texts and the named
/// defects are in criteria/decidim_quality/. One process at a time: Decidim scores participatory processes only.
namespace boussole::engine::decidim_quality {

/// A numerator and a denominator; absent where the data do not say.
struct Share {
  std::optional<std::int64_t> top, bottom;
};

/// What the scores are made from. To reproduce Decidim, "proposals" are all rows: withdrawn ones and amendments too.
/// An amendment is never "accepted" here, whatever its own state: Decidim looks at the state of proposals.
struct Counts {
  Share accepted;              ///< proposals with the published state "accepted" / proposals
  Share citizen_accepted;      ///< the same over citizen proposals, each counted once per citizen author, on both sides
  Share accepted_citizen;      ///< citizen authors of accepted proposals / accepted proposals
  Share results_linked;        ///< links from citizen proposals to results, once per citizen author / results
  Share answered;              ///< proposals with an answer date, published or not / proposals
  Share completed;             ///< results with progress 100 / results
  Share with_history;          ///< proposals with at least one link of any kind / proposals
  Share proposals_to_results;  ///< links from proposals to results / proposals
  Share meetings_not_online;   ///< in-person and hybrid meetings with an end time / meetings
  Share proposals_to_budgets;  ///< links from budget projects to proposals / proposals

  std::optional<bool> meetings_component;                                 ///< the process has a meetings component
  std::optional<bool> online_meeting, in_person_meeting, hybrid_meeting;  ///< there is at least one
  std::optional<bool> meeting_with_proposals;  ///< at least one meeting is linked to a proposal
};

/// Decidim's code looks for links named "linked_results", which none of its forms creates (they create
/// "included_proposals"): as coded, two questions always find 0 links. As described on its information page, the links
/// of `results_linked` and `proposals_to_results` count.
enum class Reading { as_coded, as_described };

/// One question's score; `value` is absent where the data do not settle it, and then lies between `low` and `high`.
struct SubScore {
  std::string_view id;  ///< of criteria/decidim_quality: "dq-influence-accepted"
  std::optional<double> value;
  double low = 0, high = 0;
  std::optional<double> percent;  ///< what was put in a bin; absent for 0 of 0 and for yes-no questions
  Share share;                    ///< empty for yes-no questions
};

/// A dimension's score: the mean of its questions.
struct Dimension {
  std::string_view id;     ///< "dq-influence"
  std::string_view total;  ///< id of the figure that shows its mean: "dq-influence-mean"
  std::optional<double> value;
  double low = 0, high = 0;
  std::vector<SubScore> questions;
};

struct Scores {
  std::vector<Dimension> dimensions;  ///< influence, hybridization, responsiveness, traceability
  std::optional<double> global;  ///< their mean, which is what Decidim shows until the self-assessment is filled in
  double global_low = 0, global_high = 0;
};

/// Decidim's score of `top` out of `bottom` (its percentage_to_scale): 1.0 for 0 of 0; else 100 * top / bottom in
/// doubles, [0, 20] → 1, [20.1, 40] → 2, [40.1, 60] → 3, [60.1, 80] → 4, anything else → 5, gaps between bins included.
double scale(std::int64_t top, std::int64_t bottom);

Scores score(const Counts& counts, Reading reading);

/// What the same counts say without bins: the exact share, and no figure for 0 of 0 or for what is not known. Give it
/// counts without withdrawn proposals and amendments to have our denominator.
Measurement plain_share(const Share& share);

}  // namespace boussole::engine::decidim_quality

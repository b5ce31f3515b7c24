#include "engine/indicators/decidim_quality.h"

#include <algorithm>
#include <utility>

namespace boussole::engine::decidim_quality {
namespace {

constexpr double kWorst = 1, kBest = 5;

/// A percentage question. 0 on top gives 1 whatever stands below, so an unknown bottom does not matter then.
SubScore binned(std::string_view id, const Share& share) {
  SubScore question{id, std::nullopt, kWorst, kBest, std::nullopt, share};
  if (share.bottom == 0 || share.top == 0) {
    question.value = kWorst;
  } else if (share.top && share.bottom) {
    question.value = scale(*share.top, *share.bottom);
  }
  if (share.top && share.bottom && *share.bottom != 0)
    question.percent = static_cast<double>(*share.top) / static_cast<double>(*share.bottom) * 100;
  if (question.value) question.low = question.high = *question.value;
  return question;
}

/// A yes-no question: 5 or 0, so below the scale that is announced.
SubScore yes_no(std::string_view id, std::optional<bool> yes) {
  SubScore question{id, std::nullopt, 0, kBest, std::nullopt, {}};
  if (yes) question.value = question.low = question.high = *yes ? kBest : 0;
  return question;
}

Dimension dimension(std::string_view id, std::string_view total, std::vector<SubScore> questions) {
  Dimension result{id, total, 0.0, 0, 0, std::move(questions)};
  for (const SubScore& question : result.questions) {
    result.low += question.low;
    result.high += question.high;
    result.value = result.value && question.value ? std::optional(*result.value + *question.value) : std::nullopt;
  }
  const auto n = static_cast<double>(result.questions.size());
  result.low /= n;
  result.high /= n;
  if (result.value) *result.value /= n;
  return result;
}

Share without_links(Share share, Reading reading) {
  if (reading == Reading::as_coded) share.top = 0;
  return share;
}

}  // namespace

double scale(std::int64_t top, std::int64_t bottom) {
  if (bottom == 0) return kWorst;
  const double percent = static_cast<double>(top) / static_cast<double>(bottom) * 100;
  if (percent >= 0 && percent <= 20) return 1;
  if (percent >= 20.1 && percent <= 40) return 2;
  if (percent >= 40.1 && percent <= 60) return 3;
  if (percent >= 60.1 && percent <= 80) return 4;
  return kBest;
}

Scores score(const Counts& counts, Reading reading) {
  Scores scores;
  scores.dimensions.push_back(
      dimension("dq-influence", "dq-influence-mean",
                {binned("dq-influence-accepted", counts.accepted),
                 binned("dq-influence-citizen-accepted", counts.citizen_accepted),
                 binned("dq-influence-accepted-citizen", counts.accepted_citizen),
                 binned("dq-influence-results", without_links(counts.results_linked, reading))}));
  scores.dimensions.push_back(dimension(
      "dq-hybridization", "dq-hybridization-mean",
      {yes_no("dq-hybrid-component", counts.meetings_component), yes_no("dq-hybrid-online", counts.online_meeting),
       yes_no("dq-hybrid-in-person", counts.in_person_meeting), yes_no("dq-hybrid-mixed", counts.hybrid_meeting),
       yes_no("dq-hybrid-proposals", counts.meeting_with_proposals)}));
  scores.dimensions.push_back(
      dimension("dq-responsiveness", "dq-responsiveness-mean",
                {binned("dq-response-answered", counts.answered), binned("dq-response-completed", counts.completed)}));
  scores.dimensions.push_back(
      dimension("dq-traceability", "dq-traceability-mean",
                {binned("dq-trace-history", counts.with_history),
                 binned("dq-trace-results", without_links(counts.proposals_to_results, reading)),
                 binned("dq-trace-meetings", counts.meetings_not_online),
                 binned("dq-trace-budgets", counts.proposals_to_budgets)}));

  scores.global = 0.0;
  for (const Dimension& one : scores.dimensions) {
    scores.global_low += one.low / 4;
    scores.global_high += one.high / 4;
    scores.global = scores.global && one.value ? std::optional(*scores.global + *one.value) : std::nullopt;
  }
  if (scores.global) *scores.global /= 4;
  return scores;
}

Measurement plain_share(const Share& share) {
  if (!share.top || !share.bottom) {
    Unavailable unknown;
    unknown.why = Why::not_provided;
    unknown.reason = {"not_in_export", {"L’export ne le dit pas.", "The export does not say."}};
    return unknown;
  }
  if (*share.bottom == 0) {
    Unavailable empty;
    empty.why = Why::not_computable;
    empty.reason = {"nothing_to_count",
                    {"Il n’y a rien à compter : zéro sur zéro n’est pas un chiffre.",
                     "There is nothing to count: zero out of zero is not a figure."}};
    empty.n = 0;
    return empty;
  }
  Estimate estimate;
  estimate.value = static_cast<double>(*share.top) / static_cast<double>(*share.bottom);
  estimate.n = *share.bottom;
  estimate.interval_reason =
      Message{"census", {"Compte exact des lignes de l’export.", "Exact count of the rows of the export."}};
  return estimate;
}

}  // namespace boussole::engine::decidim_quality

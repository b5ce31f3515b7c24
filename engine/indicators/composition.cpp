#include "engine/indicators/composition.h"

#include <algorithm>
#include <utility>

namespace boussole::engine {
namespace {

constexpr double kManyUnanswered = 0.1;  ///< from here on the bounds are what can be said

}  // namespace

Unavailable untold(const Inputs& in) { return not_provided("needs_other_data", in.definition.fed_by); }

Unavailable no_reference(std::vector<Part> parts) {
  return not_provided(
      "reference_not_given",
      {"Les participants sont décrits, mais la population de référence n’est pas donnée (option --reference).",
       "Participants are described, but the reference population is not given (option --reference)."},
      std::move(parts));
}

Unavailable several_ballots(std::vector<Part> parts) {
  return not_computable(
      "several_ballots",
      {"Plusieurs votes sont lus, et la même personne peut avoir pris part à chacun : chaque vote est décrit "
       "à part, plus bas.",
       "Several votes are read, and the same person may have taken part in each: every vote is described "
       "by itself, below."},
      std::move(parts));
}

std::vector<const Composition*> of_scope(const Inputs& in, const std::string& variable) {
  std::vector<const Composition*> out;
  if (in.findings == nullptr) return out;
  for (const Composition& c : in.findings->compositions)
    if (c.scope == in.scope && (variable.empty() || c.variable == variable)) out.push_back(&c);
  return out;
}

bool described_by_ballot(const Inputs& in, const std::string& variable) {
  return in.findings != nullptr &&
         std::any_of(in.findings->compositions.begin(), in.findings->compositions.end(), [&](const Composition& c) {
           return c.scope != "platform" && (variable.empty() || c.variable == variable);
         });
}

double answered(const Composition& c) {
  const std::int64_t all = c.known + c.unanswered + c.outside.value_or(0);
  return all == 0 ? 0 : static_cast<double>(c.known + c.outside.value_or(0)) / static_cast<double>(all);
}

bool many_silent(const Composition& c) { return answered(c) < 1 - kManyUnanswered; }

}  // namespace boussole::engine

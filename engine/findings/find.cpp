#include "engine/findings/find.h"

#include "engine/dataset/reference.h"
#include "engine/findings/answers.h"
#include "engine/findings/budgets.h"
#include "engine/findings/comparison.h"
#include "engine/findings/opinions.h"

namespace boussole::engine {

namespace {

ReferenceRecord record_of(const ReferencePopulation& reference) {
  ReferenceRecord out;
  out.file = reference.file;
  out.sha256 = reference.sha256;
  out.source = reference.source;
  out.year = reference.year;
  if (reference.from_age) out.from_age = *reference.from_age;
  out.population = population_of(reference);
  out.territories = static_cast<std::int64_t>(reference.territories.size());
  if (reference.territories.size() == 1) {
    const ReferenceTerritory& only = reference.territories.front();
    out.territory = only.code + (only.name.empty() || only.name == only.code ? "" : " " + only.name);
  }
  out.notes = reference.notes;
  return out;
}

}  // namespace

std::shared_ptr<const Findings> find(const Dataset& data, const Sampling& sampling, OptionalTime as_of) {
  auto out = std::make_shared<Findings>();
  if (data.reference != nullptr) out->reference = record_of(*data.reference);
  for (const Answers& answers : answers_of(data, as_of))
    out->compositions.push_back(compare_people(answers, data.reference.get(), sampling));
  out->opinions = find_opinions(data, sampling);
  out->budgets = find_budgets(data, sampling);
  const bool nothing = !out->reference && out->compositions.empty() && out->opinions.empty() && out->budgets.empty();
  return nothing ? nullptr : out;
}

}  // namespace boussole::engine

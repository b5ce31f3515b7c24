#include "engine/scoring/differencing.h"

#include <algorithm>

#include "engine/findings.h"
#include "engine/statistics/publication_ledger.h"

namespace boussole::engine {
namespace {

using statistics::Publication;
using statistics::PublicationLedger;

const Composition* same_table(const Findings& findings, const Composition& like) {
  for (const Composition& c : findings.compositions)
    if (c.variable == like.variable && c.scope == like.scope && c.measure == like.measure) return &c;
  return nullptr;
}

const ClassShare* same_class(const Composition& table, const std::string& id) {
  for (const ClassShare& c : table.classes)
    if (c.id == id) return &c;
  return nullptr;
}

/// A class in both audits, as two groups of people: those in both, and those who came or went.
struct Pair {
  const ClassShare* now = nullptr;
  std::uint64_t before = 0, after = 0;
};

std::vector<Pair> in_both(const Composition& earlier, const Composition& now) {
  std::vector<Pair> out;
  for (const ClassShare& c : now.classes) {
    const ClassShare* before = same_class(earlier, c.id);
    if (before == nullptr || !before->people || !c.people || *before->people < 0 || *c.people < 0) continue;
    out.push_back({&c, static_cast<std::uint64_t>(*before->people), static_cast<std::uint64_t>(*c.people)});
  }
  return out;
}

void add_table(const Composition& earlier, const Composition& now, std::uint64_t smallest,
               std::vector<DisclosedClass>& out) {
  const std::vector<Pair> pairs = in_both(earlier, now);
  std::vector<std::uint64_t> groups;
  for (const Pair& p : pairs) {
    groups.push_back(std::min(p.before, p.after));
    groups.push_back(std::max(p.before, p.after) - groups.back());
  }
  if (groups.empty()) return;
  auto ledger = PublicationLedger::over(groups, smallest);
  if (!ledger) return;
  const auto total = [&](std::size_t i, bool larger) {
    return larger ? Publication{pairs[i].now->id, {2 * i, 2 * i + 1}} : Publication{pairs[i].now->id, {2 * i}};
  };
  for (std::size_t i = 0; i < pairs.size(); ++i)
    if (pairs[i].before > 0) (void)ledger->publish(total(i, pairs[i].before > pairs[i].after));
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (pairs[i].after == pairs[i].before) continue;
    const auto leaks = ledger->publish(total(i, pairs[i].after > pairs[i].before));
    if (!leaks || leaks->empty()) continue;
    out.push_back({now.variable, now.scope, now.measure, now.name, pairs[i].now->name, pairs[i].now->id,
                   static_cast<std::int64_t>(pairs[i].before), static_cast<std::int64_t>(pairs[i].after)});
  }
}

}  // namespace

std::vector<DisclosedClass> differencing(const Audit& earlier, const Audit& audit) {
  std::vector<DisclosedClass> out;
  if (!earlier.findings || !audit.findings) return out;
  const auto smallest = static_cast<std::uint64_t>(std::max(earlier.parameters.min_cell, audit.parameters.min_cell));
  for (const Composition& now : audit.findings->compositions)
    if (const Composition* before = same_table(*earlier.findings, now)) add_table(*before, now, smallest, out);
  return out;
}

Message differencing_warning(const std::vector<DisclosedClass>& classes, const std::string& number,
                             std::int64_t smallest) {
  constexpr std::size_t kNamed = 4;
  Text which;
  for (std::size_t i = 0; i < classes.size() && i < kNamed; ++i) {
    which.fr += (i == 0 ? "" : ", ") + classes[i].variable_name.fr + " / " + classes[i].class_name.fr;
    which.en += (i == 0 ? "" : ", ") + classes[i].variable_name.en + " / " + classes[i].class_name.en;
  }
  if (classes.size() > kNamed) which.fr += "…", which.en += "…";
  const std::string least = std::to_string(smallest), count = std::to_string(classes.size());
  return {
      "differencing",
      {"Ne publiez pas cet audit à côté de l'audit " + number + " : " + count +
           " classe(s) de personnes y changent de moins de " + least +
           ", et la soustraction dirait qui est arrivé ou parti (" + which.fr +
           "). Retirez l'ancien, ou attendez que chaque classe ait changé d'au moins " + least + ".",
       "Do not publish this audit beside audit " + number + ": " + count +
           " class(es) of people change by fewer than " + least + ", and subtraction would tell who came or went (" +
           which.en + "). Take the old one down, or wait until each class has changed by at least " + least + "."}};
}

}  // namespace boussole::engine

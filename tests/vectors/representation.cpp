// Family g: does a committee represent large groups? Answers, and the proofs that go with them.
#include <algorithm>
#include <map>

#include "engine/statistics/budgeting.h"
#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

using namespace engine::statistics;

using Names = std::vector<std::string>;

std::vector<Names> ballots_of(const Case& c) {
  const json::Array* ballots = c.input.get("approvals").as_array();
  if (!ballots) throw BadCase("approvals: a list was expected");
  std::vector<Names> result;
  for (const json::Value& ballot : *ballots) {
    result.emplace_back();
    if (const json::Array* approved = ballot.as_array())
      for (const json::Value& name : *approved) result.back().push_back(label_of(name));
    else
      result.back().push_back(label_of(ballot));
  }
  return result;
}

json::Value represented(const Case& c) {
  std::map<std::string, ProjectIndex> index;
  Names candidate;
  const auto number = [&](const std::string& name) {
    const auto [at, is_new] = index.emplace(name, static_cast<ProjectIndex>(index.size()));
    if (is_new) candidate.push_back(name);
    return at->second;
  };
  std::vector<std::vector<ProjectIndex>> approvals;
  for (const Names& ballot : ballots_of(c)) {
    approvals.emplace_back();
    for (const std::string& name : ballot) approvals.back().push_back(number(name));
  }
  std::vector<ProjectIndex> committee;
  for (const std::string& name : c.input.texts("committee")) committee.push_back(number(name));
  if (c.input.has("candidates"))
    for (const std::string& name : c.input.texts("candidates")) number(name);
  const auto result = justified_representation(approvals, index.size(), committee, c.input.count("k"));
  Answer answer;
  answer.set("jr", result, &Representation::jr)
      .set("ejr", result, &Representation::ejr)
      .set("pjr", result, &Representation::pjr)
      .set("ejr_plus", result, &Representation::ejr_plus);
  if (!result) return answer.set("ejr_witness", result.error());
  if (!result->ejr_witness) return answer.set("ejr_witness", std::optional<double>());
  Names claimed;
  for (const std::size_t at : result->ejr_witness->candidates) claimed.push_back(candidate.at(at));
  const json::Value witness = Answer().set("voters", result->ejr_witness->voters).set("candidates", claimed);
  return answer.set("ejr_witness", witness);
}

/// All labels, or all numbers, anywhere within a value.
void collect(const json::Value& value, Names& labels, std::vector<std::size_t>& numbers) {
  if (const std::string* text = value.as_string()) labels.push_back(*text);
  if (const auto number = value.as_double()) numbers.push_back(static_cast<std::size_t>(*number));
  if (const json::Array* elements = value.as_array())
    for (const json::Value& element : *elements) collect(element, labels, numbers);
  if (const json::Object* members = value.as_object())
    for (const json::Member& member : *members) collect(member.value, labels, numbers);
}

bool holds(const Names& ballot, const std::string& name) { return std::ranges::find(ballot, name) != ballot.end(); }

/// The definition, word by word: these voters all approve these candidates, are numerous enough for as many seats, and
/// each of them has fewer members. Candidates may be left to be found among those that all of them approve.
bool proves(const Case& c, const std::vector<std::size_t>& voters, Names claimed) {
  const auto ballots = ballots_of(c);
  const Names committee = c.input.texts("committee");
  const auto all_approve = [&](const std::string& name) {
    return std::ranges::all_of(voters, [&](std::size_t v) { return v < ballots.size() && holds(ballots[v], name); });
  };
  if (voters.empty()) return false;
  const std::size_t seats = voters.size() * c.input.count("k") / ballots.size();
  if (claimed.empty() && voters.front() < ballots.size())
    for (const std::string& name : ballots[voters.front()])
      if (claimed.size() < seats && all_approve(name)) claimed.push_back(name);
  if (claimed.empty() || claimed.size() > seats || !std::ranges::all_of(claimed, all_approve)) return false;
  return std::ranges::all_of(voters, [&](std::size_t v) {
    const auto members = std::ranges::count_if(committee, [&](const auto& name) { return holds(ballots[v], name); });
    return static_cast<std::size_t>(members) < claimed.size();
  });
}

/// The voters who approve all of these and have fewer members than that.
std::vector<std::size_t> wronged(const Case& c, const Names& claimed) {
  const auto ballots = ballots_of(c);
  const Names committee = c.input.texts("committee");
  std::vector<std::size_t> result;
  for (std::size_t v = 0; v < ballots.size(); ++v) {
    const auto members = std::ranges::count_if(committee, [&](const auto& name) { return holds(ballots[v], name); });
    if (std::ranges::all_of(claimed, [&](const auto& name) { return holds(ballots[v], name); }) &&
        static_cast<std::size_t>(members) < claimed.size())
      result.push_back(v);
  }
  return result;
}

/// Many groups may be wronged at once: each of the two proofs must hold by itself.
std::optional<std::string> judge(const Case& c, const json::Value& got, const json::Value& expected,
                                 Tolerance tolerance) {
  json::Object rest;
  if (const json::Object* members = expected.as_object())
    for (const json::Member& member : *members)
      if (member.key != "ejr_witness") rest.append(member.key, member.value);
  if (auto found = difference(got, json::Value(std::move(rest)), tolerance)) return found;
  const json::Value *mine = got.find("ejr_witness"), *theirs = expected.find("ejr_witness");
  if (mine && mine->as_object()) {
    std::vector<std::size_t> voters;
    for (const double v : Fields(mine).numbers("voters")) voters.push_back(static_cast<std::size_t>(v));
    if (!proves(c, voters, Fields(mine).texts("candidates"))) return ".ejr_witness: ours proves nothing";
  }
  if (!theirs) return std::nullopt;
  if (!mine || mine->is_null() != theirs->is_null()) return ".ejr_witness: one has a witness and the other has none";
  if (theirs->is_null()) return std::nullopt;
  Names labels;
  std::vector<std::size_t> numbers;
  collect(*theirs, labels, numbers);
  std::vector<std::size_t> from_zero = numbers;
  for (std::size_t& v : from_zero) v -= v > 0 ? 1 : 0;
  const bool proved =
      labels.empty() ? proves(c, numbers, {}) || proves(c, from_zero, {}) : proves(c, wronged(c, labels), labels);
  if (proved) return std::nullopt;
  return ".ejr_witness: the expected one proves nothing";
}

constexpr Method kMethods[] = {{"justified_representation_unit_cost", represented, judge}};

}  // namespace

std::span<const Method> representation_methods() { return kMethods; }

}  // namespace boussole::vectors

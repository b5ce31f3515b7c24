#include <catch2/catch.hpp>

#include "criteria/policy.h"
#include "criteria/replies_file.h"
#include "engine/scoring/contested_axes.h"
#include "engine/scoring/gate.h"
#include "engine/scoring/replies.h"
#include "engine/scoring/scenarios.h"
#include "engine/statistics/random.h"
#include "reports/reading.h"
#include "tests/unit/evidence/answers.h"

using namespace boussole;
using namespace boussole::testing;
using engine::Status;

namespace {

criteria::ReplyEntry contest(const std::string& indicator, std::optional<double> value) {
  criteria::ReplyEntry out;
  out.id = "c1";
  out.indicator = indicator;
  out.kind = "contest";
  out.reason = "wrong_data";
  out.text = "The answers on paper are missing.";
  out.by = "participation team";
  out.on = "2026-02-20";
  out.value = value;
  return out;
}

const engine::IndicatorResult& result(const engine::Audit& audit, const std::string& id) {
  for (const auto& r : audit.indicators)
    if (r.id == id) return r;
  throw std::runtime_error("no such indicator");
}

}  // namespace

TEST_CASE("an open contest marks the figure, keeps both values and gives the range of both scores") {
  engine::Audit audit = unanswered_audit();
  criteria::RepliesFile file{"replies.json", "sha", {contest("sui-taux-reponse", 0.95)}};
  const auto record = engine::apply_replies(audit, the_set(), file, "2026-03-01");
  REQUIRE(record);
  const auto& figure = result(audit, "sui-taux-reponse");
  CHECK(figure.status == Status::contested);
  CHECK(*figure.value == 0.4);
  CHECK(figure.score->value == 0.6);  // in force until the contest is answered
  CHECK(figure.reason->code == "contested");
  const engine::Reply& reply = record->replies[0];
  CHECK(*reply.value == 0.4);
  CHECK(*reply.other_value == 0.95);
  CHECK(reply.other_score->value == 1.0);  // 0 at 0.1, 1 at 0.95
  CHECK(reply.range->low == 0.5);          // the audit's own range is 0.5 to 0.7
  CHECK(reply.range->high == 1.0);
}

TEST_CASE("no contest moves a score: neither the audited body nor a rival gains by contesting") {
  const engine::Audit before = unanswered_audit();
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    engine::statistics::RandomStream random(seed, 7, 0);
    engine::Audit audit = before;
    criteria::RepliesFile file{"replies.json", "sha", {}};
    for (const engine::IndicatorResult& r : before.indicators) {
      if (!r.value || random.uniform() < 0.7) continue;
      const double other = random.uniform();
      file.replies.push_back(contest(r.id, other < 0.2 ? std::nullopt : std::optional(other)));
      file.replies.back().id = r.id + std::to_string(file.replies.size());
      if (random.uniform() < 0.3) file.replies.back().answer_due = "2026-02-21";  // overdue
    }
    REQUIRE(engine::apply_replies(audit, the_set(), file, "2026-03-01"));
    engine::rescore(audit, the_set());
    for (std::size_t i = 0; i < audit.axes.size(); ++i) {
      CHECK(audit.axes[i].coverage == before.axes[i].coverage);
      CHECK(audit.axes[i].measured->value == before.axes[i].measured->value);
      CHECK(audit.axes[i].measured->low == before.axes[i].measured->low);
    }
    CHECK(engine::axis_points(audit, {"suites", "acces"}) == engine::axis_points(before, {"suites", "acces"}));
    // A comparison holds the same indicators, differences and verdicts; it says what is contested.
    const std::vector<engine::Subject> clean{{before, "a", {}}, {before, "b", {}}},
        now{{audit, "a", {}}, {before, "b", {}}};
    const auto one = engine::compare(clean, the_set()), two = engine::compare(now, the_set());
    CHECK(one.family == two.family);
    CHECK(one.left_out.size() == two.left_out.size());
    CHECK(reports::weaknesses(audit, the_set()).size() == reports::weaknesses(before, the_set()).size());
    CHECK(reports::strengths(audit, the_set()).size() == reports::strengths(before, the_set()).size());
  }
}

TEST_CASE("an axis is shown with the audit's figure, without the contested one, and by the contester's value") {
  engine::Audit audit = unanswered_audit();
  const std::string axis = the_set().find("sui-taux-reponse")->axis,
                    criterion = the_set().find("sui-taux-reponse")->criterion;
  double members = 0, criteria_count = 0;  // of the same criterion; of the axis, where something is measured
  for (const auto& c : audit.criteria_scores) criteria_count += c.axis == axis && c.measured;
  for (const auto& r : audit.indicators) members += r.criterion == criterion && r.kind != "declared";
  auto second = contest("sui-taux-reponse", 0.1);  // score 0
  second.id = "c2";
  criteria::RepliesFile file{"replies.json", "sha", {contest("sui-taux-reponse", 0.95), second}};
  auto record = engine::apply_replies(audit, the_set(), file, "2026-03-01");
  REQUIRE(record);
  engine::rescore(audit, the_set());
  const auto axes = engine::contested_axes(audit, the_set(), *record);
  REQUIRE(axes.size() == 1);
  CHECK(axes[0].axis == axis);
  CHECK(axes[0].kind == "measured");
  CHECK(axes[0].indicators == std::vector<std::string>{"sui-taux-reponse"});
  CHECK(axes[0].in_force->value == Approx(0.6));  // every figure of this audit scores 0.6
  CHECK(axes[0].highest == Approx(0.6 + 0.4 / (members * criteria_count)));
  CHECK(axes[0].lowest == Approx(0.6 - 0.6 / (members * criteria_count)));
  CHECK(axes[0].without->coverage < axes[0].in_force->coverage);
  file.replies.pop_back();
  file.replies[0].answered = true;
  file.replies[0].outcome = "rejected";
  file.replies[0].answered_on = "2026-02-28";
  engine::Audit closed = unanswered_audit();
  record = engine::apply_replies(closed, the_set(), file, "2026-03-01");
  CHECK(engine::contested_axes(closed, the_set(), *record).empty());
}

TEST_CASE("annotations and answered contests change no status") {
  engine::Audit audit = unanswered_audit();
  auto closed = contest("sui-taux-reponse", 0.9);
  closed.answered = true;
  closed.outcome = "rejected";
  closed.answer = "The paper answers were in the export.";
  closed.answered_by = "audit team";
  closed.answered_on = "2026-02-25";
  auto remark = contest("deb-reciprocite", std::nullopt);
  remark.id = "a1";
  remark.kind = "annotation";
  remark.reason.clear();
  criteria::RepliesFile file{"replies.json", "sha", {closed, remark}};
  const auto record = engine::apply_replies(audit, the_set(), file, "2026-03-01");
  REQUIRE(record);
  CHECK(record->replies.size() == 2);
  for (const auto& r : audit.indicators) CHECK(r.status != Status::contested);
}

TEST_CASE("a reply from the future, or on what is not there, is refused with its line") {
  engine::Audit audit = unanswered_audit();
  auto late = contest("sui-taux-reponse", std::nullopt);
  late.on = "2026-04-01";
  late.line = 12;
  auto refused = engine::apply_replies(audit, the_set(), {"replies.json", "sha", {late}}, "2026-03-01");
  REQUIRE_FALSE(refused);
  CHECK(*refused.error().line == 12);
  auto nowhere = contest("sui-taux-reponse", std::nullopt);
  nowhere.space = "/processes/none";
  refused = engine::apply_replies(audit, the_set(), {"replies.json", "sha", {nowhere}}, "2026-03-01");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what.en.find("/processes/none") != std::string::npos);
  for (const auto& r : audit.indicators) CHECK(r.status != Status::contested);
}

TEST_CASE("a contest turns no failure of a rule into anything else, and makes a success unsure only by its value") {
  const auto policy = criteria::read_policy(
      R"({"schema": "boussole/policy/1", "name": "P", "rules": [
          {"id": "r", "indicator": "sui-taux-reponse", "figure": "value", "at_least": 0.2}]})",
      "p.json", the_set());
  REQUIRE(policy);
  engine::Audit audit = unanswered_audit();
  CHECK(engine::check_gate(*policy, audit, nullptr, "", the_set()).overall() == engine::Outcome::met);
  auto entry = contest("sui-taux-reponse", 0.1);
  engine::Audit contested = audit;
  REQUIRE(engine::apply_replies(contested, the_set(), {"r.json", "sha", {entry}}, "2026-03-01"));
  const auto judged = [&](const criteria::Policy& by, const std::vector<criteria::ReplyEntry>& entries) {
    engine::Audit one = unanswered_audit();
    engine::Claims claims;
    claims.replies = *engine::apply_replies(one, the_set(), {"r.json", "sha", entries}, "2026-03-01");
    claims.replies->axes = engine::contested_axes(one, the_set(), *claims.replies);
    one.claims = std::make_shared<const engine::Claims>(std::move(claims));
    return engine::check_gate(by, one, nullptr, "", the_set());
  };
  const auto gate = judged(*policy, {entry});  // 0.1 would not meet 0.2
  CHECK(gate.overall() == engine::Outcome::inconclusive);
  CHECK(gate.results[0].reason->code == "contested");
  CHECK(judged(*policy, {contest("sui-taux-reponse", 0.9)}).overall() == engine::Outcome::met);
  CHECK(judged(*policy, {contest("sui-taux-reponse", std::nullopt)}).overall() == engine::Outcome::met);
  const auto strict = criteria::read_policy(
      R"({"schema": "boussole/policy/1", "name": "P", "rules": [
          {"id": "r", "indicator": "sui-taux-reponse", "figure": "value", "at_least": 0.7},
          {"id": "a", "axis": "suites", "figure": "score", "at_least": 0.9, "without_interval": "use_value"}]})",
      "p.json", the_set());
  REQUIRE(strict);
  const auto failed = judged(*strict, {contest("sui-taux-reponse", 0.95)});  // the audited body says that it passes
  CHECK(failed.not_met == 2);
  CHECK(failed.results[0].reason->code == "contested");
  const auto low = criteria::read_policy(
      R"({"schema": "boussole/policy/1", "name": "P", "rules": [
          {"id": "a", "axis": "suites", "figure": "score", "at_least": 0.45, "without_interval": "use_value"}]})",
      "p.json", the_set());
  CHECK(judged(*low, {}).overall() == engine::Outcome::met);
  CHECK(judged(*low, {contest("sui-taux-reponse", 0.2)}).overall() == engine::Outcome::met);
  entry.answered = true;
  entry.outcome = "rejected";
  entry.answered_on = "2026-02-28";
  REQUIRE(engine::apply_replies(audit, the_set(), {"r.json", "sha", {entry}}, "2026-03-01"));
  CHECK(engine::check_gate(*policy, audit, nullptr, "", the_set()).overall() == engine::Outcome::met);
}

#include <catch2/catch.hpp>

#include "criteria/policy.h"
#include "criteria/replies_file.h"
#include "engine/scoring/gate.h"
#include "engine/scoring/replies.h"
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
  CHECK_FALSE(figure.score);
  CHECK(figure.reason->code == "contested");
  const engine::Reply& reply = record->replies[0];
  CHECK(*reply.value == 0.4);
  CHECK(*reply.other_value == 0.95);
  CHECK(reply.other_score->value == 1.0);  // 0 at 0.1, 1 at 0.95
  CHECK(reply.range->low == 0.5);          // the audit's own range is 0.5 to 0.7
  CHECK(reply.range->high == 1.0);
}

TEST_CASE("a contested figure enters no axis, and nothing else moves") {
  engine::Audit audit = unanswered_audit();
  const engine::Audit before = audit;
  criteria::RepliesFile file{"replies.json", "sha", {contest("sui-taux-reponse", std::nullopt)}};
  REQUIRE(engine::apply_replies(audit, the_set(), file, "2026-03-01"));
  engine::rescore(audit, the_set());
  for (std::size_t i = 0; i < audit.axes.size(); ++i)
    CHECK((audit.axes[i].coverage < before.axes[i].coverage) == (audit.axes[i].id == "suites"));
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

TEST_CASE("a rule on a contested figure decides nothing until the contest is answered") {
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
  const auto gate = engine::check_gate(*policy, contested, nullptr, "", the_set());
  CHECK(gate.overall() == engine::Outcome::inconclusive);
  CHECK(gate.results[0].reason->code == "contested");
  entry.answered = true;
  entry.outcome = "rejected";
  entry.answered_on = "2026-02-28";
  REQUIRE(engine::apply_replies(audit, the_set(), {"r.json", "sha", {entry}}, "2026-03-01"));
  CHECK(engine::check_gate(*policy, audit, nullptr, "", the_set()).overall() == engine::Outcome::met);
}

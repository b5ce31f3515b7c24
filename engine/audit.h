#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/text.h"

/// The plain structs that cross module boundaries. `Audit` is the one result document (audit.json, version 1):
/// reports, comparison, scenarios and the gate read it and nothing else.
namespace boussole::engine {

struct Interval {
  double low = 0;
  double high = 0;
  double level = 0.95;
  std::string method;  ///< "participant bootstrap, percentile, B=2000"
};

/// One of the named numbers that a value was made from: a numerator, a denominator, the value without organisers.
/// `value` is absent where the number is withheld (fewer people than the smallest publishable cell).
struct Part {
  std::string id;
  Text label;
  std::optional<double> value;
};

/// A figure: exact for the traces it was counted from, with an interval only where simulation shows that it covers.
struct Estimate {
  double value = 0;
  std::optional<Interval> interval;
  std::optional<Message> interval_reason;  ///< mandatory where there is no interval
  std::int64_t n = 0;
  std::int64_t missing = 0;
  std::vector<Part> parts;
  std::vector<Message> warnings;
  std::string norm_variant;  ///< which of the criteria's scales applies ("top10"); empty for the main one
};

enum class Why { not_applicable, not_provided, too_few, not_computable, contested };

/// No figure, and why: never turned into a number. The parts may still be known (how many there are so far).
struct Unavailable {
  Why why = Why::not_provided;
  Message reason;  ///< mandatory
  std::optional<std::int64_t> n;
  std::vector<Part> parts;
  std::vector<Message> warnings;
};

using Measurement = std::variant<Estimate, Unavailable>;

enum class Status { ok, insufficient_sample, missing, not_applicable, contested };

/// In [0, 1]; the range is what the value's interval becomes under the same scale, absent where there is none.
struct Score {
  double value = 0;
  std::optional<double> low;
  std::optional<double> high;
};

struct IndicatorResult {
  std::string id, axis, criterion;
  std::string kind;  ///< measured | declared | mixed
  Status status = Status::missing;
  std::optional<Message> reason;  ///< mandatory unless ok
  std::optional<double> value;
  std::string unit;
  std::optional<Interval> interval;
  std::optional<Message> interval_reason;
  std::optional<std::int64_t> n;
  std::optional<std::int64_t> missing;
  std::vector<Part> parts;
  std::optional<Score> score;
  std::string norm_variant;  ///< which of the criterion's scales the score is on; empty for the main one
  std::string method;
  std::string formula;
  std::string references;
  std::vector<Message> warnings;
};

struct ContextFigure {
  std::string id;
  std::optional<double> value;
  std::string unit;
  std::optional<std::int64_t> n;
  std::optional<Message> reason;  ///< mandatory where there is no value
};

/// A criterion's or an axis's score from its measured indicators; `coverage` is the share of its weight that is ok.
struct GroupScore {
  double value = 0;
  std::optional<double> low, high;
  double coverage = 0;
  std::optional<double> geometric;  ///< the less compensating mean, axes only
};

struct CriterionScore {
  std::string id, axis;
  std::optional<GroupScore> measured;
  std::optional<GroupScore> declared;
};

struct AxisScore {
  std::string id;
  std::optional<GroupScore> measured;
  std::optional<GroupScore> declared;
  Status status = Status::missing;
  std::optional<Message> reason;  ///< mandatory unless ok
  double coverage = 0;            ///< share of the axis's weight that is ok, also when no score is published
};

struct SpaceResult {
  std::string id;    ///< "/processes/budget-2024"
  std::string kind;  ///< process | assembly | conference | initiative | voting | other
  Text title;
  std::string url;
  std::optional<std::int64_t> participants;  ///< absent where under the smallest publishable cell
  std::int64_t contributions = 0;
  std::int64_t comments = 0;
  std::vector<IndicatorResult> indicators;
};

struct SourceRecord {
  std::string file;    ///< base name, or archive!entry
  std::string entity;  ///< "proposal_comments"; "unknown" where nothing matched
  std::string sha256;
  std::int64_t bytes = 0;
  std::int64_t rows_read = 0;
  std::int64_t rows_rejected = 0;
  std::int64_t rows_duplicate = 0;
  std::vector<std::string> columns_ignored;   ///< unknown columns, kept aside
  std::vector<std::string> columns_personal;  ///< dropped at the door
  std::vector<Message> notes;
};

struct RejectedRow {
  std::string file;
  std::int64_t line = 0;
  std::int64_t column = 0;
  Message reason;
};

struct Rejections {
  std::int64_t total = 0;
  std::vector<std::pair<std::string, std::int64_t>> by_reason;  ///< sorted by code
  std::vector<RejectedRow> sample;                              ///< the first of each file
};

struct Parameters {
  double level = 0.95;
  std::uint64_t seed = 0;
  std::int64_t replicates = 2000;
  std::int64_t min_cell = 5;
  std::string language = "fr";
  std::string as_of;  ///< given on the command line; empty when taken from the data
  std::vector<std::string> spaces;
  std::vector<std::string> locales;
  std::int64_t organiser_accounts = 0;  ///< how many were told apart, from data and list
  std::int64_t organisers_listed = 0;   ///< how many entries the caller's list had
};

struct CriteriaRecord {
  std::string id, version, sha256, status;
};

/// What the rival's indicator says of the same data, shown beside ours.
struct OtherSet {
  CriteriaRecord criteria;
  std::string scope = "platform";  ///< or the id of a space
  Text scope_title;                ///< empty for the platform
  std::vector<IndicatorResult> indicators;
  std::vector<ContextFigure> totals;  ///< dimension means and the global mean, as that set computes them
};

struct Claims;
struct Merge;
struct Findings;

struct Audit {
  std::string schema = "boussole/audit/1";
  std::string tool_name = "boussole";
  std::string tool_version;
  std::string platform_name, platform_url, connector, generation;
  std::string as_of;  ///< ISO date
  std::vector<SourceRecord> sources;
  CriteriaRecord criteria;
  Parameters parameters;
  std::vector<std::pair<std::string, std::string>> capabilities;  ///< "comments.author" → "full", sorted
  std::vector<ContextFigure> context;
  std::vector<IndicatorResult> indicators;
  std::vector<CriterionScore> criteria_scores;
  std::vector<AxisScore> axes;
  std::vector<SpaceResult> spaces;
  std::vector<OtherSet> other_sets;
  std::shared_ptr<const Claims> claims;  ///< "engine/claims.h": evidence and replies; null where none was given
  std::shared_ptr<const Merge> merge;    ///< "engine/merge.h": how several sources became one; null for a single one
  std::shared_ptr<const Findings> findings;  ///< "engine/findings.h": people, opinions, budgets; null where none
  Rejections rejections;
  std::vector<Text> declarations;
};

}  // namespace boussole::engine

#include "connectors/go_vocal/baskets.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>

#include "connectors/csv/values.h"
#include "connectors/demographics_builder.h"
#include "connectors/go_vocal/headers.h"
#include "connectors/mapped/values.h"
#include "connectors/records/flatten.h"

namespace boussole::connectors::go_vocal {

namespace {

using mapped::Field;

/// Which of the columns that may be inputs are: those right before the time whose cells are all whole numbers. Answers
/// of the account stand to the left of them, and most are words.
class Numbers final : public csv::BlockSink {
 public:
  explicit Numbers(std::span<const std::size_t> candidates) : candidates_(candidates) {}
  void record(const csv::Record& record) override {
    for (const std::size_t at : candidates_)
      if (const auto cell = csv::trimmed(record[at]); !cell.empty() && !mapped::whole_of(cell)) words.insert(at);
  }
  std::set<std::size_t> words;

 private:
  std::span<const std::size_t> candidates_;
};

class Rows final : public csv::BlockSink {
 public:
  void record(const csv::Record& record) override { records.push_back(record); }
  std::vector<csv::Record> records;
};

/// The columns about the person that a ballot keeps.
std::vector<std::pair<std::string, std::size_t>> attributes_of(const std::vector<std::string>& columns) {
  std::vector<std::pair<std::string, std::size_t>> out;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (const std::string_view variable = variable_of(columns[i]); !variable.empty()) out.emplace_back(variable, i);
  return out;
}

mapped::Column column(std::size_t at, const char* name, const char* separator = ",") {
  return {{at}, name, {}, nullptr, separator};
}

/// Reads all rows; `made` is given what was filled of each block, in their order.
template <class Sink>
Expected<void> each_block(Source& source, const std::function<std::unique_ptr<Sink>()>& make,
                          const std::function<void(Sink&)>& made) {
  csv::Handler handler;
  handler.header = [](const csv::Header&) -> Expected<void> { return {}; };
  handler.make_sink = [&] { return make(); };
  handler.commit = [&](std::unique_ptr<csv::BlockSink> filled) { made(static_cast<Sink&>(*filled)); };
  handler.reject = [](const csv::Rejected&) {};
  if (auto back = source.rewind(); !back) return std::unexpected(back.error());
  if (const auto read = csv::read(source, handler, 1); !read) return std::unexpected(read.error());
  return {};
}

Expected<std::vector<std::size_t>> inputs_of(Source& source, std::span<const std::string> columns) {
  const auto candidates = inputs_of_baskets(columns);
  std::set<std::size_t> words;
  auto done = each_block<Numbers>(
      source, [&] { return std::make_unique<Numbers>(candidates); },
      [&](Numbers& block) { words.insert(block.words.begin(), block.words.end()); });
  if (!done) return std::unexpected(done.error());
  std::size_t at = submitted_column(columns).value_or(columns.size());
  std::vector<std::size_t> out;
  while (at-- > 0) {
    if (columns[at].empty()) continue;
    if (words.contains(at) || !std::binary_search(candidates.begin(), candidates.end(), at)) break;
    out.push_back(at);
  }
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace

Expected<BasketTables> basket_tables(Source& source, const std::vector<std::string>& columns,
                                     const std::string& scope) {
  auto known = inputs_of(source, columns);
  if (!known) return std::unexpected(known.error());
  const std::vector<std::size_t>& inputs = *known;
  const auto submitted = submitted_column(columns);
  const auto attributes = attributes_of(columns);
  std::map<std::size_t, std::optional<std::int64_t>> costs;  // nothing once two numbers were seen
  BasketTables out;
  out.inputs = inputs;
  // Of the other columns those with the words of the platform are named: a header may be the title of an input, and
  // titles hold names.
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (!std::binary_search(inputs.begin(), inputs.end(), i) && of_the_account(columns[i]))
      out.personal.push_back(columns[i]);
  out.ballots = "choices,points,created_at";
  for (const auto& [variable, at] : attributes) out.ballots += "," + variable;
  out.ballots += '\n';
  const auto row = [&](const csv::Record& record) {
    std::string chosen, points;
    for (const std::size_t at : inputs) {
      const auto given = mapped::whole_of(record[at]);
      if (!given || *given <= 0) continue;
      chosen += (chosen.empty() ? "" : " ") + std::to_string(at + 1);
      points += (points.empty() ? "" : " ") + std::to_string(*given);
      const auto [cost, fresh] = costs.try_emplace(at, given);
      if (!fresh && cost->second != given) cost->second.reset();
    }
    out.ballots += chosen + "," + points + ",";
    records::append_csv_cell(out.ballots, submitted ? record[*submitted] : std::string_view{});
    for (const auto& [variable, at] : attributes) {
      out.ballots += ',';
      records::append_csv_cell(out.ballots, record[at]);
    }
    out.ballots += '\n';
  };
  const auto read = each_block<Rows>(
      source, [] { return std::make_unique<Rows>(); },
      [&](Rows& block) {
        for (const csv::Record& record : block.records) row(record);
      });
  if (!read) return std::unexpected(read.error());
  // One number for each input in all baskets: its cost (or 1), and the vote is a choice. Else they are points.
  bool choices_only = true, all_ones = true;
  for (const auto& [at, cost] : costs) {
    choices_only &= cost.has_value();
    all_ones &= cost == 1;
  }
  out.projects = "id,on,amount\n";
  for (const std::size_t at : inputs) {
    out.projects += std::to_string(at + 1) + ",";
    records::append_csv_cell(out.projects, columns[at]);
    const auto cost = costs.find(at);
    const bool priced = choices_only && !all_ones && cost != costs.end() && cost->second;
    out.projects += "," + (priced ? std::to_string(*cost->second) : std::string()) + "\n";
  }
  out.project_plan.entity = mapped::Entity::projects;
  out.project_plan[Field::id] = column(0, "id");
  out.project_plan[Field::on] = column(1, "on", "\n");  // a title may hold commas
  if (choices_only && !all_ones) out.project_plan[Field::amount] = column(2, "amount");
  out.ballot_plan.entity = mapped::Entity::ballots;
  out.ballot_plan.of = mapped::Entity::projects;
  out.ballot_plan.scope = scope;
  out.ballot_plan.scale = choices_only ? engine::VoteScale::approval : engine::VoteScale::cumulative;
  out.ballot_plan[Field::choices] = column(0, "choices", " ");
  out.ballot_plan[Field::points] = column(1, "points", " ");
  out.ballot_plan[Field::created_at] = column(2, "created_at");
  if (auto moments = mapped::MomentReader::make({"MM/dd/yyyy HH:mm:ss|MM/dd/yyyy HH:mm|MM/dd/yyyy", "UTC", "en"}))
    out.ballot_plan[Field::created_at]->moments = *moments;
  for (std::size_t i = 0; i < attributes.size(); ++i)
    out.ballot_plan.attributes.push_back(
        {attributes[i].first, engine::AttributeOrigin::self, {{i + 3}, attributes[i].first, {}, nullptr, ","}});
  return out;
}

}  // namespace boussole::connectors::go_vocal

#include "connectors/go_vocal/baskets.h"

#include <map>
#include <optional>

#include "connectors/csv/values.h"
#include "connectors/demographics_builder.h"
#include "connectors/go_vocal/headers.h"
#include "connectors/mapped/values.h"
#include "connectors/records/flatten.h"

namespace boussole::connectors::go_vocal {

namespace {

using mapped::Field;

class Rows final : public csv::BlockSink {
 public:
  void record(const csv::Record& record) override { records.push_back(record); }
  std::vector<csv::Record> records;
};

/// The columns about the person that a ballot keeps.
std::vector<std::pair<std::string, std::size_t>> attributes_of(const std::vector<std::string>& columns) {
  std::vector<std::pair<std::string, std::size_t>> out;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (const std::string_view variable = usual_variable(columns[i]); !variable.empty()) out.emplace_back(variable, i);
  return out;
}

mapped::Column column(std::size_t at, const char* name, const char* separator = ",") {
  return {{at}, name, {}, nullptr, separator};
}

}  // namespace

Expected<BasketTables> basket_tables(Source& source, const std::vector<std::string>& columns,
                                     const std::string& scope) {
  const auto inputs = inputs_of_baskets(columns);
  const auto submitted = submitted_column(columns);
  const auto attributes = attributes_of(columns);
  std::map<std::size_t, std::optional<std::int64_t>> costs;  // nothing once two numbers were seen
  BasketTables out;
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
      const auto [known, fresh] = costs.try_emplace(at, given);
      if (!fresh && known->second != given) known->second.reset();
    }
    out.ballots += chosen + "," + points + ",";
    records::append_csv_cell(out.ballots, submitted ? record[*submitted] : std::string_view{});
    for (const auto& [variable, at] : attributes) {
      out.ballots += ',';
      records::append_csv_cell(out.ballots, record[at]);
    }
    out.ballots += '\n';
  };
  csv::Handler handler;
  handler.header = [](const csv::Header&) -> Expected<void> { return {}; };
  handler.make_sink = [] { return std::make_unique<Rows>(); };
  handler.commit = [&](std::unique_ptr<csv::BlockSink> filled) {
    for (const csv::Record& record : static_cast<Rows&>(*filled).records) row(record);
  };
  handler.reject = [](const csv::Rejected&) {};
  if (const auto read = csv::read(source, handler, 1); !read) return std::unexpected(read.error());
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
    const bool known = choices_only && !all_ones && cost != costs.end() && cost->second;
    out.projects += "," + (known ? std::to_string(*cost->second) : std::string()) + "\n";
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

#include "connectors/decidim_stats/connector.h"

#include <algorithm>
#include <array>
#include <map>

#include "connectors/assembly.h"
#include "connectors/csv/values.h"
#include "connectors/demographics_builder.h"

namespace boussole::connectors::decidim_stats {

namespace {

constexpr std::array<std::string_view, 7> kColumns{"participatory_space_type",
                                                   "participatory_space_id",
                                                   "component_id",
                                                   "action",
                                                   "metric_type",
                                                   "metric_name",
                                                   "total"};
constexpr std::int64_t kSmallest = 5;  // smaller cells are left out by the module itself

bool known(const TableHead& head) { return Columns(head.columns).has_all(kColumns); }

std::size_t sniff(std::span<const TableHead> heads) {
  return static_cast<std::size_t>(std::count_if(heads.begin(), heads.end(), known));
}

/// The words of the model for those of the module.
std::string translated(std::string_view word) {
  static const std::map<std::string_view, std::string> kWords{
      {"gender", "sex"},        {"age_group", "age"},  {"district", "area"},       {"comment", "comments"},
      {"like", "endorsements"}, {"follow", "follows"}, {"proposal_vote", "votes"}, {"proposal_creation", "proposals"}};
  const auto at = kWords.find(word);
  return at == kWords.end() ? std::string(word) : at->second;
}

/// "Decidim::ParticipatoryProcess", 12 → "/processes/12".
engine::Space space_of(std::string_view type, std::string_view id) {
  engine::Space space;
  const bool process = type.find("Process") != std::string_view::npos,
             assembly = type.find("Assembl") != std::string_view::npos;
  space.kind = process ? engine::SpaceKind::process : assembly ? engine::SpaceKind::assembly : engine::SpaceKind::other;
  space.key = (process ? "/processes/" : assembly ? "/assemblies/" : "/spaces/") + std::string(id);
  space.title = {std::string(id), std::string(id)};
  return space;
}

class Stats {
 public:
  explicit Stats(Assembly& into) : into_(into) {}

  std::optional<Message> row(const csv::Record& record, const Columns& columns, const std::string& file) {
    const auto total = csv::parse_integer(columns.cell(record, "total"));
    if (!total || *total < 0)
      return Message{"no_count", {"le total manque ou ne se lit pas", "the total is missing or cannot be read"}};
    const std::string variable = translated(columns.cell(record, "metric_type"));
    bool readable = true;
    const std::string value = canonical_value(variable, columns.cell(record, "metric_name"), readable);
    if (!readable)
      return Message{"bad_class",
                     {"cette classe n’en est pas une de sa variable", "this class is none of its variable"}};
    engine::DemographicTotal out;
    out.variable = demographics_.variable(variable, engine::AttributeOrigin::platform, file);
    if (!value.empty()) out.value = demographics_.value(value);
    out.measure = demographics_.measure(translated(columns.cell(record, "action")));
    out.space = space(columns.cell(record, "participatory_space_type"), columns.cell(record, "participatory_space_id"));
    out.count = *total;
    demographics_.total(out);
    return std::nullopt;
  }

  std::shared_ptr<const engine::Demographics> take() {
    demographics_.smallest_total(kSmallest);
    return demographics_.take();
  }

 private:
  OptionalIndex space(std::string_view type, std::string_view id) {
    if (id.empty()) return std::nullopt;  // the whole platform
    const auto at = spaces_.find({std::string(type), std::string(id)});
    if (at != spaces_.end()) return at->second;
    return spaces_[{std::string(type), std::string(id)}] = into_.space(space_of(type, id));
  }

  Assembly& into_;
  DemographicsBuilder demographics_;
  std::map<std::pair<std::string, std::string>, std::uint32_t> spaces_;
};

Expected<Reading> read(std::shared_ptr<SourceList> sources, std::span<const TableHead> heads,
                       const ReadOptions& options) {
  Assembly into("decidim_stats", options, *sources, heads);
  Stats stats(into);
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (!known(heads[i])) continue;
    const Columns columns(heads[i].columns);
    into.table(i).entity = "decidim_stats";
    into.table(i).columns_ignored = {"component_id"};
    note(into.table(i), "small_cells_left_out",
         "Les cellules de moins de 5 personnes n’y sont pas : une classe absente n’est pas zéro.",
         "Cells of fewer than 5 people are not in it: a class that is absent is not zero.");
    auto done =
        into.read_rows(*sources, i, [&](const csv::Record& row) { return stats.row(row, columns, heads[i].name); });
    if (!done) return std::unexpected(done.error());
  }
  into.data.demographics = stats.take();
  into.data.capabilities = {{"demographics", engine::Presence::aggregate},
                            {"participants", engine::Presence::aggregate}};
  into.data.platform_name = "Decidim";
  into.data.generation = "decidim-stats";
  return into.finish(std::move(sources));
}

}  // namespace

ConnectorDef connector() {
  return {"decidim_stats", {"Decidim, decidim-stats", "Decidim, decidim-stats"}, &sniff, &read};
}

}  // namespace boussole::connectors::decidim_stats

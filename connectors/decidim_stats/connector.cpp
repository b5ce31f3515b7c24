#include "connectors/decidim_stats/connector.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "connectors/assembly.h"
#include "connectors/demographics_builder.h"
#include "connectors/flat_map.h"
#include "connectors/hash.h"
#include "connectors/quick.h"

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

/// Where the columns of a table stand.
struct Places {
  explicit Places(const Columns& columns)
      : space_type(columns, "participatory_space_type"),
        space(columns, "participatory_space_id"),
        action(columns, "action"),
        variable(columns, "metric_type"),
        value(columns, "metric_name"),
        total(columns, "total") {}
  Place space_type, space, action, variable, value, total;
};

/// A class, an action and a space are each understood once, and found by a hash of their words from then on.
class Stats {
 public:
  explicit Stats(Assembly& into) : into_(into) {}

  std::optional<Message> row(const csv::Record& record, const Places& at, const std::string& file) {
    std::int64_t total = 0;
    if (!read_whole(at.total(record), total) || total < 0)
      return Message{"no_count", {"le total manque ou ne se lit pas", "the total is missing or cannot be read"}};
    const Class& its = class_of(at.variable(record), at.value(record), file);
    if (!its.readable)
      return Message{"bad_class",
                     {"cette classe n’en est pas une de sa variable", "this class is none of its variable"}};
    engine::DemographicTotal out;
    out.variable = its.variable;
    out.value = its.value;
    out.measure = measure(at.action(record));
    out.space = space(at.space_type(record), at.space(record));
    out.count = total;
    demographics_.total(out);
    return std::nullopt;
  }

  std::shared_ptr<const engine::Demographics> take() {
    demographics_.smallest_total(kSmallest);
    return demographics_.take();
  }

 private:
  struct Class {
    bool readable = true;
    std::uint32_t variable = 0;
    OptionalIndex value;
  };

  const Class& class_of(std::string_view variable, std::string_view value, const std::string& file) {
    const std::uint64_t key = mix(hash_bytes(variable), hash_bytes(value));
    const auto [at, fresh] = known_classes_.insert(key, static_cast<std::uint32_t>(classes_.size()));
    if (!fresh) return classes_[at];
    Class& its = classes_.emplace_back();
    const std::string name = translated(variable);
    const std::string said = canonical_value(name, value, its.readable);
    if (!its.readable) return its;
    its.variable = demographics_.variable(name, engine::AttributeOrigin::platform, file);
    if (!said.empty()) its.value = demographics_.value(said);
    return its;
  }

  std::uint32_t measure(std::string_view action) {
    const std::uint64_t key = hash_bytes(action);
    const std::uint32_t known = measures_.find(key);
    return known != FlatMap::kNone ? known : measures_.insert(key, demographics_.measure(translated(action))).first;
  }

  OptionalIndex space(std::string_view type, std::string_view id) {
    if (id.empty()) return std::nullopt;  // the whole platform
    const std::uint64_t key = mix(hash_bytes(type), hash_bytes(id));
    const std::uint32_t known = spaces_.find(key);
    return known != FlatMap::kNone ? known : spaces_.insert(key, into_.space(space_of(type, id))).first;
  }

  Assembly& into_;
  DemographicsBuilder demographics_;
  std::vector<Class> classes_;
  FlatMap known_classes_, measures_, spaces_;
};

Expected<Reading> read(std::shared_ptr<SourceList> sources, std::span<const TableHead> heads,
                       const ReadOptions& options) {
  Assembly into("decidim_stats", options, *sources, heads);
  Stats stats(into);
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (!known(heads[i])) continue;
    const Places places{Columns(heads[i].columns)};
    into.table(i).entity = "decidim_stats";
    into.table(i).columns_ignored = {"component_id"};
    note(into.table(i), "small_cells_left_out",
         "Les cellules de moins de 5 personnes n’y sont pas : une classe absente n’est pas zéro.",
         "Cells of fewer than 5 people are not in it: a class that is absent is not zero.");
    auto done =
        into.read_rows(*sources, i, [&](const csv::Record& row) { return stats.row(row, places, heads[i].name); });
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

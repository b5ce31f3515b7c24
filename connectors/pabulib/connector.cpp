#include "connectors/pabulib/connector.h"

#include <algorithm>
#include <set>

#include "connectors/assembly.h"
#include "connectors/pabulib/election.h"
#include "connectors/pabulib/file.h"

namespace boussole::connectors::pabulib {

namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{256} << 20;

bool is_pabulib(std::string_view beginning) {
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  return beginning.starts_with("META\nkey;value") || beginning.starts_with("META\r\nkey;value");
}

std::size_t sniff(std::span<const TableHead>) { return 0; }

std::size_t sniff_documents(std::span<const DocumentHead> heads) {
  return static_cast<std::size_t>(
      std::count_if(heads.begin(), heads.end(), [](const DocumentHead& head) { return is_pabulib(head.beginning); }));
}

void settle(Assembly& into, const std::set<std::string>& units, const std::set<std::string>& instances) {
  using engine::Presence;
  engine::Dataset& data = into.data;
  data.platform_name = units.size() == 1 ? *units.begin() : "Pabulib";
  if (units.size() == 1 && instances.size() == 1) data.platform_name += " " + *instances.begin();
  data.generation = "Pabulib";
  const auto presence = [&](const char* field) {
    const engine::FieldFill fill = data.fill[field];
    return fill.filled == 0 ? Presence::absent : fill.filled == fill.rows ? Presence::full : Presence::partial;
  };
  for (const char* field : {"projects.amount", "projects.selected", "projects.votes", "votes.age", "votes.sex",
                            "votes.channel", "votes.area"})
    data.capabilities[field] = presence(field);
  data.capabilities["spaces"] = Presence::full;
  data.capabilities["phases"] = Presence::partial;
  data.capabilities["participants"] = Presence::partial;  // the voters of each file, and nobody else
  data.capabilities["projects"] = Presence::full;
  data.capabilities["votes"] = Presence::full;
}

Expected<Reading> read(std::shared_ptr<SourceList> sources, std::span<const TableHead> heads,
                       const ReadOptions& options) {
  Assembly into("pabulib", options, *sources, heads);
  std::set<std::string> units, instances, files;
  for (std::size_t i = 0; i < sources->documents.size(); ++i) {
    auto text = into.read_document(*sources, i, kMostBytes);
    if (!text) return std::unexpected(text.error());
    if (!is_pabulib(*text)) continue;
    engine::SourceRecord& record = into.document(i);
    if (!files.insert(record.sha256).second) {
      record.entity = "ballots";
      note(record, "same_file_twice", "Le même fichier que plus haut : il n’est pas compté deux fois.",
           "The same file as above: it is not counted twice.");
      continue;
    }
    Election election(into, record);
    if (auto done = read_rows(
            *text, record.file, [&](const Row& row) { election.take(row); },
            [&](std::span<const std::string> header, std::string_view rest, std::int64_t line) {
              return election.ballots(header, rest, line);
            });
        !done)
      return std::unexpected(done.error());
    if (auto done = election.finish(); !done) return std::unexpected(done.error());
    units.insert(election.unit());
    instances.insert(election.instance());
  }
  settle(into, units, instances);
  return into.finish(std::move(sources));
}

}  // namespace

ConnectorDef connector() {
  return {
      "pabulib", {"Pabulib, budgets participatifs", "Pabulib, participatory budgets"}, &sniff, &read, &sniff_documents};
}

}  // namespace boussole::connectors::pabulib

#include "connectors/polis/connector.h"

#include <algorithm>
#include <utility>

#include "connectors/polis/conversation.h"

namespace boussole::connectors::polis {

namespace {

/// The summary and the group counts alone are no conversation.
std::size_t sniff(std::span<const TableHead> heads) {
  return static_cast<std::size_t>(std::count_if(heads.begin(), heads.end(), [](const TableHead& head) {
    const Table table = table_of(head.columns);
    return table == Table::votes || table == Table::comments || table == Table::matrix;
  }));
}

Error several(const std::string& file) {
  Error error;
  error.kind = Error::Kind::invalid_input;
  error.file = file;
  error.what = {"ces fichiers sont ceux de plusieurs conversations Polis.",
                "these files are those of several Polis conversations."};
  error.remedy = {"Donnez le dossier d’une seule conversation à la fois.",
                  "Give the folder of one conversation at a time."};
  return error;
}

Expected<void> read_table(Conversation& conversation, Assembly& into, Table kind, std::size_t at,
                          const Columns& columns) {
  switch (kind) {
    case Table::summary:
      return conversation.read_summary(at, columns);
    case Table::comments:
      return conversation.read_comments(at, columns);
    case Table::votes:
      return conversation.read_votes(at, columns);
    case Table::matrix:
      return conversation.read_matrix(at, columns);
    case Table::groups:
      into.table(at).entity = "comment-groups";
      note(into.table(at), "recomputed_from_votes",
           "Totaux par groupe : mis de côté, ils se recomptent depuis les votes.",
           "Totals by group: kept aside, they can be counted again from the votes.");
      return {};
    case Table::unknown:
      break;
  }
  return {};
}

Expected<Reading> read(std::shared_ptr<SourceList> sources, std::span<const TableHead> heads,
                       const ReadOptions& options) {
  Assembly into("polis", options, *sources, heads);
  into.data.platform_name = "Polis";
  into.data.generation = "Polis";
  Conversation conversation(into, *sources);
  // The summary first: it names the conversation that everything else belongs to.
  for (const Table kind : {Table::summary, Table::comments, Table::votes, Table::matrix, Table::groups}) {
    bool found = false;
    for (std::size_t i = 0; i < heads.size(); ++i) {
      if (table_of(heads[i].columns) != kind) continue;
      if (std::exchange(found, true)) return std::unexpected(several(heads[i].name));
      if (auto done = read_table(conversation, into, kind, i, Columns(heads[i].columns)); !done)
        return std::unexpected(done.error());
    }
  }
  if (auto done = conversation.finish(); !done) return std::unexpected(done.error());
  return into.finish(std::move(sources));
}

}  // namespace

bool only_companions(std::span<const TableHead> heads) {
  return !heads.empty() && std::all_of(heads.begin(), heads.end(), [](const TableHead& head) {
    const Table table = table_of(head.columns);
    return table == Table::summary || table == Table::groups;
  });
}

ConnectorDef connector() { return {"polis", {"Polis, conversations", "Polis, conversations"}, &sniff, &read}; }

}  // namespace boussole::connectors::polis

#include <filesystem>

#include "cli/commands.h"
#include "cli/files.h"
#include "connectors/mapped/propose.h"

namespace boussole::cli {
namespace {

namespace mapped = connectors::mapped;

Text word_of(mapped::Certainty certainty) {
  switch (certainty) {
    case mapped::Certainty::sure:
      return {"sûr", "sure"};
    case mapped::Certainty::likely:
      return {"probable", "likely"};
    case mapped::Certainty::unsure:
      break;
  }
  return {"à vérifier", "to check"};
}

Text meaning_of(const mapped::GuessedColumn& column) {
  if (column.field) {
    const std::string name(mapped::def_of(*column.field).name);
    return {name, name};
  }
  if (!column.attribute.empty()) return {"personne : " + column.attribute, "person: " + column.attribute};
  if (column.personal) return {"donnée personnelle, non lue", "personal, not read"};
  return {"non utilisée", "not used"};
}

/// One line a column: what it was taken for, how sure that is, and why.
Text summary_of(const mapped::GuessedTable& table) {
  const std::string entity(mapped::def_of(table.entity).name);
  const Text sure = word_of(table.certainty);
  Text out{table.name + " : " + entity + " (" + sure.fr + ")", table.name + ": " + entity + " (" + sure.en + ")"};
  for (const mapped::GuessedColumn& column : table.columns) {
    const Text meaning = meaning_of(column);
    const bool told = column.field || !column.attribute.empty();
    const Text how = told ? word_of(column.certainty) : Text{};
    const auto line = [&](const std::string& what, const std::string& certain, const std::string& why) {
      return "\n  " + column.name + " → " + what + (told ? " (" + certain + (why.empty() ? "" : ", " + why) + ")" : "");
    };
    out.fr += line(meaning.fr, how.fr, column.why.fr);
    out.en += line(meaning.en, how.en, column.why.en);
  }
  return out;
}

Expected<void> propose(const MappingNewArguments& arguments, const Console& console) {
  auto tables = mapped::guess_tables(arguments.sources);
  if (!tables) return std::unexpected(tables.error());
  const std::string platform = std::filesystem::path(arguments.sources.front()).stem().string();
  const std::string file = mapped::proposal_of(*tables, platform);
  for (const mapped::GuessedTable& table : *tables) console.note(summary_of(table));
  if (arguments.output.empty()) {
    console.print(file);
    return {};
  }
  if (auto done = write_whole(arguments.output, file); !done) return done;
  console.print(arguments.output + "\n");
  return {};
}

}  // namespace

int run(const MappingNewArguments& arguments, const Console& console) {
  const auto done = propose(arguments, console);
  if (done) return 0;
  console.fail(done.error());
  return exit_code(done.error());
}

}  // namespace boussole::cli

#include "cli/reference.h"

#include <set>

#include "cli/commands.h"
#include "cli/files.h"
#include "connectors/reference/reference.h"

namespace boussole::cli {
namespace {

connectors::ReferenceChoice choice_of(const ReferenceArguments& arguments) {
  connectors::ReferenceChoice out;
  out.territory = arguments.territory;
  if (arguments.from_age > 0) out.from_age = arguments.from_age;
  return out;
}

Error without_file() {
  Error error;
  error.kind = Error::Kind::usage;
  error.what = {
      "--reference-territory et --reference-from-age disent quoi prendre d'une table, et aucune n'est donnée.",
      "--reference-territory and --reference-from-age say what to take from a table, and none is given."};
  error.remedy = {"Ajoutez --reference FICHIER.", "Add --reference FILE."};
  return error;
}

/// What was read, in one line: the person who imports sees at once whether it is the right population.
Text summary_of(const engine::ReferencePopulation& population) {
  std::int64_t people = 0;
  std::set<std::string> variables;
  const std::string* first = nullptr;
  for (const engine::ReferenceCell& cell : population.cells) {
    if (cell.variable == "sample") continue;  // people asked, not people
    variables.insert(cell.variable);
    if (first == nullptr) first = &cell.variable;
    if (cell.variable == *first) people += cell.count;
  }
  std::string names;
  for (const std::string& variable : variables) names += (names.empty() ? "" : ", ") + variable;
  const std::string territories = std::to_string(population.territories.size()), count = std::to_string(people);
  return {population.file + " : " + territories + " territoire(s), " + count +
              " personnes, totaux vérifiés ; variables : " + names + ".",
          population.file + ": " + territories + " territory(ies), " + count +
              " people, totals checked; variables: " + names + "."};
}

Expected<void> import(const ReferenceImportArguments& arguments, const Console& console) {
  connectors::ReferenceChoice choice = choice_of(arguments.from);
  choice.whole_table = true;
  const auto population = connectors::read_reference(arguments.from.file, choice);
  if (!population) return std::unexpected(population.error());
  console.note(summary_of(*population));
  for (const Message& note : population->notes) console.note(note.text);
  const std::string table = connectors::tidy_table(*population);
  if (arguments.output.empty()) {
    console.print(table);
    return {};
  }
  if (auto done = write_whole(arguments.output, table); !done) return done;
  console.print(arguments.output + "\n");
  return {};
}

}  // namespace

Expected<std::shared_ptr<const engine::ReferencePopulation>> reference_of(const ReferenceArguments& arguments) {
  if (arguments.file.empty()) {
    if (!arguments.territory.empty() || arguments.from_age > 0) return std::unexpected(without_file());
    return nullptr;
  }
  auto population = connectors::read_reference(arguments.file, choice_of(arguments));
  if (!population) return std::unexpected(population.error());
  return std::make_shared<const engine::ReferencePopulation>(std::move(*population));
}

int run(const ReferenceImportArguments& arguments, const Console& console) {
  const auto done = import(arguments, console);
  if (done) return 0;
  console.fail(done.error());
  return exit_code(done.error());
}

}  // namespace boussole::cli

#include <algorithm>
#include <thread>

#include "cli/commands.h"
#include "connectors/catalog.h"
#include "engine/workspace/workspace.h"

namespace boussole::cli {
namespace {

Expected<engine::StoredImport> import_sources(const ImportArguments& arguments, const Console& console) {
  connectors::ReadOptions reading;
  reading.threads = arguments.threads != 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency());
  reading.seed = arguments.seed;
  reading.progress = [&console](const connectors::Progress& p) {
    const double share = p.bytes_total == 0 ? 0 : double(p.bytes_done) / double(p.bytes_total);
    const std::string file(p.file);
    console.progress({"lecture de " + file, "reading " + file}, share);
  };
  auto source = connectors::read_dataset(arguments.sources, reading);
  console.end_progress();
  if (!source) return std::unexpected(source.error());
  auto workspace = engine::Workspace::open(arguments.db, engine::Workspace::Mode::create);
  if (!workspace) return std::unexpected(workspace.error());
  return workspace->import(source->data);
}

}  // namespace

int run(const ImportArguments& arguments, const Console& console) {
  const auto import = import_sources(arguments, console);
  if (!import) {
    console.fail(import.error());
    return exit_code(import.error());
  }
  const auto say = [](std::int64_t n) { return std::to_string(n); };
  console.print(say(import->id) + "\n");
  console.note(
      {import->platform_name + " : " + say(import->participants) + " participants, " + say(import->contributions) +
           " contributions, " + say(import->comments) + " commentaires, " + say(import->votes) + " votes.",
       import->platform_name + ": " + say(import->participants) + " participants, " + say(import->contributions) +
           " contributions, " + say(import->comments) + " comments, " + say(import->votes) + " votes."});
  return 0;
}

}  // namespace boussole::cli

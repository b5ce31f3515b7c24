#include "connectors/csv/reader.h"
#include "connectors/mapped/propose.h"
#include "connectors/source.h"

namespace boussole::connectors::mapped {

namespace {

constexpr std::int64_t kRowsLookedAt = 2'000;

/// Stops after enough rows.
class Sample final : public csv::BlockSink {
 public:
  void record(const csv::Record& record) override { records.push_back(record); }
  std::vector<csv::Record> records;
};

Expected<std::optional<GuessedTable>> guess_table(Source& source) {
  std::vector<std::string> columns;
  std::vector<Profiler> profilers;
  std::int64_t seen = 0;
  csv::Handler handler;
  handler.header = [&](const csv::Header& header) -> Expected<void> {
    columns = header.columns;
    profilers.resize(columns.size());
    return {};
  };
  handler.make_sink = [] { return std::make_unique<Sample>(); };
  handler.commit = [&](std::unique_ptr<csv::BlockSink> filled) {
    for (const csv::Record& record : static_cast<Sample&>(*filled).records) {
      if (seen++ >= kRowsLookedAt) return;
      for (std::size_t i = 0; i < columns.size(); ++i) profilers[i].see(record[i]);
    }
  };
  handler.reject = [](const csv::Rejected&) {};
  const auto summary = csv::read(source, handler, 1);
  if (!summary) return std::unexpected(summary.error());
  if (summary->empty || columns.empty()) return std::optional<GuessedTable>();
  std::vector<Profile> profiles;
  for (Profiler& profiler : profilers) profiles.push_back(profiler.done());
  return guess(source.name(), columns, profiles);
}

}  // namespace

Expected<std::vector<GuessedTable>> guess_tables(std::span<const std::string> paths) {
  auto sources = open_sources(paths);
  if (!sources) return std::unexpected(sources.error());
  std::vector<GuessedTable> out;
  for (const auto& source : sources->tables) {
    auto table = guess_table(*source);
    if (!table) return std::unexpected(table.error());
    if (*table) out.push_back(std::move(**table));
  }
  if (out.empty()) {
    Error error;
    error.file = paths.empty() ? std::string{} : sources->others.empty() ? std::string{} : sources->others.front();
    error.what = {"il n’y a aucun tableau à décrire", "there is no table to describe"};
    error.remedy = {"Donnez un fichier CSV ou .xlsx avec une ligne d’en-têtes.",
                    "Give a CSV or .xlsx file with a header row."};
    return std::unexpected(std::move(error));
  }
  return out;
}

}  // namespace boussole::connectors::mapped

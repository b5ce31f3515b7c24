#include "tests/unit/privacy/looking.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "criteria/loader.h"
#include "engine/run/run_audit.h"
#include "engine/workspace/workspace.h"
#include "reports/catalog.h"
#include "reports/json.h"
#include "tests/support/unpacked.h"
#include "tests/unit/archive/scratch.h"
#include "tests/unit/privacy/names.h"

namespace boussole::privacy_test {

namespace {

/// Every text of every table of a workspace; where it is small its raw bytes too: what was overwritten counts.
std::string workspace_of(const engine::Audit& audit, const engine::Dataset& data) {
  constexpr std::uintmax_t kSmall = std::uintmax_t{1} << 21;
  const connectors::Scratch scratch;
  const std::string path = scratch.path("w.db");
  {
    auto workspace = engine::Workspace::open(path, engine::Workspace::Mode::create);
    REQUIRE(workspace);
    REQUIRE(workspace->store(audit, reports::write_json(audit), {}));
    REQUIRE(workspace->import(data));
  }
  std::string out;
  SQLite::Database database(path);
  std::vector<std::string> tables;
  for (SQLite::Statement names(database, "SELECT name FROM sqlite_master WHERE type = 'table'"); names.executeStep();)
    tables.push_back(names.getColumn(0).getString());
  for (const std::string& table : tables)
    for (SQLite::Statement rows(database, "SELECT * FROM \"" + table + "\""); rows.executeStep();)
      for (int i = 0; i < rows.getColumnCount(); ++i)
        if (const auto cell = rows.getColumn(i); cell.isText() || cell.isBlob()) out += cell.getString() + "\n";
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(path).parent_path()))
    if (entry.file_size() < kSmall) out += scratch.bytes(entry.path().filename().string());
  return out;
}

std::string all_of(connectors::SourceList& sources) {
  std::string out;
  for (auto* list : {&sources.tables, &sources.documents})
    for (auto& source : *list) {
      REQUIRE(source->rewind());
      std::vector<char> buffer(std::size_t{1} << 16);
      for (auto got = source->read(buffer); got && *got > 0; got = source->read(buffer))
        out.append(buffer.data(), *got);
      REQUIRE(source->rewind());
    }
  return out;
}

/// What the pages say of any platform: a nickname that is one of these words ("user") cannot be told from it.
const std::string& words_of_the_report() {
  static const std::string words = [] {
    std::string out;
    const auto nobody = memory({{"m.csv", "1,0,0,1\n0,0,1,0\n1,1,1,1\n0,1,1,0\n1,1,0,0\n1,1,0,0\n"}});
    for (const auto& [format, text] : outputs_of(read(nobody))) out += text + "\n";
    return out;
  }();
  return words;
}

}  // namespace

Outputs outputs_of(const connectors::Reading& reading) {
  const criteria::CriteriaSet& set = criteria::built_in("boussole");
  engine::AuditOptions options;
  options.sampling.replicates = 20;
  options.decidim_quality = &criteria::built_in("decidim_quality");
  const auto audit = engine::run_audit(reading.data, reading.text_reader, set, options);
  REQUIRE(audit);
  Outputs out;
  for (const Language language : {Language::fr, Language::en}) {
    reports::Options report;
    report.language = language;
    report.other_sets = {criteria::built_in("decidim_quality")};
    for (const reports::Format& format : reports::formats())
      out.emplace_back(std::string(format.id), test::unpacked(format.write(*audit, set, report)));
  }
  out.emplace_back("the workspace", workspace_of(*audit, reading.data));
  return out;
}

connectors::Reading read(std::shared_ptr<connectors::SourceList> sources, const connectors::ReadOptions& options) {
  auto reading = connectors::read_sources(std::move(sources), options);
  if (!reading) FAIL(reading.error().in(Language::en));
  return std::move(*reading);
}

std::shared_ptr<connectors::SourceList> opened(const std::string& path) {
  connectors::ArchiveLimits limits;
  limits.hidden_sheets = true;
  auto sources = connectors::open_sources(std::vector<std::string>{path}, limits);
  if (!sources) FAIL(sources.error().in(Language::en));
  return std::make_shared<connectors::SourceList>(std::move(*sources));
}

std::shared_ptr<connectors::SourceList> memory(std::vector<std::pair<std::string, std::string>> files) {
  auto out = std::make_shared<connectors::SourceList>();
  for (auto& [name, text] : files)
    (name.ends_with(".csv") ? out->tables : out->documents).push_back(connectors::memory_source(name, text));
  return out;
}

Looked look(const std::string& what, std::shared_ptr<connectors::SourceList> sources,
            const connectors::ReadOptions& options) {
  const Named named = named_in(*sources);
  // What names files, columns and places on the site is public, and told on purpose.
  std::string told;
  for (const auto& table : sources->tables) told += table->name() + "\n";
  const connectors::Reading reading = read(std::move(sources), options);
  for (const engine::Space& space : reading.data.spaces)
    told += space.key + "\n" + space.title.fr + "\n" + space.title.en + "\n" + space.url + "\n";
  for (const engine::SourceRecord& source : reading.data.sources) {
    for (const std::string& column : source.columns_ignored) told += column + "\n";
    for (const std::string& column : source.columns_personal) told += column + "\n";
  }
  const auto outputs = outputs_of(reading);
  Looked out;
  INFO(what);
  for (const std::string& email : named.emails) {
    ++out.emails;
    for (const auto& [format, text] : outputs)
      if (text.find(email) != std::string::npos) FAIL_CHECK(format << " holds the e-mail " << email);
  }
  for (const std::string& name : named.names) {
    if (stands_in(words_of_the_report(), name) || stands_in(told, name)) {
      ++out.passed_over;
      continue;
    }
    ++out.names;
    for (const auto& [format, text] : outputs)
      if (stands_in(text, name)) FAIL_CHECK(format << " holds the name " << name);
  }
  return out;
}

void look_for(const std::string& what, std::shared_ptr<connectors::SourceList> sources,
              const std::vector<std::string>& secrets, const connectors::ReadOptions& options) {
  INFO(what);
  const std::string given = all_of(*sources);
  for (const std::string& secret : secrets) {
    INFO(secret << " is not in the fixture");
    CHECK(given.find(secret) != std::string::npos);
  }
  const connectors::Reading reading = read(std::move(sources), options);
  for (const auto& [format, text] : outputs_of(reading))
    for (const std::string& secret : secrets)
      if (text.find(secret) != std::string::npos) {
        const auto at = text.find(secret);
        FAIL_CHECK(format << " holds " << secret << ": " << text.substr(at - std::min<std::size_t>(at, 60), 120));
      }
}

}  // namespace boussole::privacy_test

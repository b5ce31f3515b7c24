#include "tests/cases/pipeline.h"

#include <catch2/catch.hpp>

#include "connectors/catalog.h"
#include "criteria/loader.h"
#include "reports/json.h"

namespace boussole::test {
namespace {

connectors::ReadOptions read_options(const RunOptions& options) {
  connectors::ReadOptions out;
  out.threads = options.threads;
  out.seed = options.seed;
  out.organisers = options.organisers;
  return out;
}

Expected<engine::Audit> run(Expected<connectors::Reading> reading, const RunOptions& options) {
  if (!reading) return std::unexpected(reading.error());
  engine::AuditOptions audit;
  audit.sampling.threads = options.threads;
  audit.sampling.seed = options.seed;
  audit.sampling.replicates = options.replicates;
  audit.as_of = options.as_of;
  audit.tool_version = "test";
  audit.decidim_quality = &criteria::built_in("decidim_quality");
  return engine::run_audit(reading->data, reading->text_reader, criteria::built_in("boussole"), audit);
}

}  // namespace

Files tables(const std::vector<synthetic::ExportFile>& exported) {
  Files files;
  for (const auto& file : exported)
    if (!file.entity.empty()) files.emplace_back(file.name, file.content);
  return files;
}

Files export_of(const synthetic::Platform& platform, synthetic::Generation generation) {
  synthetic::ExportOptions options;
  options.generation = generation;
  return tables(synthetic::export_files(platform, options));
}

Expected<engine::Audit> try_audit(const Files& files, const RunOptions& options) {
  auto sources = std::make_shared<connectors::SourceList>();
  for (const auto& [name, content] : files)
    (name.ends_with(".pb") ? sources->documents : sources->tables).push_back(connectors::memory_source(name, content));
  return run(connectors::read_sources(sources, read_options(options)), options);
}

engine::Audit audit(const Files& files, const RunOptions& options) {
  auto done = try_audit(files, options);
  if (!done) FAIL(done.error().in(Language::en));
  return *done;
}

Expected<engine::Audit> audit_paths(const std::vector<std::string>& paths, const RunOptions& options) {
  return run(connectors::read_dataset(paths, read_options(options)), options);
}

std::string measurements(const engine::Audit& audit) {
  engine::Audit bare;
  bare.as_of = audit.as_of;
  bare.context = audit.context;
  bare.indicators = audit.indicators;
  bare.criteria_scores = audit.criteria_scores;
  bare.axes = audit.axes;
  bare.spaces = audit.spaces;
  bare.other_sets = audit.other_sets;
  return reports::write_json(bare);
}

}  // namespace boussole::test

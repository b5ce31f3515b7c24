// What each connector takes beside the reader alone, on the same bytes in the same run.
//
//   boussole-connectors-bench [--folder PATH] [--megabytes 200] [--threads 2] [--rounds 3] [--only NAME]
//
// The files are made first where they do not exist. Seconds are those of the processor, all threads together, so that a
// busy machine changes them little; elapsed ones are beside them.

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "bench/connector_files.h"
#include "connectors/catalog.h"
#include "connectors/csv/reader.h"
#include "engine/base/sha256.h"
#include "engine/json/reader.h"
#include "engine/text/features.h"

namespace {

using namespace boussole;
namespace csv = connectors::csv;

struct Options {
  std::string folder = "/tmp/boussole-connectors-bench", only;
  std::uint64_t megabytes = 200;
  unsigned threads = 2;
  int rounds = 3;
};

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{}) std::exit(2);
  return value;
}

Options parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i], value = argv[i + 1];
    if (name == "--folder") options.folder = value;
    if (name == "--only") options.only = value;
    if (name == "--megabytes") options.megabytes = number(value);
    if (name == "--threads") options.threads = static_cast<unsigned>(number(value));
    if (name == "--rounds") options.rounds = static_cast<int>(number(value));
  }
  return options;
}

struct Took {
  double processor = 1e9, elapsed = 1e9;
};

double processor_seconds() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// Once more: the best so far stays.
template <class Work>
void take(Took& best, const Work& work) {
  const double before = processor_seconds();
  const auto begin = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
  best.processor = std::min(best.processor, processor_seconds() - before);
  best.elapsed = std::min(best.elapsed, elapsed.count());
}

/// Touches each field: its length and its last byte.
class TouchSink final : public csv::BlockSink {
 public:
  void record(const csv::Record& record) override {
    for (std::size_t i = 0; i < record.size(); ++i) {
      const std::string_view text = record[i];
      sum += text.size() + (text.empty() ? 0 : static_cast<unsigned char>(text.back()));
    }
  }
  std::uint64_t sum = 0;
};

/// Measures texts besides, as connectors do: the longest with its signature, and where several are filled all of them.
class TextSink final : public csv::BlockSink {
 public:
  explicit TextSink(const std::vector<std::size_t>& columns) : columns_(columns) {}
  void record(const csv::Record& record) override {
    touch_.record(record);
    std::size_t filled = 0;
    std::string_view longest;
    for (const std::size_t i : columns_) {
      filled += !record[i].empty();
      if (record[i].size() > longest.size()) longest = record[i];
    }
    if (longest.empty()) return;
    std::array<std::uint16_t, 64> bins;
    sum += engine::text::extract(longest, false, &bins).features.words;
    if (filled < 2) return;
    std::string all;
    for (const std::size_t i : columns_) all.append(record[i]) += '\n';
    sum += engine::text::extract(all, true, nullptr).features.words;
  }
  std::uint64_t sum = 0;

 private:
  const std::vector<std::size_t>& columns_;
  TouchSink touch_;
};

[[noreturn]] void fail(const Error& error) {
  std::fprintf(stderr, "%s\n", error.in(Language::en).c_str());
  std::exit(1);
}

std::vector<std::string> paths_of(const bench::ConnectorCase& one, const std::string& folder) {
  std::vector<std::string> out;
  for (const std::string_view file : one.files) out.push_back(folder + "/" + std::string(file));
  return out;
}

/// The reader alone reads what is CSV; a file of ballots is no CSV as a whole, so its sections are read as one column.
/// @param texts  measures the texts besides
void read_alone(const bench::ConnectorCase& one, const std::string& folder, unsigned threads, bool texts) {
  std::uint64_t sum = 0;
  for (const std::string& path : paths_of(one, folder)) {
    auto list = connectors::open_sources(std::vector<std::string>{path});
    if (!list) fail(list.error());
    csv::Handler handler;
    std::vector<std::size_t> columns;
    handler.header = [&](const csv::Header& header) -> Expected<void> {
      for (std::size_t i = 0; i < header.columns.size(); ++i)
        for (const std::string_view name : one.texts)
          if (header.columns[i].starts_with(name)) columns.push_back(i);
      return {};
    };
    handler.make_sink = [&]() -> std::unique_ptr<csv::BlockSink> {
      if (texts) return std::make_unique<TextSink>(columns);
      return std::make_unique<TouchSink>();
    };
    handler.commit = [&](std::unique_ptr<csv::BlockSink> sink) {
      sum += texts ? static_cast<TextSink&>(*sink).sum : static_cast<TouchSink&>(*sink).sum;
    };
    handler.reject = [](const csv::Rejected&) {};
    auto& sources = list->tables.empty() ? list->documents : list->tables;
    if (const auto read = csv::read(*sources.front(), handler, threads); !read) fail(read.error());
  }
  if (sum == 42) std::puts("");
}

/// What a JSON document takes before anybody looks into it: read, hashed and parsed.
void parse_alone(const bench::ConnectorCase& one, const std::string& folder) {
  for (const std::string& path : paths_of(one, folder)) {
    std::ifstream in(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const auto value = json::parse(bytes, path);
    if (!value || sha256(bytes).empty()) std::exit(1);
  }
}

void read_whole(const bench::ConnectorCase& one, const std::string& folder, unsigned threads) {
  connectors::ReadOptions options;
  options.threads = threads;
  if (!one.mapping.empty()) options.mapping = folder + "/mapping.json";
  const auto reading = connectors::read_dataset(paths_of(one, folder), options);
  if (!reading) fail(reading.error());
  for (const engine::SourceRecord& source : reading->data.sources)
    if (source.rows_rejected > 0 || source.rows_read < 2)
      std::fprintf(stderr, "%s: %lld rows read, %lld rejected, %lld duplicates\n", source.file.c_str(),
                   static_cast<long long>(source.rows_read), static_cast<long long>(source.rows_rejected),
                   static_cast<long long>(source.rows_duplicate));
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = parse(argc, argv);
  std::printf(
      "| Connector | MB | Reader: CPU s | with texts | Connector: CPU s | MB a CPU second | Ratio to the reader | to "
      "reader and texts | Elapsed s, reader | connector |\n");
  std::printf("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
  for (const bench::ConnectorCase& one : bench::connector_cases()) {
    if (!options.only.empty() && options.only != one.name) continue;
    const std::string folder = options.folder + "/" + std::string(one.name);
    bench::make_files(one, folder, options.megabytes * 1'000'000);
    if (!one.mapping.empty()) std::ofstream(folder + "/mapping.json") << one.mapping;
    double megabytes = 0;
    for (const std::string& path : paths_of(one, folder))
      megabytes += static_cast<double>(std::filesystem::file_size(path)) / 1e6;
    // In turn, so that a busy moment of the machine weighs on all three.
    Took alone, texts, whole;
    for (int i = 0; i < options.rounds; ++i) {
      take(alone, [&] { one.json ? parse_alone(one, folder) : read_alone(one, folder, options.threads, false); });
      if (!one.texts.empty()) take(texts, [&] { read_alone(one, folder, options.threads, true); });
      take(whole, [&] { read_whole(one, folder, options.threads); });
    }
    if (one.texts.empty()) texts = alone;
    std::printf("| `%.*s` | %.0f | %.2f | %.2f | %.2f | %.0f | %.1f | %.1f | %.2f | %.2f |\n",
                static_cast<int>(one.name.size()), one.name.data(), megabytes, alone.processor, texts.processor,
                whole.processor, megabytes / whole.processor, whole.processor / alone.processor,
                whole.processor / texts.processor, alone.elapsed, whole.elapsed);
    std::fflush(stdout);
  }
  return 0;
}

// The reader alone, with all its checks, on a file like a large export: rows of about twelve short cells and one
// quoted body of about 600 bytes with line ends and doubled quotes.
//
//   reader_bench [--file PATH] [--megabytes 900] [--threads 2] [--block BYTES] [--rounds 5] [--short]
//
// The file is made first where it does not exist. `--short` makes rows of short cells only.

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/csv/reader.h"
#include "connectors/source.h"

namespace {

using namespace boussole;
namespace csv = connectors::csv;

struct Options {
  std::string file = "/tmp/boussole-reader-bench.csv";
  std::uint64_t megabytes = 900;
  unsigned threads = 2;
  std::size_t block = 0;
  int rounds = 5;
  bool short_cells = false;
};

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{}) std::exit(2);
  return value;
}

Options parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    if (name == "--short") {
      options.short_cells = true;
      continue;
    }
    if (++i == argc) std::exit(2);
    if (name == "--file") options.file = argv[i];
    if (name == "--megabytes") options.megabytes = number(argv[i]);
    if (name == "--threads") options.threads = static_cast<unsigned>(number(argv[i]));
    if (name == "--block") options.block = number(argv[i]);
    if (name == "--rounds") options.rounds = static_cast<int>(number(argv[i]));
  }
  return options;
}

/// A small generator of our own: the file must be the same everywhere.
struct Random {
  std::uint64_t state = 42;
  std::uint64_t next(std::uint64_t below) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (state >> 33) % below;
  }
};

void append_body(std::string& row, Random& random) {
  static constexpr std::string_view kWords[] = {"la",
                                                "ville",
                                                "propose",
                                                "d\xe2\x80\x99"
                                                "am\xc3\xa9nager",
                                                "une",
                                                "piste",
                                                "cyclable",
                                                "s\xc3\xa9"
                                                "curis\xc3\xa9"
                                                "e",
                                                "pour",
                                                "les",
                                                "\xc3\xa9"
                                                "coles",
                                                "et"};
  row += "\"<p>";
  const std::size_t end = row.size() + 400 + random.next(400);
  while (row.size() < end) {
    row += kWords[random.next(std::size(kWords))];
    const std::uint64_t dice = random.next(40);
    row += dice == 0 ? "</p>\n<p>" : dice == 1 ? " <a href=\"\"https://exemple.fr/\"\">ici</a>; " : " ";
  }
  row += "</p>\"";
}

void generate(const Options& options) {
  std::FILE* out = std::fopen(options.file.c_str(), "wb");
  if (out == nullptr) std::exit(1);
  Random random;
  std::string text =
      "id;category/id;scope/id;space/id;space/url;component/id;title;body;votes;created_at;author/id;state\n";
  std::uint64_t written = 0;
  for (std::uint64_t id = 1; written < options.megabytes * 1'000'000; ++id) {
    text += std::to_string(id) + ";" + std::to_string(random.next(40)) + ";;" + std::to_string(random.next(9)) +
            ";https://participer.exemple.fr/processes/budget;12;\"Une id\xc3\xa9"
            "e pour la rue n\xc2\xb0 " +
            std::to_string(id % 977) + "\";";
    if (options.short_cells) {
      text += "oui";
    } else {
      append_body(text, random);
    }
    text += ";" + std::to_string(random.next(500)) + ";2023-05-" + std::to_string(10 + random.next(20)) +
            " 16:20:06 UTC;" + std::to_string(random.next(100'000)) + ";accepted\n";
    if (text.size() > 1'000'000) {
      written += std::fwrite(text.data(), 1, text.size(), out);
      text.clear();
    }
  }
  std::fwrite(text.data(), 1, text.size(), out);
  std::fclose(out);
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

double run(connectors::Source& source, const Options& options, std::uint64_t& sum, csv::Summary& summary) {
  sum = 0;
  csv::Handler handler;
  handler.header = [](const csv::Header&) -> Expected<void> { return {}; };
  handler.make_sink = [] { return std::make_unique<TouchSink>(); };
  handler.commit = [&](std::unique_ptr<csv::BlockSink> sink) { sum += static_cast<TouchSink&>(*sink).sum; };
  handler.reject = [](const csv::Rejected&) {};
  csv::Limits limits;
  if (options.block != 0) limits.block_bytes = options.block;
  const auto begin = std::chrono::steady_clock::now();
  const auto got = csv::read(source, handler, options.threads, limits);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  if (!got) {
    std::fprintf(stderr, "%s\n", got.error().in(Language::en).c_str());
    std::exit(1);
  }
  summary = *got;
  return seconds.count();
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = parse(argc, argv);
  if (!std::filesystem::exists(options.file)) generate(options);
  const std::vector<std::string> paths = {options.file};
  auto list = connectors::open_sources(paths);
  if (!list) {
    std::fprintf(stderr, "%s\n", list.error().in(Language::en).c_str());
    return 1;
  }
  std::vector<double> times;
  std::uint64_t sum = 0;
  csv::Summary summary;
  for (int i = 0; i < options.rounds; ++i) times.push_back(run(*list->tables.front(), options, sum, summary));
  std::sort(times.begin(), times.end());
  const double gigabytes = static_cast<double>(summary.bytes) / 1e9;
  std::printf("%.3f GB, %lld records, %lld rejected, %u threads: best %.3f s (%.2f GB/s), median %.3f s (%.2f GB/s)\n",
              gigabytes, static_cast<long long>(summary.records), static_cast<long long>(summary.rejected),
              options.threads, times.front(), gigabytes / times.front(), times[times.size() / 2],
              gigabytes / times[times.size() / 2]);
  std::printf("sha256 %s, sum %llu\n", summary.sha256.c_str(), static_cast<unsigned long long>(sum));
  return summary.rejected == 0 ? 0 : 1;
}
